#include "ui/model/run.h"

#include "sim/base/assert.h"

#include <algorithm>
#include <utility>

namespace ui {

namespace {

/// Whether `record` is an input, or stands at another place or time than the one before it.
bool beginsEvent(const sim::Trace& trace, sim::RecordId id) {
    const sim::Record& record = trace.record(id);
    const sim::Record& previous = trace.record(id - 1);
    if (record.at != previous.at || record.host != previous.host) return true;
    switch (record.kind) {
    case sim::RecordKind::received:
    case sim::RecordKind::ignored: return true;
    case sim::RecordKind::call: return trace.calls[record.detail].phase == sim::CallPhase::entered;
    case sim::RecordKind::timer:
        return trace.timers[record.detail].action == sim::TimerAction::fired;
    case sim::RecordKind::sent:
    case sim::RecordKind::dropped:
    case sim::RecordKind::state:
    case sim::RecordKind::change: return false;
    }
    sim::unreachable();
}

std::vector<sim::RecordId> eventsOf(const sim::Trace& trace) {
    std::vector<sim::RecordId> events;
    for (sim::RecordId id = 2; id <= trace.last(); ++id)
        if (beginsEvent(trace, id)) events.push_back(id - 1);
    if (trace.last() > 0) events.push_back(trace.last());
    return events;
}

} // namespace

Run::Run(std::shared_ptr<const sim::Trace> trace, SnapshotSource snapshots)
    : trace_(std::move(trace)),
      snapshots_(std::move(snapshots)),
      events_(eventsOf(*trace_)),
      stage_map_(trace_) {}

std::size_t Run::eventsUntil(sim::RecordId record) const {
    const auto reached = std::upper_bound(events_.begin(), events_.end(), record);
    return static_cast<std::size_t>(reached - events_.begin());
}

sim::Time Run::end() const {
    return trace_->last() == 0 ? sim::Time{} : trace_->record(trace_->last()).at;
}

} // namespace ui
