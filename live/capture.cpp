#include "live/capture.h"

#include "sim/base/assert.h"

#include <utility>

namespace live {

using sim::ConversationId;
using sim::HostId;
using sim::Provenance;
using sim::Record;
using sim::RecordId;
using sim::RecordKind;
using sim::Rule;
using sim::State;
using sim::Time;

namespace {

HostId other(HostId host) {
    return static_cast<HostId>(1 - host);
}

sim::OptionsRow options_of_packet(const sim::WirePacket& packet) {
    return {.present = packet.segment.present, .options = packet.segment.options};
}

bool has_options(const sim::Segment& segment) {
    return segment.present != sim::OptionsPresent{} || segment.options.sack_count != 0;
}

/// The socket will send again without being asked: a retransmission, or a probe of a closed window.
bool will_send(const SocketSeen& seen) {
    return seen.timer == DiagTimer::retransmit || seen.timer == DiagTimer::persist;
}

/// Whether a socket known to be in the one state and seen in the other is not the same one: nothing
/// goes back to SYN-RECEIVED, and TIME-WAIT only ends. (On a loopback the new one may be
/// ESTABLISHED by the time its SYN is seen to arrive.)
bool is_a_new_one(State known, State seen) {
    if (known == State::time_wait) return seen != State::time_wait && seen != State::closed;
    return seen == State::syn_received && known != State::syn_received;
}

void fill(Record& record, const sim::Segment& segment) {
    record.seq = segment.seq;
    record.ack = segment.ack;
    record.length = segment.payload.length;
    record.window = segment.window;
    record.flags = segment.flags;
}

Rule rule_of(sim::DropReason reason) {
    switch (reason) {
    case sim::DropReason::fault: return Rule::wire_fault;
    case sim::DropReason::random_loss: return Rule::wire_loss;
    case sim::DropReason::queue_overflow: return Rule::wire_queue;
    case sim::DropReason::checksum: return Rule::wire_checksum;
    case sim::DropReason::no_connection:
    case sim::DropReason::not_sent: return Rule::none;
    }
    sim::unreachable();
}

} // namespace

Capture::Capture(const sim::Scenario& scenario, const Lab& lab, const RunClock& clock)
    : lab_(lab), clock_(clock) {
    for (const sim::HostSpec& host : scenario.hosts) {
        trace_.header.hosts.push_back({.name = host.name, .address = host.address});
        trace_.addresses.intern(host.address);
    }
    for (const sim::Program& program : scenario.programs)
        trace_.header.programs.push_back(program.name);
    trace_.header.scenario = scenario.name;
    trace_.header.profile = name_of(scenario.profile);
    trace_.header.topology = scenario.topology == sim::Topology::wire ? "wire" : "loopback";
    trace_.header.stage = Provenance::observed;
    trace_.header.seed = scenario.seed;
    trace_.header.link_delay = scenario.link.delay;
}

Record Capture::observed(RecordKind kind, Time at, HostId host) {
    Record record;
    record.at = at;
    record.kind = kind;
    record.provenance = Provenance::observed;
    record.host = host;
    return record;
}

RecordId Capture::sent(Time at, HostId from, const sim::WirePacket& packet, RecordId cause) {
    Record record = departure_of(at, from, packet);
    End& end = ends_[record.conversation].at(from);
    record.cause = cause != 0 ? cause : infer_timer(record, end);
    if (record.flags.ack) end.to_acknowledge = 0;
    end.view.has_sent(view_of(record));
    has_socket(record);
    const Seen seen = look(record, end);
    if (seen.state_before) append_state(record, *seen.state_before, record.cause);
    const RecordId id = trace_.append(record);
    note_urgent(id, packet);
    note_values(id, end.view);
    append_timers(record, seen.timers, record.cause);
    return id;
}

RecordId Capture::received(Time at, RecordId departure) {
    Record record = trace_.record(departure);
    const SegmentView segment = view_of(record);
    record.at = at;
    record.cause = departure;
    record.rule = Rule::kernel_received;
    record.kind = RecordKind::received;
    record.host = other(record.host);
    record.detail = 0;
    End& end = ends_[record.conversation].at(record.host);
    end.view.has_received(segment);
    has_socket(record);
    const Seen seen = look(record, end);
    const RecordId id = trace_.append(record);
    end.last_arrival = id;
    const bool wants_ack = segment.length > 0 || segment.flags.fin;
    if (wants_ack && end.to_acknowledge == 0) end.to_acknowledge = id;
    note_values(id, end.view);
    if (seen.state_before) append_state(record, *seen.state_before, id);
    append_timers(record, seen.timers, id);
    return id;
}

/// The record of a packet's leaving, as far as the packet tells.
Record Capture::departure_of(Time at, HostId from, const sim::WirePacket& packet) {
    Record record = observed(RecordKind::sent, at, from);
    record.rule = Rule::kernel_sent;
    record.conversation = conversations_.of_departure(from, packet);
    fill(record, packet.segment);
    note_options(record, packet);
    return record;
}

void Capture::note_options(Record& record, const sim::WirePacket& packet) {
    if (!has_options(packet.segment)) return;
    trace_.options.push_back(options_of_packet(packet));
    record.detail = static_cast<std::uint32_t>(trace_.options.size());
}

void Capture::note_urgent(RecordId departure, const sim::WirePacket& packet) {
    const sim::Segment& segment = packet.segment;
    if (!segment.flags.urg) return;
    trace_.urgent.push_back({.departure = departure, .ahead = segment.urgent_pointer});
}

RecordId Capture::injected(Time at, const sim::Injection& injection, const sim::WirePacket& packet,
                           RecordId cause) {
    const ConversationId id = injection.conversation
                                  ? *injection.conversation
                                  : conversations_.of_injection(injection.from, packet);
    const RecordId departure = put(at, id, injection.from, packet, {cause, Rule::wire_injected});
    if (!packet.bytes.empty())
        trace_.foreign.push_back({.departure = departure, .bytes = packet.bytes});
    return departure;
}

/// A packet that the scenario has made: the end it seems to come from stays as it is.
RecordId Capture::put(Time at, ConversationId id, HostId from, const sim::WirePacket& packet,
                      const Reason& why) {
    ends_.try_emplace(id);
    Record record = record_of(at, id, from);
    record.kind = RecordKind::sent;
    record.cause = why.cause;
    record.rule = why.rule;
    fill(record, packet.segment);
    note_options(record, packet);
    const RecordId put = trace_.append(record);
    note_urgent(put, packet);
    return put;
}

RecordId Capture::sent_by_source(Time at, HostId from, const sim::WirePacket& packet,
                                 RecordId cause) {
    const Rule rule = cause == 0 ? Rule::wire_flood : Rule::wire_flood_answers;
    return put(at, conversations_.of_departure(from, packet), from, packet, {cause, rule});
}

RecordId Capture::reached_source(Time at, RecordId departure) {
    Record record = trace_.record(departure);
    record.at = at;
    record.cause = departure;
    record.rule = Rule::wire_flood_answers;
    record.kind = RecordKind::received;
    record.host = other(record.host);
    record.detail = 0;
    record.state = State::closed;
    record.variables = {};
    return trace_.append(record);
}

void Capture::reached_nobody(Time at, RecordId departure) {
    dropped(at, departure, sim::DropReason::no_connection);
    trace_.records[trace_.last() - 1].rule = Rule::wire_flood_nobody;
}

RecordId Capture::icmp_arrived(Time at, HostId host, const sim::Injection& injection,
                               RecordId cause) {
    const ConversationId id = *injection.conversation;
    End& end = ends_[id].at(host);
    Record record = record_of(at, id, host);
    record.kind = RecordKind::icmp;
    record.cause = cause;
    record.rule = Rule::kernel_received;
    record.detail = static_cast<std::uint32_t>(trace_.icmp.size());
    const std::optional<sim::SeqNum> initial = conversations_.book().initial(id, host);
    trace_.icmp.push_back({.type = injection.icmp->type,
                           .code = injection.icmp->code,
                           .mtu = injection.icmp->mtu,
                           .quoted = *initial + injection.seq});
    const Seen seen = look(record, end);
    const RecordId arrived = trace_.append(record);
    end.last_arrival = arrived;
    if (seen.state_before) append_state(record, *seen.state_before, arrived);
    append_timers(record, seen.timers, arrived);
    return arrived;
}

void Capture::dropped(Time at, RecordId departure, sim::DropReason reason) {
    Record record = trace_.record(departure);
    record.at = at;
    record.cause = departure;
    record.rule = rule_of(reason);
    record.kind = RecordKind::dropped;
    record.detail = static_cast<std::uint32_t>(reason);
    trace_.append(record);
}

void Capture::swallowed(Time at, RecordId departure) {
    dropped(at, departure, sim::DropReason::fault);
    trace_.records[trace_.last() - 1].rule = Rule::wire_swallowed;
}

RecordId Capture::call(Time at, HostId host, ConversationId conversation, sim::CallEvent event,
                       RecordId cause) {
    Record record = record_of(at, conversation, host);
    record.cause = cause;
    record.rule =
        event.phase == sim::CallPhase::entered ? Rule::program_calls : Rule::program_returns;
    record.kind = RecordKind::call;
    record.detail = static_cast<std::uint32_t>(trace_.calls.size());
    trace_.calls.push_back(std::move(event));
    return trace_.append(record);
}

void Capture::listens(Time at, HostId host, RecordId cause) {
    Record record = record_of(at, 0, host);
    record.state = State::listen;
    append_state(record, State::closed, cause);
}

RecordId Capture::last_arrival(ConversationId id, HostId host) const {
    const auto found = ends_.find(id);
    return found == ends_.end() ? 0 : found->second.at(host).last_arrival;
}

/// A packet's window as bytes: never scaled in a SYN (RFC 7323 2.2).
SegmentView Capture::view_of(const Record& segment) const {
    const std::uint8_t shift =
        segment.flags.syn ? 0 : conversations_.window_shift(segment.conversation, segment.host);
    return {.seq = segment.seq,
            .ack = segment.ack,
            .flags = segment.flags,
            .length = segment.length,
            .window_bytes = std::uint32_t{segment.window} << shift};
}

std::optional<SocketSeen> Capture::socket_of(const Record& record) const {
    if (seen_earlier_) return seen_earlier_->socket;
    return lab_.hosts[record.host].diag.look(
        conversations_.socket_name(record.conversation, record.host));
}

/// Whether the host's socket under the segment's ports is this conversation's: whoever had none
/// before gets it, and a SYN of its own, or one that was answered, takes it over.
bool Capture::has_socket(const Record& segment) {
    const ConversationId id = segment.conversation;
    const ConversationId owner = conversations_.owner(id, segment.host);
    if (owner == id) return true;
    if (owner != 0) {
        if (!segment.flags.syn) return false;
        const bool is_own = segment.kind == RecordKind::sent;
        const std::optional<SocketSeen> socket = is_own ? std::nullopt : socket_of(segment);
        const State known = ends_[owner].at(segment.host).view.state();
        if (!is_own && !(socket && is_a_new_one(known, socket->state))) return false;
        end_of_owner(owner, segment);
    }
    conversations_.claim(id, segment.host);
    return true;
}

/// A new connection takes the ports over: the kernel shows its socket now, and the old one is gone.
void Capture::end_of_owner(ConversationId owner, const Record& syn) {
    EndView& view = ends_[owner].at(syn.host).view;
    if (view.state() == State::closed) return;
    Record gone = record_of(syn.at, owner, syn.host);
    const State before = view.leave();
    gone.state = State::closed;
    gone.provenance = Provenance::inferred;
    append_state(gone, before, syn.cause);
}

/// Looks at the socket of the record's end, and writes into the record how it is.
Capture::Seen Capture::look(Record& record, End& end) {
    Seen seen;
    const ConversationId owner = conversations_.owner(record.conversation, record.host);
    if (owner == record.conversation) {
        const std::optional<SocketSeen> socket = socket_of(record);
        seen.state_before = end.view.look(socket);
        const Time now = seen_earlier_ ? seen_earlier_->at : clock_.now();
        seen.timers = end.timers.look(now, socket);
        seen.lives = end.view.state() != State::closed && end.view.state() != State::listen;
        seen.will_send = seen.lives && socket && will_send(*socket);
        if (!seen.lives) conversations_.release(record.conversation, record.host);
    }
    const bool is_others = owner != 0 && owner != record.conversation;
    if (is_others) look_at_owner(owner, record);
    const EndView& shown = is_others ? ends_[owner].at(record.host).view : end.view;
    record.state = shown.state();
    record.variables = shown.variables();
    return seen;
}

/// A segment of another conversation may have moved the one whose ports it has.
void Capture::look_at_owner(ConversationId owner, const Record& segment) {
    End& end = ends_[owner].at(segment.host);
    Record record = record_of(segment.at, owner, segment.host);
    const Seen seen = look(record, end);
    if (seen.state_before) append_state(record, *seen.state_before, segment.cause);
    append_timers(record, seen.timers, segment.cause);
}

void Capture::append_state(const Record& seen_with, State before, RecordId cause) {
    Record record = observed(RecordKind::state, seen_with.at, seen_with.host);
    record.cause = cause;
    record.rule = Rule::kernel_state;
    record.provenance = seen_with.provenance;
    record.conversation = seen_with.conversation;
    record.detail = static_cast<std::uint32_t>(before);
    record.state = seen_with.state;
    record.variables = seen_with.variables;
    trace_.append(record);
}

/// Writes down what the look has told that differs from what was known before.
void Capture::note_values(RecordId id, EndView& end) {
    for (const sim::Variable variable : end.take_news())
        trace_.observations.push_back(
            {.record = id, .variable = variable, .value = *end.value(variable)});
}

/// A record that says how this end is, at `at`.
Record Capture::record_of(Time at, ConversationId id, HostId host) const {
    Record record = observed(RecordKind::state, at, host);
    record.conversation = id;
    if (id == 0) return record;
    const EndView& end = ends_.at(id).at(host).view;
    record.state = end.state();
    record.variables = end.variables();
    return record;
}

void Capture::look_around(Time at) {
    waiting_ = false;
    over_ = true;
    for (auto& [id, ends] : ends_)
        for (HostId host = 0; host < host_count; ++host) {
            const Seen seen = look_alone(at, id, host, ends.at(host));
            over_ = over_ && !seen.lives;
            waiting_ = waiting_ || seen.will_send;
        }
}

/// A look that no packet is the occasion of.
Capture::Seen Capture::look_alone(Time at, ConversationId id, HostId host, End& end) {
    Record record = record_of(at, id, host);
    Seen seen = look(record, end);
    if (seen.state_before) append_state(record, *seen.state_before, 0);
    append_timers(record, seen.timers, 0);
    return seen;
}

void Capture::look_again(Time at, RecordId record, HostId host) {
    const ConversationId id = trace_.record(record).conversation;
    look_alone(at, id, host, ends_.at(id).at(host));
}

sim::Trace Capture::finish() {
    return in_order_of_time(std::exchange(trace_, {}));
}

} // namespace live
