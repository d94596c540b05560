#pragma once

#include "sim/base/digest.h"
#include "sim/base/time.h"
#include "sim/tcp/state.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace sim {

/// The deadlines of a connection. They are data: nothing is called back, the World looks at
/// soonest() after each input.
struct Timers {
    std::array<Time, timer_kinds> deadlines{never, never, never, never, never,
                                            never, never, never, never};
    Time not_before{never}; ///< no deadline is sooner, whatever was set and cleared since
    /// A bit for each kind that was set or cleared since whoever keeps book of them looked last.
    std::uint16_t touched{};

    bool operator==(const Timers& other) const { return deadlines == other.deadlines; }

    [[nodiscard]] Time at(TimerKind kind) const {
        return deadlines[static_cast<std::size_t>(kind)];
    }
    [[nodiscard]] bool is_set(TimerKind kind) const { return at(kind) != never; }
    void set(TimerKind kind, Time due) {
        deadlines[static_cast<std::size_t>(kind)] = due;
        not_before = std::min(not_before, due);
        touch(kind);
    }
    void clear(TimerKind kind) {
        deadlines[static_cast<std::size_t>(kind)] = never;
        touch(kind);
    }
    void clear_all() {
        deadlines.fill(never);
        touched = all;
    }
    [[nodiscard]] Time soonest() const {
        Time soonest = never;
        for (const Time deadline : deadlines)
            soonest = std::min(soonest, deadline);
        return soonest;
    }
    /// The soonest deadline when it comes before `time`, else never. Most timers only move on, so
    /// that there is seldom anything to look for.
    Time soonest_before(Time time) {
        if (not_before >= time) return never;
        not_before = soonest();
        return not_before < time ? not_before : never;
    }

    void add_to(Digest& digest) const {
        for (const Time deadline : deadlines)
            digest.add(deadline.since_start_ns);
    }

private:
    static constexpr std::uint16_t all = (1U << timer_kinds) - 1;

    void touch(TimerKind kind) {
        touched = static_cast<std::uint16_t>(touched | 1U << static_cast<unsigned>(kind));
    }
};

/// How long a jiffy is; 0 on an exact clock.
constexpr Duration tick_of(std::uint32_t hz) {
    return hz == 0 ? Duration{0} : Duration{std::chrono::seconds{1}} / hz;
}

/// When a timer of `span`, set at `now`, goes off on a kernel whose timer wheel turns `hz` times a
/// second; 0 stands for an exact clock. The wheel never fires early: it rounds up to the next tick,
/// and spans from 63 ticks on to the next eighth of their level (Linux kernel/time/timer.c).
Time wheel_deadline(Time now, Duration span, std::uint32_t hz);

} // namespace sim
