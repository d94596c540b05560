#include "sim/export/segment_facts.h"

#include "sim/trace/frames.h"

namespace sim {

SegmentFacts::SegmentFacts(const Trace& trace)
    : trace_(trace),
      frames_(counts_frames(trace)),
      ends_(2 * trace.conversations.size()),
      again_(trace.records.size() + 1),
      previous_(trace.records.size() + 1) {
    for (RecordId id = 1; id <= trace.last(); ++id) {
        const Record& record = trace.record(id);
        if (record.kind == RecordKind::sent && record.conversation != 0) take(id, record);
    }
}

void SegmentFacts::take(RecordId id, const Record& sent) {
    if (sent.rule == Rule::wire_injected) return; // its supposed sender has not sent it
    const Side side = trace_.conversation(sent.conversation).side_of(sent.host);
    End& end = ends_[place(sent.conversation, side)];
    previous_[id] = end.last_sent;
    end.last_sent = id;
    const std::uint32_t bytes = sent.length + static_cast<std::uint32_t>(sent.flags.syn);
    const std::uint32_t length = bytes + static_cast<std::uint32_t>(sent.flags.fin);
    if (sent.flags.fin) end.fin = sent.seq + bytes;
    if (length == 0) return;
    if (frames_) { // whose numbers may begin anew
        again_[id] = is_sent_again(sent.rule);
        return;
    }
    // In simultaneous open the SYN goes out twice, the second time to answer the peer's.
    const bool answers = sent.flags.syn && sent.flags.ack && !end.has_answered;
    end.has_answered = end.has_answered || answers;
    again_[id] = end.next_new && before(sent.seq, *end.next_new) && !answers;
    const SeqNum behind = sent.seq + length;
    end.next_new = end.next_new ? later_of(*end.next_new, behind) : behind;
}

bool SegmentFacts::is_again(RecordId record) const {
    return again_[departure_of(trace_, record)];
}

std::optional<SeqNum> SegmentFacts::fin_of(ConversationId conversation, Side side) const {
    return conversation == 0 ? std::nullopt : ends_[place(conversation, side)].fin;
}

} // namespace sim
