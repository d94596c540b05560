#include "ui/model/run.h"

#include "sim/base/assert.h"

#include <algorithm>
#include <utility>

namespace ui {

namespace {

/// Whether the record is an input: something that comes from outside its host's TCP.
bool isInput(const sim::Trace& trace, const sim::Record& record) {
    switch (record.kind) {
    case sim::RecordKind::received:
    case sim::RecordKind::ignored: return true;
    case sim::RecordKind::call:
        return trace.calls.at(record.detail).phase == sim::CallPhase::entered;
    case sim::RecordKind::timer:
        return trace.timers.at(record.detail).action == sim::TimerAction::fired;
    case sim::RecordKind::sent:
    case sim::RecordKind::dropped:
    case sim::RecordKind::state:
    case sim::RecordKind::icmp:
    case sim::RecordKind::change: return false;
    }
    sim::unreachable();
}

/// Cuts a trace into events. Calls that do nothing to the network belong to the event beside them.
class EventCutter {
public:
    explicit EventCutter(const sim::Trace& trace) : trace_(trace) {}

    std::vector<sim::RecordId> cut() {
        for (sim::RecordId id = 1; id <= trace_.last(); ++id) {
            const sim::Record& record = trace_.record(id);
            if (id > 1 && isElsewhere(record, trace_.record(id - 1)))
                endEvent(id);
            else if (isInput(trace_, record))
                endInput(id);
            if (record.kind != sim::RecordKind::call) input_tells_ = true;
        }
        if (trace_.last() > 0) endEvent(trace_.last() + 1);
        return std::move(events_);
    }

private:
    static bool isElsewhere(const sim::Record& record, const sim::Record& previous) {
        return record.at != previous.at || record.host != previous.host;
    }

    /// The input before `next` is complete: it is an event of its own when it tells of something
    /// and what came before it did as well.
    void endInput(sim::RecordId next) {
        if (event_tells_ && input_tells_) events_.push_back(input_ - 1);
        event_tells_ = event_tells_ || input_tells_;
        input_tells_ = false;
        input_ = next;
    }

    void endEvent(sim::RecordId next) {
        endInput(next);
        events_.push_back(next - 1);
        event_tells_ = false;
    }

    const sim::Trace& trace_;
    std::vector<sim::RecordId> events_;
    sim::RecordId input_{1}; ///< the first record of the input that is being read
    bool input_tells_{};     ///< more than calls has happened in it
    bool event_tells_{};     ///< and in the event before it
};

} // namespace

Run::Run(std::shared_ptr<const sim::Trace> trace, SnapshotSource snapshots)
    : trace_(std::move(trace)),
      snapshots_(std::move(snapshots)),
      events_(EventCutter(*trace_).cut()),
      stage_map_(trace_) {}

std::size_t Run::eventsUntil(sim::RecordId record) const {
    const auto reached = std::upper_bound(events_.begin(), events_.end(), record);
    return static_cast<std::size_t>(reached - events_.begin());
}

sim::Time Run::end() const {
    return trace_->last() == 0 ? sim::Time{} : trace_->record(trace_->last()).at;
}

} // namespace ui
