#include "ui/model/story_teller.h"

#include "sim/base/assert.h"
#include "sim/trace/conversation_pairs.h"

#include <algorithm>

namespace ui {

void StoryTeller::read(sim::RecordId id) {
    const sim::Record& record = trace_.record(id);
    switch (record.kind) {
    case sim::RecordKind::sent: segmentLeaves(id, record); break;
    case sim::RecordKind::dropped: tell(id, StoryKind::loses); break;
    case sim::RecordKind::state: stateChanges(id, record); break;
    case sim::RecordKind::icmp: tell(id, StoryKind::hears); break;
    case sim::RecordKind::timer: {
        const sim::TimerEvent& event = trace_.timers.at(record.detail);
        if (event.action == sim::TimerAction::fired && event.kind == sim::TimerKind::retransmit)
            tell(id, StoryKind::timer_fires);
        break;
    }
    case sim::RecordKind::received:
    case sim::RecordKind::ignored:
    case sim::RecordKind::call:
    case sim::RecordKind::change: break;
    }
}

void StoryTeller::segmentLeaves(sim::RecordId id, const sim::Record& record) {
    const SegmentKind kind = kindOf(record);
    if (record.rule == sim::Rule::wire_injected) {
        tell(id, StoryKind::intrudes);
        return;
    }
    if (kind == SegmentKind::ack) return;
    if (kind != SegmentKind::rst && facts_.is_again(id)) {
        tell(id, StoryKind::sends_again);
        return;
    }
    switch (kind) {
    case SegmentKind::syn: tell(id, StoryKind::asks); break;
    case SegmentKind::syn_ack: tell(id, StoryKind::agrees); break;
    case SegmentKind::data: tell(id, StoryKind::sends); break;
    case SegmentKind::fin:
        if (record.length > 0) tell(id, StoryKind::sends);
        tell(id, StoryKind::closes);
        break;
    case SegmentKind::rst:
        tell(id, ends_[record.conversation].established ? StoryKind::resets : StoryKind::refuses);
        break;
    case SegmentKind::ack: break;
    }
}

void StoryTeller::stateChanges(sim::RecordId id, const sim::Record& record) {
    Ends& ends = ends_[record.conversation];
    ends.states[record.host] = record.state;
    const auto all = [&ends](sim::State state) {
        return ends.states.size() == 2
               && std::all_of(ends.states.begin(), ends.states.end(),
                              [state](const auto& end) { return end.second == state; });
    };
    if (record.state == sim::State::established && all(sim::State::established)) {
        ends.established = true;
        tell(id, StoryKind::established);
    }
    if (record.state == sim::State::time_wait) tell(id, StoryKind::waits);
    if (ends.established && all(sim::State::closed)) tell(id, StoryKind::over);
}

bool StoryTeller::isFromFlood(const sim::Record& record) const {
    if (record.conversation == 0 || !sim::is_of_flood(trace_, record.conversation)) return false;
    return trace_.conversation(record.conversation).end(sim::Side::opener).host == record.host;
}

void StoryTeller::tell(sim::RecordId id, StoryKind kind) {
    const sim::Record& record = trace_.record(id);
    const bool of_flood = isFromFlood(record);
    const bool goes_on = !story_.empty() && (kind == StoryKind::sends || of_flood)
                         && story_.back().kind == kind && story_.back().host == record.host
                         && story_.back().of_flood == of_flood;
    if (!goes_on)
        story_.push_back({.record = id,
                          .kind = kind,
                          .host = record.host,
                          .segment = kindOf(record),
                          .sendings = {},
                          .of_flood = of_flood});
    if (kind != StoryKind::sends) return;
    std::vector<StorySending>& sendings = story_.back().sendings;
    const std::uint64_t before = sendings.empty() ? 0 : sendings.back().bytes;
    sendings.push_back({id, before + record.length});
}

} // namespace ui
