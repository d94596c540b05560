#pragma once

#include <optional>
#include <string_view>

namespace live {

/// An option as system calls name it.
struct SocketOptionName {
    int level{}, name{};
};

/// The option called "TCP_NODELAY" and so on (socket(7), tcp(7), ip(7)); nothing for one that takes
/// no single number, or that nobody knows.
std::optional<SocketOptionName> socket_option_called(std::string_view name);

} // namespace live
