#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace live {

/// The field `name` of what a real socket's TCP_INFO gives (tcp(7)); nothing for a field nobody
/// knows, or where the socket has none.
std::optional<std::int64_t> tcp_info_of(int socket, std::string_view name);

} // namespace live
