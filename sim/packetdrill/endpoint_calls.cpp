// The program side of the endpoint: what calls do, and how they come back.
#include "sim/packetdrill/constants.h"
#include "sim/packetdrill/endpoint.h"
#include "sim/tcp/error_name.h"

#include <algorithm>
#include <utility>

namespace sim::packetdrill {

namespace {

constexpr std::uint32_t no_slot = 0xffffffff;
constexpr std::uint64_t secret = 0x5eed;
constexpr std::int64_t msg_oob = 1, msg_peek = 2;
constexpr std::int64_t msg_dontwait = 0x40;

} // namespace

EndpointSocket* Endpoint::socket(SocketNumber number) {
    const bool exists = number < sockets_.size() && sockets_[number].kind != SocketKind::closed;
    return exists ? &sockets_[number] : nullptr;
}

const Connection* Endpoint::connection_of(SocketNumber number) const {
    if (!is_open(number) || sockets_[number].slot == no_slot) return nullptr;
    return &slots_[sockets_[number].slot].connection;
}

bool Endpoint::has_error(SocketNumber number) const {
    const std::uint32_t slot = sockets_[number].slot;
    return slot != no_slot && slots_[slot].error != AppEvent::none;
}

std::string Endpoint::take_error(SocketNumber number) {
    const std::uint32_t slot = sockets_[number].slot;
    if (slot == no_slot) return "";
    const AppEvent error = std::exchange(slots_[slot].error, AppEvent::none);
    return error == AppEvent::none ? "" : error_name(error);
}

SocketNumber Endpoint::call_socket(bool datagram) {
    sockets_.emplace_back();
    SocketOptions& options = sockets_.back().options;
    options.keep_idle = profile_.keep_idle;
    options.keep_interval = profile_.keep_interval;
    options.keep_count = profile_.keep_count;
    if (datagram) sockets_.back().kind = SocketKind::datagram;
    return static_cast<SocketNumber>(sockets_.size() - 1);
}

std::uint16_t Endpoint::next_port() {
    last_port_ = last_port_ == 65535 ? 49152 : static_cast<std::uint16_t>(last_port_ + 1);
    return last_port_;
}

CallOutcome Endpoint::call_bind(SocketNumber number, const std::optional<Address>& address,
                                std::uint16_t port) {
    EndpointSocket& one = sockets_[number];
    if (address && *address != own_) return failed("EADDRNOTAVAIL");
    if (one.port != 0) return failed("EINVAL");
    one.port = port == 0 ? default_port : port;
    if (one.kind == SocketKind::fresh) one.kind = SocketKind::bound;
    return {};
}

CallOutcome Endpoint::call_listen(SocketNumber number, std::uint32_t backlog) {
    EndpointSocket& one = sockets_[number];
    if (one.kind == SocketKind::connected) return failed("EINVAL");
    if (one.kind == SocketKind::datagram) return failed("EOPNOTSUPP");
    if (one.kind != SocketKind::listening && listener_at(one.port) != nullptr)
        return failed("EADDRINUSE");
    if (one.port == 0) one.port = next_port();
    one.kind = SocketKind::listening;
    one.backlog = backlog;
    return {};
}

CallOutcome Endpoint::call_accept(SocketNumber number) {
    EndpointSocket& listener = sockets_[number];
    if (listener.kind != SocketKind::listening) return failed("EINVAL");
    if (listener.accept_queue.empty()) return blocking();
    const SlotNumber slot = listener.accept_queue.front();
    listener.accept_queue.erase(listener.accept_queue.begin());
    slots_[slot].listener = no_socket;
    EndpointSocket accepted{.kind = SocketKind::connected,
                            .port = listener.port,
                            .tos = listener.tos,
                            .ttl = listener.ttl,
                            .slot = slot};
    sockets_.push_back(std::move(accepted));
    return {.value = static_cast<std::int64_t>(sockets_.size() - 1)};
}

CallOutcome Endpoint::call_connect(SocketNumber number, const std::optional<Address>& to,
                                   std::uint16_t port) {
    EndpointSocket& one = sockets_[number];
    if (!is_unicast(to.value_or(peer_))) return failed("ENETUNREACH"); // RFC 9293 3.9.1.1, MUST-46
    if (one.kind == SocketKind::listening) return failed("EISCONN");
    if (one.kind == SocketKind::connected) {
        if (has_error(number)) return {.value = -1, .error = take_error(number)};
        const State state = slots_[one.slot].connection.state();
        if (state == State::syn_sent || state == State::syn_received)
            return {.blocks = true, .value = -1, .error = "EALREADY"};
        return failed("EISCONN");
    }
    if (one.port == 0) one.port = next_port();
    const SlotNumber slot = new_slot(Opening::active);
    one.kind = SocketKind::connected;
    one.slot = slot;
    const Path path{.local = {.address = own_address, .port = one.port},
                    .remote = {.address = peer_address, .port = port == 0 ? default_port : port}};
    slots_[slot].connection.options = one.options;
    slots_[slot].conversation = trace_.open(path, host_under_test);
    step_.begin(now_, profile_);
    slots_[slot].connection.app_connects(path, secret, nullptr, step_);
    commit(slot);
    return {.blocks = true, .value = -1, .error = "EINPROGRESS"};
}

bool Endpoint::is_open_for_sending(SlotNumber slot) const {
    const State state = slots_[slot].connection.state();
    return state == State::established || state == State::close_wait;
}

CallOutcome Endpoint::call_send(SocketNumber number, std::uint32_t bytes, std::int64_t flags,
                                std::uint32_t& queued) {
    EndpointSocket& one = sockets_[number];
    if (one.kind == SocketKind::datagram) {
        departed.push_back({.at = now_, .udp_bytes = bytes});
        return {.value = bytes};
    }
    if (one.kind != SocketKind::connected) return failed("EPIPE");
    if (has_error(number)) return {.value = -1, .error = take_error(number)};
    if (!is_open_for_sending(one.slot)) {
        const State state = slots_[one.slot].connection.state();
        if (state == State::syn_sent || state == State::syn_received) return blocking();
        return failed("EPIPE");
    }
    constexpr std::int64_t record_end = 0x80, more = 0x8000;
    const WriteHow how{.more = (flags & more) != 0,
                       .ends_record = (flags & record_end) != 0,
                       .urgent = (flags & msg_oob) != 0};
    step_.begin(now_, profile_);
    queued += slots_[one.slot].connection.app_sends(bytes - queued, how, step_);
    commit(one.slot);
    if (queued == bytes || (one.nonblocking && queued != 0)) return {.value = queued};
    return blocking();
}

namespace {

CallOutcome recv_datagram(EndpointSocket& one, std::uint32_t bytes, std::int64_t flags) {
    if (one.datagrams.empty()) return blocking();
    const std::uint32_t taken = std::min(bytes, one.datagrams.front());
    if ((flags & msg_peek) == 0) one.datagrams.erase(one.datagrams.begin());
    return {.value = taken};
}

/// tcp_recv_urg().
CallOutcome recv_urgent(Connection& connection) {
    const Urgent urgent = connection.rcv.urgent;
    if (connection.app_reads_urgent()) return {.value = 1};
    return failed(urgent == Urgent::announced ? "EAGAIN" : "EINVAL");
}

} // namespace

CallOutcome Endpoint::call_recv(SocketNumber number, std::uint32_t bytes, std::int64_t flags) {
    EndpointSocket& one = sockets_[number];
    if (one.kind == SocketKind::datagram) return recv_datagram(one, bytes, flags);
    if (one.kind != SocketKind::connected) return failed("ENOTCONN");
    Connection& connection = slots_[one.slot].connection;
    if ((flags & msg_oob) != 0) return recv_urgent(connection);
    connection.app_passes_urgent(profile_);
    if (connection.unread() != 0) {
        if ((flags & msg_peek) != 0) return {.value = std::min(bytes, connection.unread())};
        step_.begin(now_, profile_);
        const std::uint32_t taken = connection.app_reads(bytes, step_);
        commit(one.slot);
        return {.value = taken};
    }
    const bool at_end = connection.at_end_of_stream();
    const bool hides_error = at_end && profile_.linux_reset_errors; // Linux SOCK_DONE
    if (has_error(number) && !hides_error) return {.value = -1, .error = take_error(number)};
    if (at_end) connection.app_sees_end();
    const bool ended = at_end || connection.state() == State::closed;
    if (ended || connection.reads_no_more) return {.value = 0};
    return blocking();
}

CallOutcome Endpoint::call_shutdown(SocketNumber number, std::int64_t how) {
    EndpointSocket& one = sockets_[number];
    constexpr std::int64_t reading = 0, writing = 1;
    if (one.kind == SocketKind::listening) { // back to CLOSED (Linux inet_shutdown)
        if (how != writing) close_listener(one);
        return {};
    }
    if (one.kind != SocketKind::connected) return failed("ENOTCONN");
    Connection& connection = slots_[one.slot].connection;
    if (!is_alive(connection) || connection.is_detached(profile_)) return failed("ENOTCONN");
    if (how != writing) connection.app_stops_reading();
    if (how == reading) return {};
    step_.begin(now_, profile_);
    connection.app_shuts_down(step_);
    commit(one.slot);
    return {};
}

CallOutcome Endpoint::call_close(SocketNumber number) {
    EndpointSocket& one = sockets_[number];
    if (one.kind == SocketKind::listening) close_listener(one);
    const bool connected = one.kind == SocketKind::connected;
    one.kind = SocketKind::closed;
    if (!connected) return {};
    step_.begin(now_, profile_);
    if (one.aborts_on_close)
        slots_[one.slot].connection.app_aborts(step_);
    else
        slots_[one.slot].connection.app_closes(step_);
    commit(one.slot);
    return {};
}

/// Whom nobody has accepted is reset; whose handshake is under way is forgotten.
void Endpoint::close_listener(EndpointSocket& socket) {
    socket.kind = SocketKind::closed;
    for (const SlotNumber slot : std::exchange(socket.accept_queue, {})) {
        step_.begin(now_, profile_);
        slots_[slot].connection.app_aborts(step_);
        commit(slot);
    }
    for (const SlotNumber slot : std::exchange(socket.syn_queue, {})) {
        step_.begin(now_, profile_);
        slots_[slot].connection.is_cleared_away(Rule::linux_listener_closed, step_);
        commit(slot);
    }
}

void Endpoint::set_options(SocketNumber number, const SocketOptions& options) {
    EndpointSocket& one = sockets_[number];
    one.options = options;
    if (one.kind != SocketKind::connected) return;
    step_.begin(now_, profile_);
    slots_[one.slot].connection.app_sets(options, step_);
    commit(one.slot);
}

void Endpoint::quicken_acks(SocketNumber number, bool at_once) {
    const std::uint32_t slot = sockets_[number].slot;
    step_.begin(now_, profile_);
    slots_[slot].connection.app_quickens_acks(at_once, step_);
    commit(slot);
}

const SocketOptions& Endpoint::options(SocketNumber number) const {
    const EndpointSocket& one = sockets_[number];
    return one.slot == no_slot ? one.options : slots_[one.slot].connection.options;
}

} // namespace sim::packetdrill
