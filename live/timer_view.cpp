#include "live/timer_view.h"

#include "sim/base/assert.h"

#include <chrono>

namespace live {

using sim::Duration;
using sim::Time;
using sim::TimerAction;
using sim::TimerEvent;
using sim::TimerKind;

namespace {

/// The kernel tells what is left in whole ticks: two looks at one timer differ by up to this.
constexpr Duration blur = std::chrono::milliseconds{10};

std::optional<TimerKind> kind_of(const SocketSeen& seen) {
    switch (seen.timer) {
    case DiagTimer::none: return std::nullopt;
    case DiagTimer::retransmit: return TimerKind::retransmit; // a loss probe is shown as one, too
    case DiagTimer::persist: return TimerKind::persist;
    case DiagTimer::time_wait:
    case DiagTimer::keep_alive:
        if (seen.state == sim::State::fin_wait_2) return TimerKind::fin_wait_2;
        return seen.timer == DiagTimer::time_wait ? TimerKind::time_wait : TimerKind::keep_alive;
    }
    sim::unreachable();
}

std::optional<TimerEvent> shown(Time now, const std::optional<SocketSeen>& seen) {
    if (!seen) return std::nullopt;
    const std::optional<TimerKind> kind = kind_of(*seen);
    if (!kind) return std::nullopt;
    return TimerEvent{.kind = *kind,
                      .action = TimerAction::set,
                      .due = now + std::chrono::milliseconds{seen->timer_left_ms}};
}

bool is_same(const TimerEvent& before, const TimerEvent& after) {
    const Duration moved = after.due - before.due;
    return before.kind == after.kind && moved < blur && moved > -blur;
}

} // namespace

std::vector<TimerEvent> TimerView::look(Time now, const std::optional<SocketSeen>& seen) {
    const std::optional<TimerEvent> found = shown(now, seen);
    if (running_ && found && is_same(*running_, *found)) return {};
    std::vector<TimerEvent> changes;
    const bool is_gone = running_ && (!found || found->kind != running_->kind);
    if (is_gone)
        changes.push_back({.kind = running_->kind, .action = TimerAction::cancelled, .due = now});
    if (found) changes.push_back(*found);
    running_ = found;
    return changes;
}

std::optional<TimerEvent> TimerView::fire(Time now) {
    if (!running_ || now + blur < running_->due) return std::nullopt;
    const TimerEvent fired{.kind = running_->kind, .action = TimerAction::fired, .due = now};
    running_.reset();
    return fired;
}

} // namespace live
