#include "ui/model/byte_ribbon.h"

#include "sim/base/assert.h"
#include "sim/trace/conversation_pairs.h"
#include "sim/trace/frames.h"

#include <algorithm>
#include <utility>

namespace ui {

namespace {

using sim::Record;
using sim::RecordId;
using sim::RecordKind;
using sim::Side;
using sim::State;

constexpr std::size_t kept_apart = 256;

/// What is in `whole` and in none of `taken`.
std::vector<ByteRange> without(ByteRange whole, std::vector<ByteRange> taken) {
    std::sort(taken.begin(), taken.end(),
              [](const ByteRange& a, const ByteRange& b) { return a.from < b.from; });
    std::vector<ByteRange> left;
    for (const ByteRange& range : taken) {
        const ByteRange before{whole.from, std::min(range.from, whole.to)};
        if (!before.isEmpty()) left.push_back(before);
        whole.from = std::max(whole.from, range.to);
    }
    if (!whole.isEmpty()) left.push_back(whole);
    return left;
}

Side otherSide(Side side) {
    return side == Side::opener ? Side::acceptor : Side::opener;
}

} // namespace

sim::ConversationId conversationAt(const sim::Trace& trace, RecordId cursor) {
    if (sim::counts_frames(trace)) return 0; // its numbers are no bytes
    const auto is_told = [&trace](sim::ConversationId id) {
        return id != 0 && !sim::is_of_flood(trace, id);
    };
    for (RecordId id = std::min(cursor, trace.last()); id > 0; --id)
        if (is_told(trace.record(id).conversation)) return trace.record(id).conversation;
    for (sim::ConversationId id = 1; id <= trace.conversations.size(); ++id)
        if (is_told(id)) return id;
    return 0;
}

ByteRibbonReader::ByteRibbonReader(std::shared_ptr<const sim::Trace> trace,
                                   sim::ConversationId conversation)
    : trace_(std::move(trace)), conversation_(conversation) {
    const sim::Conversation& both = trace_->conversation(conversation_);
    Flows flows;
    for (const Side side : {Side::opener, Side::acceptor}) {
        ByteFlow& bytes = flows.at(static_cast<std::size_t>(side)).bytes;
        bytes.sender = both.end(side).host;
        bytes.receiver = both.end(otherSide(side)).host;
    }
    for (RecordId id = 1; id <= trace_->last(); ++id) {
        const Record& record = trace_->record(id);
        if (record.conversation != conversation_) continue;
        if (records_.size() % kept_apart == 0) kept_.push_back(flows);
        records_.push_back(id);
        take(flows, id);
        for (std::size_t flow = 0; flow < flows.size(); ++flow) {
            extents_.at(flow).repeats |= !flows.at(flow).bytes.again.empty();
            extents_.at(flow).sacks |= !flows.at(flow).bytes.sacked.empty();
        }
        Extent& extent = extents_.at(static_cast<std::size_t>(both.side_of(record.host)));
        if (record.kind == RecordKind::sent)
            extent.largest = std::max(extent.largest, record.length);
    }
    for (std::size_t flow = 0; flow < flows.size(); ++flow)
        extents_.at(flow).bytes = flows.at(flow).bytes.sent - 1;
    if (kept_.empty()) kept_.push_back(flows);
}

ByteRibbon ByteRibbonReader::at(RecordId cursor) const {
    const auto reached = static_cast<std::size_t>(
        std::upper_bound(records_.begin(), records_.end(), cursor) - records_.begin());
    const std::size_t kept = std::min(reached / kept_apart, kept_.size() - 1);
    Flows flows = kept_.at(kept);
    for (std::size_t place = kept * kept_apart; place < reached; ++place)
        take(flows, records_[place]);
    ByteRibbon ribbon{.conversation = conversation_, .flows = {}};
    for (std::size_t flow = 0; flow < flows.size(); ++flow) {
        ByteFlow& bytes = flows.at(flow).bytes;
        std::vector<ByteRange> somewhere = bytes.buffered;
        somewhere.push_back({0, bytes.received.value_or(0)});
        for (const Copy& copy : flows.at(flow).under_way)
            somewhere.push_back(copy.bytes);
        if (bytes.una)
            bytes.lost =
                without({std::max<std::int64_t>(*bytes.una, 1), bytes.sent}, std::move(somewhere));
        ribbon.flows.at(flow) = std::move(bytes);
    }
    return ribbon;
}

RecordId ByteRibbonReader::carrierOf(std::size_t flow, std::int64_t byte, RecordId cursor) const {
    const auto side = static_cast<Side>(flow);
    if (!isKnown(side)) return 0;
    const auto reached = std::upper_bound(records_.begin(), records_.end(), cursor);
    for (auto place = reached; place != records_.begin();) {
        const RecordId id = *--place;
        const Record& record = trace_->record(id);
        const bool carries = record.kind == RecordKind::sent && record.length > 0
                             && record.rule != sim::Rule::wire_injected
                             && trace_->conversation(conversation_).side_of(record.host) == side;
        if (!carries) continue;
        const std::int64_t from =
            relativeTo(byte, record.seq, side) + static_cast<std::int64_t>(record.flags.syn);
        if (from <= byte && byte < from + record.length) return id;
    }
    return 0;
}

RecordId ByteRibbonReader::endOf(RecordId departure) const {
    const auto after = std::upper_bound(records_.begin(), records_.end(), departure);
    const auto ends = [this, departure](RecordId id) {
        const Record& record = trace_->record(id);
        return record.cause == departure
               && (record.kind == RecordKind::received || record.kind == RecordKind::dropped
                   || record.kind == RecordKind::ignored);
    };
    const auto found = std::find_if(after, records_.end(), ends);
    return found == records_.end() ? 0 : *found;
}

bool ByteRibbonReader::isKnown(Side side) const {
    return trace_->conversation(conversation_).end(side).initial_known;
}

/// The number nearest to `near` that looks like this one on the wire.
std::int64_t ByteRibbonReader::relativeTo(std::int64_t near, sim::SeqNum number, Side side) const {
    const sim::SeqNum initial = trace_->conversation(conversation_).end(side).initial;
    const std::uint32_t ahead = number.raw - initial.raw - static_cast<std::uint32_t>(near);
    return near + static_cast<std::int32_t>(ahead);
}

ByteRange ByteRibbonReader::bytesOf(const Record& record, const Flow& flow, Side sender) const {
    const std::int64_t from =
        relativeTo(flow.bytes.sent, record.seq, sender) + (record.flags.syn ? 1 : 0);
    return {from, from + record.length};
}

void ByteRibbonReader::take(Flows& flows, RecordId id) const {
    const Record& record = trace_->record(id);
    const Side side = trace_->conversation(conversation_).side_of(record.host);
    Flow& out = flows.at(static_cast<std::size_t>(side));
    Flow& in = flows.at(static_cast<std::size_t>(otherSide(side)));
    const std::int64_t offered = in.bytes.receive_end.value_or(0);
    takeVariables(out, in, record);
    takeSegment(out, in, id);
    if (record.kind == RecordKind::received && record.length > 0 && isKnown(otherSide(side)))
        takeArrival(in, bytesOf(record, in, otherSide(side)),
                    std::max(offered, in.bytes.receive_end.value_or(0)));
    if (record.kind == RecordKind::received && record.flags.urg && isKnown(otherSide(side))
        && trace_->header.profile == "linux")
        in.apart =
            bytesOf(record, in, otherSide(side)).from + sim::urgent_pointer_of(*trace_, id) - 1;
    if (record.kind == RecordKind::received && record.flags.ack && isKnown(side)) takeSack(out, id);
    if (in.bytes.received) cutBefore(in.bytes.buffered, *in.bytes.received);
    if (out.bytes.una) {
        cutBefore(out.bytes.sacked, *out.bytes.una);
        cutBefore(out.bytes.again, *out.bytes.una);
    }
    if (record.state == State::closed) in.bytes.buffered.clear();
}

/// A block of what was acknowledged before (a D-SACK) says nothing of the bytes on their way.
void ByteRibbonReader::takeSack(Flow& out, RecordId id) const {
    const sim::OptionsRow* options = sim::options_of(*trace_, id);
    if (options == nullptr) return;
    const Side side = trace_->conversation(conversation_).side_of(trace_->record(id).host);
    for (std::size_t n = 0; n < options->options.sack_count; ++n) {
        const sim::SeqRange& block = options->options.sack.at(n);
        const std::int64_t from = relativeTo(out.bytes.sent, block.first, side);
        addRange(out.bytes.sacked, {from, std::min(from + sim::length(block), out.bytes.sent)});
    }
}

/// Linux keeps an urgent byte beside the stream: a read that begins at its place passes over it.
void ByteRibbonReader::takeCall(Flow& in, const Record& record) const {
    const sim::CallEvent& call = trace_->calls.at(record.detail);
    if (call.name != "recv" && call.name != "read") return;
    if (in.apart == in.bytes.read && in.bytes.received.value_or(0) > in.apart) {
        ++in.bytes.read;
        in.apart = 0;
    }
    if (call.phase == sim::CallPhase::returned && call.result.value_or(0) > 0)
        in.bytes.read += *call.result;
}

void ByteRibbonReader::takeSegment(Flow& out, Flow& in, RecordId id) const {
    const Record& record = trace_->record(id);
    const Side side = trace_->conversation(conversation_).side_of(record.host);
    const auto left = [&record](const Copy& copy) { return copy.departure == record.cause; };
    switch (record.kind) {
    case RecordKind::sent: {
        if (record.rule == sim::Rule::wire_injected || !isKnown(side)) return;
        const ByteRange bytes = bytesOf(record, out, side);
        if (record.flags.fin) out.bytes.fin = bytes.to;
        if (record.length == 0) return;
        out.under_way.push_back({id, bytes});
        addRange(out.bytes.again, {bytes.from, std::min(bytes.to, out.bytes.sent)});
        out.bytes.sent = std::max(out.bytes.sent, bytes.to);
        return;
    }
    case RecordKind::dropped: std::erase_if(out.under_way, left); return;
    case RecordKind::received:
    case RecordKind::ignored: std::erase_if(in.under_way, left); return;
    case RecordKind::call: takeCall(in, record); return;
    case RecordKind::state:
    case RecordKind::timer:
    case RecordKind::icmp:
    case RecordKind::change: return;
    }
    sim::unreachable();
}

/// An end without a connection has no variables, and in SYN-SENT it knows nothing of its peer. One
/// that has just ended still says how far it came.
void ByteRibbonReader::takeVariables(Flow& out, Flow& in, const Record& record) const {
    const sim::Variables& watched = record.variables;
    if (watched == sim::Variables{} || record.state == State::listen) return;
    const Side side = trace_->conversation(conversation_).side_of(record.host);
    const bool ended = record.state == State::closed;
    ByteFlow& sends = out.bytes;
    if (isKnown(side) && (!ended || sends.una)) {
        sends.una = relativeTo(sends.sent, sim::SeqNum{watched.snd_una}, side);
        sends.nxt = relativeTo(sends.sent, sim::SeqNum{watched.snd_nxt}, side);
        sends.window_end = *sends.una + watched.snd_wnd;
        if (watched.cwnd > 0) sends.cwnd_end = *sends.una + watched.cwnd;
    }
    ByteFlow& receives = in.bytes;
    if (record.state == State::syn_sent || !isKnown(otherSide(side))) return;
    if (ended && !receives.received) return;
    receives.received = relativeTo(receives.sent, sim::SeqNum{watched.rcv_nxt}, otherSide(side));
    receives.receive_end = *receives.received + watched.rcv_wnd;
}

/// What begins behind a gap and within the window is kept until the gap is filled.
void ByteRibbonReader::takeArrival(Flow& in, ByteRange bytes, std::int64_t limit) {
    if (!in.bytes.received || bytes.from <= *in.bytes.received) return;
    addRange(in.bytes.buffered, {bytes.from, std::min(bytes.to, limit)});
}

} // namespace ui
