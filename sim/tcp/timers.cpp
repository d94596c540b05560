#include "sim/tcp/timers.h"

namespace sim {

namespace {

constexpr std::int64_t ns_per_second = 1'000'000'000;
constexpr std::int64_t first_level_ticks = 63;
constexpr unsigned level_bits = 3;
constexpr unsigned levels = 9;

/// The level of the wheel a span of `ticks` belongs to: each is eight times as coarse as the last.
unsigned level_of(std::int64_t ticks) {
    unsigned level = 0;
    while (level + 1 < levels && ticks >= first_level_ticks << (level_bits * level))
        ++level;
    return level;
}

} // namespace

Time wheel_deadline(Time now, Duration span, std::uint32_t hz) {
    if (hz == 0) return now + span;
    const std::int64_t tick_ns = ns_per_second / hz;
    const std::int64_t ticks = (span.count() + tick_ns - 1) / tick_ns;
    const std::int64_t due_tick = now.since_start_ns / tick_ns + ticks;
    const unsigned shift = level_bits * level_of(ticks);
    return {(((due_tick >> shift) + 1) << shift) * tick_ns};
}

} // namespace sim
