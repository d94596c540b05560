#pragma once

#include "sim/base/time.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace sim {

/// "10 ms", "1.5 s", "2 min": a decimal number and one of ns, us, ms, s, min, with or without a
/// blank between. Exact; nothing when it is something else or finer than a nanosecond.
std::optional<Duration> parse_duration(std::string_view text);

/// "100 Mbit/s": a decimal number and one of bit/s, kbit/s, Mbit/s, Gbit/s. In bits a second.
std::optional<std::uint64_t> parse_rate(std::string_view text);

/// Digits only, the whole text.
std::optional<std::uint64_t> parse_whole_number(std::string_view text);

} // namespace sim
