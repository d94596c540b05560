// The timers of a capture: those a socket shows, and those that must have fired.
#include "live/capture.h"

#include <utility>

namespace live {

using sim::Provenance;
using sim::Record;
using sim::RecordId;
using sim::RecordKind;
using sim::Rule;

void Capture::append_timers(const Record& seen_with, const std::vector<sim::TimerEvent>& events,
                            RecordId cause) {
    for (const sim::TimerEvent& event : events) {
        Record record = timer_record(seen_with, event);
        record.cause = cause;
        record.rule = Rule::kernel_timer;
        const RecordId id = trace_.append(record);
        End& end = ends_[record.conversation].at(record.host);
        end.timer_set = event.action == sim::TimerAction::set ? id : 0;
    }
}

Record Capture::timer_record(const Record& seen_with, const sim::TimerEvent& event) {
    Record record = observed(RecordKind::timer, seen_with.at, seen_with.host);
    record.conversation = seen_with.conversation;
    record.detail = static_cast<std::uint32_t>(trace_.timers.size());
    record.state = seen_with.state;
    record.variables = seen_with.variables;
    trace_.timers.push_back(event);
    return record;
}

/// Nothing was done to the host that this packet could follow from: one of its timers has sent it.
/// The one that was due or, for a bare ACK, the one that delays ACKs, which the kernel never shows.
RecordId Capture::infer_timer(const Record& sent, End& end) {
    Record now = record_of(sent.at, sent.conversation, sent.host);
    if (const std::optional<sim::TimerEvent> fired = end.timers.fire(sent.at))
        return append_inferred(timer_record(now, *fired), end.timer_set, timer_fired_);
    const bool bare_ack = sent.flags == sim::Flags{.ack = true} && sent.length == 0;
    if (!bare_ack || end.to_acknowledge == 0) return 0;
    const RecordId arrival = end.to_acknowledge;
    sim::TimerEvent delayed{
        .kind = sim::TimerKind::delayed_ack, .action = sim::TimerAction::set, .due = sent.at};
    const RecordId set = append_inferred(timer_record(trace_.record(arrival), delayed), arrival,
                                         Rule::kernel_delayed_ack);
    delayed.action = sim::TimerAction::fired;
    return append_inferred(timer_record(now, delayed), set, timer_fired_);
}

RecordId Capture::append_inferred(Record record, RecordId cause, Rule rule) {
    record.cause = cause;
    record.rule = rule;
    record.provenance = Provenance::inferred;
    return trace_.append(record);
}

} // namespace live
