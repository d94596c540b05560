#include "sim/trace/trace.h"

#include "sim/base/assert.h"
#include "sim/trace/frames.h"

#include <algorithm>
#include <string_view>

namespace sim {

std::string_view name_of(Variable variable) {
    constexpr std::array<std::string_view, variable_count> names{
        "snd.una", "snd.nxt",      "snd.wnd",
        "snd.wl1", "snd.wl2",      "iss",
        "rcv.nxt", "rcv.wnd",      "irs",
        "mss",     "cwnd",         "ssthresh",
        "srtt",    "rttvar",       "rto",
        "backoff", "unsent",       "in_flight",
        "unread",  "out_of_order", "retransmissions"};
    return names.at(static_cast<std::size_t>(variable));
}

RecordId departure_of(const Trace& trace, RecordId record) {
    const Record& found = trace.record(record);
    switch (found.kind) {
    case RecordKind::sent: return record;
    case RecordKind::received:
    case RecordKind::dropped: return found.cause;
    case RecordKind::ignored: return found.cause == 0 ? 0 : departure_of(trace, found.cause);
    case RecordKind::state:
    case RecordKind::call:
    case RecordKind::timer:
    case RecordKind::icmp:
    case RecordKind::change: return 0;
    }
    unreachable();
}

const OptionsRow* options_of(const Trace& trace, RecordId record) {
    const RecordId departure = departure_of(trace, record);
    if (departure == 0) return nullptr;
    const std::uint32_t place = trace.record(departure).detail;
    return place == 0 ? nullptr : &trace.options.at(place - 1);
}

std::uint16_t urgent_pointer_of(const Trace& trace, RecordId record) {
    const RecordId departure = departure_of(trace, record);
    const auto found = std::lower_bound(
        trace.urgent.begin(), trace.urgent.end(), departure,
        [](const UrgentPointer& one, RecordId wanted) { return one.departure < wanted; });
    return found == trace.urgent.end() || found->departure != departure ? std::uint16_t{0}
                                                                        : found->ahead;
}

HostId peer_of(const Trace& trace, const Record& record) {
    if (record.conversation == 0) return no_host;
    const Conversation& conversation = trace.conversation(record.conversation);
    return conversation.ends[0].host == record.host ? conversation.ends[1].host
                                                    : conversation.ends[0].host;
}

std::uint32_t relative(const Trace& trace, const Record& record, SeqNum number, HostId counted_by) {
    if (record.conversation == 0) return number.raw;
    const Conversation& conversation = trace.conversation(record.conversation);
    const ConversationEnd& end = conversation.end(conversation.side_of(counted_by));
    return end.initial_known ? distance(end.initial, number) : number.raw;
}

/// The host that sent the segment of a record.
HostId sender_of(const Trace& trace, const Record& record) {
    const bool at_receiver =
        record.kind == RecordKind::received || record.kind == RecordKind::ignored;
    return at_receiver ? peer_of(trace, record) : record.host;
}

HostId receiver_of(const Trace& trace, const Record& record) {
    const bool at_receiver =
        record.kind == RecordKind::received || record.kind == RecordKind::ignored;
    return at_receiver ? record.host : peer_of(trace, record);
}

std::uint32_t relative_seq(const Trace& trace, const Record& record) {
    if (record.flags.syn) return 0; // also where a later SYN has another initial number
    if (record.flags.rst && record.seq.raw == 0)
        return 0; // outside a connection: nothing to count from
    return relative(trace, record, record.seq, sender_of(trace, record));
}

std::uint32_t relative_ack(const Trace& trace, const Record& record) {
    return relative(trace, record, record.ack, receiver_of(trace, record));
}

namespace {

/// Bytes that its supposed sender never wrote; null for all others.
const std::string* foreign_bytes(const Trace& trace, const Record& record) {
    for (const ForeignBytes& foreign : trace.foreign) {
        const Record& departure = trace.record(foreign.departure);
        const bool is_it = record.kind == RecordKind::sent
                               ? record.rule == departure.rule && record.at == departure.at
                                     && record.host == departure.host && record.seq == departure.seq
                               : record.cause == foreign.departure;
        if (is_it) return &foreign.bytes;
    }
    return nullptr;
}

} // namespace

std::string payload_of(const Trace& trace, const Record& record) {
    if (record.length == 0 || record.conversation == 0 || counts_frames(trace)) return {};
    if (const std::string* const bytes = foreign_bytes(trace, record)) return *bytes;
    const Conversation& conversation = trace.conversation(record.conversation);
    const ConversationEnd& end = conversation.end(conversation.side_of(sender_of(trace, record)));
    const std::uint32_t first =
        relative_seq(trace, record) + static_cast<std::uint32_t>(record.flags.syn);
    return first == 0 ? std::string{} : end.stream.read(first - 1, record.length);
}

} // namespace sim
