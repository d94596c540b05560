#pragma once

#include "sim/base/digest.h"
#include "sim/base/time.h"
#include "sim/tcp/state.h"

#include <algorithm>
#include <array>

namespace sim {

/// The deadlines of a connection. They are data: nothing is called back, the World looks at
/// soonest() after each input.
struct Timers {
    std::array<Time, timer_kinds> deadlines{never, never, never, never, never,
                                            never, never, never, never};

    bool operator==(const Timers&) const = default;

    [[nodiscard]] Time at(TimerKind kind) const {
        return deadlines[static_cast<std::size_t>(kind)];
    }
    [[nodiscard]] bool is_set(TimerKind kind) const { return at(kind) != never; }
    void set(TimerKind kind, Time due) { deadlines[static_cast<std::size_t>(kind)] = due; }
    void clear(TimerKind kind) { set(kind, never); }
    void clear_all() { deadlines.fill(never); }
    [[nodiscard]] Time soonest() const {
        Time soonest = never;
        for (const Time deadline : deadlines)
            soonest = std::min(soonest, deadline);
        return soonest;
    }

    void add_to(Digest& digest) const {
        for (const Time deadline : deadlines)
            digest.add(deadline.since_start_ns);
    }
};

/// When a timer of `span`, set at `now`, goes off on a kernel whose timer wheel turns `hz` times a
/// second; 0 stands for an exact clock. The wheel never fires early: it rounds up to the next tick,
/// and spans from 63 ticks on to the next eighth of their level (Linux kernel/time/timer.c).
Time wheel_deadline(Time now, Duration span, std::uint32_t hz);

} // namespace sim
