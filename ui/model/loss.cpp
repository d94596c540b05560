#include "ui/model/loss.h"

#include "sim/trace/frames.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace ui {

namespace {

/// A stretch of sequence numbers, counted from the first one of the segment that repeats them.
struct Span {
    std::int64_t from{}, to{};
};

/// The numbers a segment takes, SYN and FIN included; a frame of a textbook scheme takes one.
std::int64_t occupiedBy(const sim::Trace& trace, const sim::Record& segment) {
    if (sim::counts_frames(trace)) return segment.length > 0 ? 1 : 0;
    return std::int64_t{segment.length} + static_cast<std::int64_t>(segment.flags.syn)
           + static_cast<std::int64_t>(segment.flags.fin);
}

Span spanOf(const sim::Trace& trace, const sim::Record& segment, sim::SeqNum first) {
    const auto from =
        std::int64_t{static_cast<std::int32_t>(segment.seq.raw - first.raw)}; // modulo 2^32
    return {from, from + occupiedBy(trace, segment)};
}

/// Takes `span` out of `open`; false when they have nothing in common.
bool takeOut(std::vector<Span>& open, Span span) {
    std::vector<Span> left;
    bool met = false;
    for (const Span& piece : open) {
        met = met || (span.from < piece.to && piece.from < span.to);
        const Span before{piece.from, std::min(piece.to, span.from)};
        const Span behind{std::max(piece.from, span.to), piece.to};
        if (before.from < before.to) left.push_back(before);
        if (behind.from < behind.to) left.push_back(behind);
    }
    if (met) open = left;
    return met;
}

/// The record that tells of the death of a departure, told before `until`; 0 when it lived.
sim::RecordId dropOf(const sim::Trace& trace, sim::RecordId departure, sim::RecordId until) {
    for (sim::RecordId id = departure + 1; id < until; ++id) {
        const sim::Record& record = trace.record(id);
        if (record.cause == departure && record.kind == sim::RecordKind::dropped) return id;
    }
    return 0;
}

} // namespace

sim::RecordId lossOf(const sim::Trace& trace, sim::RecordId record) {
    const sim::RecordId departure =
        record == 0 || record > trace.last() ? 0 : sim::departure_of(trace, record);
    if (departure == 0) return 0;
    const sim::Record& again = trace.record(departure);
    if (again.flags.rst) return 0;
    std::vector<Span> open{
        {0, occupiedBy(trace, again)}}; // what no later sending than that has carried
    sim::RecordId repeated = 0;
    for (sim::RecordId id = departure; id-- > 1 && occupiedBy(trace, again) > 0 && !open.empty();) {
        const sim::Record& earlier = trace.record(id);
        if (earlier.kind != sim::RecordKind::sent || earlier.host != again.host
            || earlier.conversation != again.conversation)
            continue;
        if (!takeOut(open, spanOf(trace, earlier, again.seq))) continue;
        if (const sim::RecordId drop = dropOf(trace, id, departure)) return drop;
        if (repeated == 0) repeated = id;
    }
    return repeated;
}

} // namespace ui
