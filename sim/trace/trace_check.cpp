#include "sim/trace/trace_check.h"

#include "sim/base/assert.h"
#include "sim/trace/load_check.h"

#include <algorithm>
#include <optional>

namespace sim {

namespace {

/// The most an IP packet holds.
constexpr std::uint32_t longest_payload = 65535;
/// Far more than a link or a timer has, and far from where sums of times overflow.
constexpr Time latest{Duration{std::chrono::hours{24 * 365}}.count()};
/// RFC 7323 2.3.
constexpr std::uint8_t largest_shift = 14;

bool is_kind(const Trace& trace, RecordId id, RecordKind kind) {
    return id != 0 && trace.record(id).kind == kind;
}

bool is_sane(Time time) {
    return time >= Time{} && time <= latest;
}

/// The detail and the cause of a record mean something.
bool refers_well(const Trace& trace, const Record& record) {
    switch (record.kind) {
    case RecordKind::sent: return record.detail <= trace.options.size();
    case RecordKind::received: return is_kind(trace, record.cause, RecordKind::sent);
    case RecordKind::dropped:
        return is_kind(trace, record.cause, RecordKind::sent)
               && record.detail <= static_cast<std::uint32_t>(DropReason::not_sent);
    case RecordKind::ignored:
        return is_kind(trace, record.cause, RecordKind::sent)
               || is_kind(trace, record.cause, RecordKind::received);
    case RecordKind::state: return record.detail <= static_cast<std::uint32_t>(State::time_wait);
    case RecordKind::call: return record.detail < trace.calls.size();
    case RecordKind::timer: return record.detail < trace.timers.size();
    case RecordKind::change: return record.detail < trace.changes.size();
    case RecordKind::icmp: return record.detail < trace.icmp.size();
    }
    unreachable();
}

/// What is wrong with one record, if anything.
std::optional<std::string> fault_of(const Trace& trace, RecordId id) {
    const Record& record = trace.record(id);
    if (static_cast<unsigned>(record.kind) > static_cast<unsigned>(RecordKind::icmp)
        || static_cast<unsigned>(record.provenance) > static_cast<unsigned>(Provenance::inferred)
        || record.state > State::time_wait
        || static_cast<std::size_t>(record.rule) >= all_rules().size())
        return "has a value that does not exist";
    if (record.cause >= id) return "is caused by a later one";
    if (record.host >= trace.header.hosts.size() || record.conversation > trace.conversations.size()
        || !refers_well(trace, record))
        return "refers to something that is not there";
    if (record.length > longest_payload) return "carries more than a packet holds";
    if (!is_sane(record.at)) return "lies outside every run";
    if (id > 1 && record.at < trace.record(id - 1).at) return "lies before the one in front of it";
    return std::nullopt;
}

bool good_end(const Trace& trace, const ConversationEnd& end) {
    return (end.host == no_host || end.host < trace.header.hosts.size())
           && end.endpoint.address < trace.addresses.size() && end.window_shift <= largest_shift;
}

bool good_tables(const Trace& trace) {
    const auto good_conversation = [&trace](const Conversation& conversation) {
        return good_end(trace, conversation.ends[0]) && good_end(trace, conversation.ends[1]);
    };
    const auto good_options = [](const OptionsRow& row) {
        return row.options.sack_count <= Options::most_sack_blocks;
    };
    const auto good_call = [&trace](const CallEvent& call) {
        return call.program < trace.header.programs.size();
    };
    const auto good_timer = [](const TimerEvent& timer) {
        return timer.due == never || is_sane(timer.due);
    };
    const auto sooner = [](const Observation& a, const Observation& b) {
        return a.record < b.record;
    };
    const auto good_observation = [&trace](const Observation& seen) {
        return seen.record != 0 && seen.record <= trace.last();
    };
    const auto good_foreign = [&trace](const ForeignBytes& foreign) {
        return foreign.departure <= trace.last()
               && is_kind(trace, foreign.departure, RecordKind::sent)
               && trace.record(foreign.departure).length == foreign.bytes.size();
    };
    const auto earlier = [](const UrgentPointer& a, const UrgentPointer& b) {
        return a.departure < b.departure;
    };
    const auto good_urgent = [&trace](const UrgentPointer& urgent) {
        return urgent.departure <= trace.last()
               && is_kind(trace, urgent.departure, RecordKind::sent);
    };
    const auto& urgent = trace.urgent;
    if (!std::all_of(urgent.begin(), urgent.end(), good_urgent)
        || !std::is_sorted(urgent.begin(), urgent.end(), earlier))
        return false;
    const auto& [observed, calls] = std::tie(trace.observations, trace.calls);
    return std::all_of(trace.conversations.begin(), trace.conversations.end(), good_conversation)
           && std::all_of(trace.options.begin(), trace.options.end(), good_options)
           && std::all_of(calls.begin(), calls.end(), good_call)
           && std::all_of(trace.timers.begin(), trace.timers.end(), good_timer)
           && std::all_of(observed.begin(), observed.end(), good_observation)
           && std::all_of(trace.foreign.begin(), trace.foreign.end(), good_foreign)
           && std::is_sorted(observed.begin(), observed.end(), sooner) && is_good_load(trace);
}

} // namespace

Expected<void> check_trace(const Trace& trace) {
    if (trace.header.hosts.size() >= no_host) return failure("the trace has too many hosts");
    if (!is_sane(Time{} + trace.header.link_delay))
        return failure("the trace's link has no such delay");
    if (!good_tables(trace)) return failure("a table of the trace refers to something not there");
    for (RecordId id = 1; id <= trace.last(); ++id)
        if (const std::optional<std::string> fault = fault_of(trace, id))
            return failure("record " + std::to_string(id) + " of the trace " + *fault);
    return {};
}

} // namespace sim
