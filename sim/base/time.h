#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <limits>

namespace sim {

/// A span of virtual time, in nanoseconds.
using Duration = std::chrono::nanoseconds;

/// What TCP measures round trips in (RFC 6298): 32 bits of microseconds, so that no arithmetic
/// divides.
using Microseconds = std::chrono::duration<std::int32_t, std::micro>;

/// An instant of a run: nanoseconds since its start. Only World advances it.
struct Time {
    std::int64_t since_start_ns{};

    bool operator==(const Time&) const = default;
    auto operator<=>(const Time&) const = default;
};

/// The deadline of a timer that is not set.
inline constexpr Time never{std::numeric_limits<std::int64_t>::max()};

constexpr Time operator+(Time time, Duration span) {
    return {time.since_start_ns + span.count()};
}
constexpr Time operator-(Time time, Duration span) {
    return {time.since_start_ns - span.count()};
}
constexpr Duration operator-(Time later, Time sooner) {
    return Duration{later.since_start_ns - sooner.since_start_ns};
}

} // namespace sim
