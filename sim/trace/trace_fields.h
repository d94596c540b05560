#pragma once

#include "sim/trace/byte_archive.h"
#include "sim/trace/trace.h"

#include <concepts>
#include <tuple>
#include <type_traits>

namespace sim {

// What of each value a trace file stores, and in which order: one list for writing and for reading.

template <>
inline constexpr auto last_of<AddressFamily> = AddressFamily::ipv6;
template <>
inline constexpr auto last_of<Provenance> = Provenance::inferred;
template <>
inline constexpr auto last_of<CallPhase> = CallPhase::returned;
template <>
inline constexpr auto last_of<TimerKind> = static_cast<TimerKind>(timer_kinds - 1);
template <>
inline constexpr auto last_of<TimerAction> = TimerAction::cancelled;
template <>
inline constexpr auto last_of<Variable> = static_cast<Variable>(variable_count - 1);
template <>
inline constexpr auto last_of<FloodFate> = static_cast<FloodFate>(flood_fates - 1);

/// T is U or const U.
template <typename T, typename U>
concept As = std::same_as<std::remove_const_t<T>, U>;

auto fields_of(As<Time> auto& time) {
    return std::tie(time.since_start_ns);
}
auto fields_of(As<SeqNum> auto& number) {
    return std::tie(number.raw);
}
auto fields_of(As<SeqRange> auto& range) {
    return std::tie(range.first, range.end);
}
auto fields_of(As<Address> auto& address) {
    return std::tie(address.family, address.bytes);
}
auto fields_of(As<Endpoint> auto& endpoint) {
    return std::tie(endpoint.address, endpoint.port);
}
auto fields_of(As<TraceHost> auto& host) {
    return std::tie(host.name, host.address);
}
auto fields_of(As<Fact> auto& fact) {
    return std::tie(fact.name, fact.value);
}

auto fields_of(As<TraceHeader> auto& header) {
    return std::tie(header.scenario, header.profile, header.topology, header.stage, header.seed,
                    header.link_delay, header.hosts, header.programs, header.environment,
                    header.deadline_reached);
}

auto fields_of(As<ConversationEnd> auto& end) {
    return std::tie(end.host, end.endpoint, end.initial_known, end.initial, end.timestamp_known,
                    end.first_timestamp, end.window_shift, end.stream);
}
auto fields_of(As<Conversation> auto& conversation) {
    return std::tie(conversation.ends);
}

auto fields_of(As<Options> auto& options) {
    return std::tie(options.timestamp, options.timestamp_echo, options.mss, options.window_shift,
                    options.sack_count, options.sack);
}
auto fields_of(As<OptionsRow> auto& row) {
    return std::tie(row.present, row.options);
}

auto fields_of(As<CallEvent> auto& call) {
    return std::tie(call.name, call.arguments, call.phase, call.program, call.line, call.result,
                    call.error);
}
auto fields_of(As<TimerEvent> auto& timer) {
    return std::tie(timer.kind, timer.action, timer.due);
}
auto fields_of(As<ChangeEvent> auto& change) {
    return std::tie(change.variable, change.before, change.after);
}
auto fields_of(As<Observation> auto& seen) {
    return std::tie(seen.record, seen.variable, seen.value);
}

auto fields_of(As<FloodCounts> auto& counts) {
    return std::tie(counts.sent, counts.answered, counts.refused, counts.dropped);
}
auto fields_of(As<QueueSample> auto& sample) {
    return std::tie(sample.at, sample.host, sample.port, sample.syn_queue, sample.accept_queue,
                    sample.syn_queue_most, sample.accept_queue_most, sample.counts, sample.flood);
}
auto fields_of(As<FateTally> auto& tally) {
    return std::tie(tally.fate, tally.count, tally.first, tally.last);
}
auto fields_of(As<FloodSummary> auto& flood) {
    return std::tie(flood.to, flood.port, flood.sent, flood.trace_every, flood.fates);
}
auto fields_of(As<Load> auto& load) {
    return std::tie(load.sample_period, load.samples, load.floods);
}

auto fields_of(As<IcmpEvent> auto& icmp) {
    return std::tie(icmp.type, icmp.code, icmp.mtu, icmp.quoted);
}
auto fields_of(As<UrgentPointer> auto& urgent) {
    return std::tie(urgent.departure, urgent.ahead);
}
auto fields_of(As<ForeignBytes> auto& foreign) {
    return std::tie(foreign.departure, foreign.bytes);
}

} // namespace sim
