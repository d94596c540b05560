// The network side of the endpoint: time, timers and segments.
#include "sim/packetdrill/endpoint.h"

#include "sim/packetdrill/settings.h"
#include "sim/tcp/error_name.h"
#include "sim/tcp/refusal.h"

#include <algorithm>

namespace sim::packetdrill {

namespace {

constexpr std::uint32_t no_slot = 0xffffffff;
constexpr std::uint64_t secret = 0x5eed;

} // namespace

bool is_alive(const Connection& connection) {
    return connection.state() != State::closed && connection.state() != State::listen;
}

void Endpoint::set_addresses(const Address& own, const Address& peer) {
    own_ = own;
    peer_ = peer;
    trace_.begin(std::string(name_of(profile_.name)), own, peer);
}

Subject Endpoint::subject_of(SlotNumber slot) const {
    if (slot == no_slot) return {};
    return {.conversation = slots_[slot].conversation, .connection = &slots_[slot].connection};
}

void Endpoint::note_call(const CallEvent& call, SocketNumber number) {
    const SlotNumber slot = number < sockets_.size() ? sockets_[number].slot : no_slot;
    cause_ = trace_.calls(now_, call, subject_of(slot), cause_);
}

void Endpoint::note_missing(const Segment& segment) {
    const SlotNumber newest = slots_.empty() ? no_slot : static_cast<SlotNumber>(slots_.size() - 1);
    trace_.misses(now_, segment, subject_of(newest));
}

Time Endpoint::next_deadline() const {
    Time soonest = never;
    for (const EndpointSlot& slot : slots_)
        soonest = std::min(soonest, slot.connection.next_deadline());
    return soonest;
}

bool Endpoint::advance(Time limit) {
    const Time due = next_deadline();
    if (due > limit) return false;
    run_until(due);
    return true;
}

void Endpoint::run_until(Time time) {
    for (Time due = next_deadline(); due <= time; due = next_deadline()) {
        now_ = std::max(now_, due);
        fire_timers_due();
    }
    now_ = std::max(now_, time);
}

void Endpoint::fire_timers_due() {
    // Slots may be added meanwhile. NOLINTNEXTLINE(modernize-loop-convert)
    for (SlotNumber i = 0; i < slots_.size(); ++i) {
        for (std::size_t kind = 0; kind < timer_kinds; ++kind) {
            if (slots_[i].connection.timers.deadlines[kind] > now_) continue;
            step_.begin(now_, profile_);
            const auto timer = static_cast<TimerKind>(kind);
            slots_[i].connection.timer_fires(timer, step_);
            cause_ = trace_.fires(now_, timer, subject_of(i), step_.input_rule);
            commit(i);
        }
    }
}

Endpoint::SlotNumber Endpoint::new_slot(Opening opening) {
    slots_.emplace_back();
    slots_.back().connection = Connection(opening);
    slots_.back().connection.stream = static_cast<std::uint32_t>(slots_.size());
    return static_cast<SlotNumber>(slots_.size() - 1);
}

/// The newest connection with this path.
Endpoint::SlotNumber Endpoint::slot_of(const Path& path) const {
    for (std::size_t i = slots_.size(); i > 0; --i)
        if (slots_[i - 1].connection.path == path) return static_cast<SlotNumber>(i - 1);
    return no_slot;
}

EndpointSocket* Endpoint::listener_at(std::uint16_t port) {
    const auto found = std::find_if(sockets_.begin(), sockets_.end(), [&](const auto& socket) {
        return socket.kind == SocketKind::listening && socket.port == port;
    });
    return found == sockets_.end() ? nullptr : &*found;
}

void Endpoint::deliver(const Arriving& arriving) {
    const Segment& segment = arriving.segment;
    const SlotNumber slot = slot_of(reversed(segment.path));
    const bool lives = slot != no_slot && is_alive(slots_[slot].connection);
    if (lives && make_way(slot, segment)) return;
    if (lives) {
        count(slots_[slot].connection, segment);
        step_.begin(now_, profile_);
        slots_[slot].connection.segment_arrives(segment, step_);
        return arrive(slot, segment);
    }
    if (!is_unicast(own_) || !is_unicast(peer_))
        return ignore(segment, Rule::rfc9293_3_9_2_3_not_taken);
    EndpointSocket* const listener = listener_at(segment.path.remote.port);
    if (listener != nullptr)
        deliver_to_listener(*listener, segment, nullptr);
    else
        refuse(segment, false);
}

void Endpoint::deliver_icmp(const Path& path, const IcmpError& error) {
    const SlotNumber slot = slot_of(path);
    if (slot == no_slot) return;
    step_.begin(now_, profile_);
    slots_[slot].connection.icmp_arrives(error, step_);
    cause_ = 0;
    commit(slot);
}

std::optional<Path> Endpoint::active_path() const {
    if (slots_.empty() || slots_.back().connection.opening != Opening::active) return std::nullopt;
    return slots_.back().connection.path;
}

void Endpoint::deliver_udp(std::uint32_t bytes) {
    const auto found = std::find_if(sockets_.rbegin(), sockets_.rend(), [](const auto& socket) {
        return socket.kind == SocketKind::datagram;
    });
    if (found != sockets_.rend()) found->datagrams.push_back(bytes);
}

/// A segment that ends beyond the window is not taken while something waits to be read, nor into a
/// window that is closed.
void Endpoint::count(const Connection& connection, const Segment& segment) {
    const ReceiveSpace& rcv = connection.rcv;
    const SeqNum edge = rcv.nxt + rcv.open();
    const bool beyond =
        segment.payload.length != 0 && before(edge, segment.seq + segment.payload.length);
    if (!beyond) return;
    if (connection.unread() != 0 || before(edge, segment.seq))
        ++beyond_window_;
    else if (rcv.open() == 0)
        ++zero_window_drops_;
}

std::optional<std::int64_t> Endpoint::counter(const std::string& name) const {
    const auto ends_with = [&](std::string_view end) {
        return name.size() >= end.size() && name.substr(name.size() - end.size()) == end;
    };
    if (ends_with("BeyondWindow")) return beyond_window_;
    if (ends_with("TCPZeroWindowDrop")) return zero_window_drops_;
    if (ends_with("TCPRcvQDrop")) return 0; // buffers always hold what the window promised
    return std::nullopt;
}

std::optional<std::int64_t> Endpoint::sockets_in(std::string_view state) const {
    return std::count_if(slots_.begin(), slots_.end(), [&](const EndpointSlot& slot) {
        return name_of(slot.connection.state()) == state;
    });
}

Expected<bool> Endpoint::apply(const Command& command) {
    const bool drops = command.kind == Command::Kind::drop_outbound;
    if (drops || command.kind == Command::Kind::pacing) loses_outbound_ = drops;
    return apply_setting(command, profile_);
}

/// A SYN for ports in TIME-WAIT where somebody listens; true when it has been dealt with.
bool Endpoint::make_way(SlotNumber slot, const Segment& segment) {
    if (!slots_[slot].connection.gives_way_to(segment, profile_)) return false;
    EndpointSocket* const listener = listener_at(segment.path.remote.port);
    if (listener == nullptr) return false;
    step_.begin(now_, profile_);
    const Predecessor predecessor = slots_[slot].connection.leave(step_);
    commit(slot);
    deliver_to_listener(*listener, segment, &predecessor);
    return true;
}

void Endpoint::deliver_to_listener(EndpointSocket& listener, const Segment& segment,
                                   const Predecessor* predecessor) {
    if (refused_in_listen(segment, profile_)) return refuse(segment, true);
    if (listener.accept_queue.size() > listener.backlog)
        return ignore(segment, Rule::linux_accept_queue_full);
    const SlotNumber slot = new_passive_slot(segment);
    listener.syn_queue.push_back(slot);
    slots_[slot].listener = static_cast<SocketNumber>(&listener - sockets_.data());
    slots_[slot].connection.options = listener.options;
    step_.begin(now_, profile_);
    slots_[slot].connection.syn_arrives_at_listener(segment, secret, predecessor, step_);
    arrive(slot, segment);
}

void Endpoint::refuse(const Segment& segment, bool listens) {
    const Refusal refusal = listens ? refused_in_listen(segment, profile_).value_or(Refusal{})
                                    : refused_in_closed(segment);
    const Subject nobody{.conversation = trace_.find(reversed(segment.path))};
    cause_ = trace_.arrives(now_, segment, nobody, refusal.rule);
    if (!refusal.reset) return;
    Departed left{.at = now_, .segment = *refusal.reset};
    if (profile_.bsd_small_states) { // with the IP fields of whoever has the port
        const auto owner = std::find_if(sockets_.begin(), sockets_.end(), [&](const auto& socket) {
            return socket.kind != SocketKind::closed && socket.port == segment.path.remote.port;
        });
        if (owner != sockets_.end()) {
            left.tos = owner->tos;
            left.ttl = owner->ttl;
        }
    }
    departed.push_back(left);
    trace_.departs(now_, *refusal.reset, nobody, {.record = cause_, .rule = refusal.rule});
}

/// A segment that nobody looks at.
void Endpoint::ignore(const Segment& segment, Rule rule) {
    trace_.arrives(now_, segment, {.conversation = trace_.find(reversed(segment.path))}, rule);
}

/// What a segment has led to, once it has been worked off.
void Endpoint::arrive(SlotNumber slot, const Segment& segment) {
    cause_ = trace_.arrives(now_, segment, subject_of(slot), step_.input_rule);
    commit(slot);
}

Endpoint::SlotNumber Endpoint::new_passive_slot(const Segment& syn) {
    const SlotNumber slot = new_slot(Opening::passive);
    slots_[slot].conversation = trace_.open(syn.path, script_host);
    return slot;
}

void Endpoint::commit(SlotNumber slot) {
    rules_.insert(step_.input_rule);
    for (const Effect& effect : step_.effects) {
        rules_.insert(effect.rule);
        switch (effect.kind) {
        case EffectKind::sent: depart(slot, step_.segments[effect.segment], effect.rule); break;
        case EffectKind::moved:
            if (effect.from == State::syn_received) leave_syn_queue(slot);
            trace_.moves(now_, effect, subject_of(slot), cause_);
            break;
        case EffectKind::told: note(slot, effect.event); break;
        case EffectKind::ignored: trace_.moves(now_, effect, subject_of(slot), cause_); break;
        }
    }
}

/// A segment leaves with the IP fields of its socket (RFC 9293 3.9.1.9, MUST-48, MUST-49).
void Endpoint::depart(SlotNumber slot, const Segment& segment, Rule rule) {
    if (loses_outbound_) return;
    trace_.departs(now_, segment, subject_of(slot), {.record = cause_, .rule = rule});
    Departed left{.at = now_, .segment = segment};
    const SocketNumber listener = slots_[slot].listener;
    for (SocketNumber i = 0; i < sockets_.size(); ++i) {
        if (sockets_[i].slot != slot && i != listener) continue;
        left.tos = sockets_[i].tos;
        left.ttl = sockets_[i].ttl;
    }
    constexpr std::uint8_t ecn_bits = 3;
    left.tos =
        static_cast<std::uint8_t>((left.tos & ~ecn_bits) | static_cast<std::uint8_t>(segment.ecn));
    departed.push_back(left);
}

void Endpoint::leave_syn_queue(SlotNumber slot) {
    const SocketNumber listener = slots_[slot].listener;
    if (listener != no_socket) std::erase(sockets_[listener].syn_queue, slot);
}

void Endpoint::note(SlotNumber slot, AppEvent event) {
    EndpointSlot& entry = slots_[slot];
    for (EndpointSocket& socket : sockets_)
        if (socket.slot == slot && event != AppEvent::writable) ++socket.news;
    if (is_error(event)) entry.error = event;
    if (event == AppEvent::connected && entry.listener != no_socket)
        sockets_[entry.listener].accept_queue.push_back(slot);
}

bool Endpoint::drop_time_wait() {
    for (SlotNumber i = 0; i < slots_.size(); ++i) {
        if (slots_[i].connection.state() != State::time_wait) continue;
        step_.begin(now_, profile_);
        slots_[i].connection.leave(step_);
        commit(i);
    }
    return true;
}

} // namespace sim::packetdrill
