#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace sim::packetdrill {

/// The number Linux gives a name of its headers, such as O_NONBLOCK; nothing for other names.
std::optional<std::int64_t> constant_called(std::string_view name);

/// A name of errno(3), such as EAGAIN.
bool is_errno(std::string_view name);

} // namespace sim::packetdrill
