// What a program's calls do to sockets: names, listening, opening and closing.
#include "sim/base/assert.h"
#include "sim/net/call_results.h"
#include "sim/net/world.h"

#include <algorithm>
#include <utility>

namespace sim {

void World::call_socket(const CallInHand& hand) {
    hand.result.socket = own_socket({.program = static_cast<std::uint16_t>(hand.program)});
}

/// A socket of its program from now on.
SocketId World::own_socket(const Socket& socket) {
    std::vector<Socket>& sockets = hosts_[stage_->program_hosts[socket.program]].sockets;
    sockets.push_back(socket);
    const auto id = static_cast<SocketId>(sockets.size() - 1);
    OwnedSockets& owned = owned_sockets_[socket.program];
    if (owned.open++ == 0) owned.first = id;
    return id;
}

/// A port is taken by every socket that is bound to it and by every connection that has it, unless
/// both sides have said SO_REUSEADDR and nobody listens (socket(7); Linux inet_csk_bind_conflict).
bool World::port_is_free(std::uint8_t place, std::uint16_t port, bool reuse) const {
    const Host& host = hosts_[place];
    if (port > host.highest_port) return true; // nobody has ever had it
    const auto bars = [&](const Socket& socket) {
        const bool holds = socket.port == port && socket.kind != SocketKind::closed;
        return holds && !(reuse && socket.reuse_address && socket.kind != SocketKind::listening);
    };
    const auto lives_on = [&](const Slot& slot) {
        const State state = slot.connection.state();
        const bool is_request =
            state == State::syn_received && slot.connection.opening == Opening::passive;
        return slot.host == place && slot.connection.path.local.port == port
               && is_alive(slot.connection) && !is_request && !(reuse && slot.reuse_address);
    };
    return std::none_of(host.sockets.begin(), host.sockets.end(), bars)
           && std::none_of(slots_.begin(), slots_.end(), lives_on);
}

/// The next ephemeral port that nothing has.
std::uint16_t World::take_port(std::uint8_t place) {
    std::uint16_t port = hosts_[place].next_port();
    while (!port_is_free(place, port, false))
        port = hosts_[place].next_port();
    return port;
}

void World::call_bind(const CallInHand& hand) {
    const std::uint8_t place = stage_->program_hosts[hand.program];
    Socket& socket = *hand.socket;
    if (socket.kind != SocketKind::fresh) {
        hand.result = failed("EINVAL");
    } else if (hand.call.port != 0 && !port_is_free(place, hand.call.port, socket.reuse_address)) {
        hand.result = failed("EADDRINUSE");
    } else {
        socket.kind = SocketKind::bound;
        hosts_[place].give_port(socket, hand.call.port == 0 ? take_port(place) : hand.call.port);
    }
}

void World::call_setsockopt(const CallInHand& hand, Step& step, Recorder& recorder) {
    Socket& socket = *hand.socket;
    switch (hand.call.option) {
    case SocketOption::linger: socket.aborts_on_close = true; return;
    case SocketOption::reuse_address: socket.reuse_address = hand.call.count != 0; return;
    case SocketOption::quick_ack:
        if (socket.kind != SocketKind::connected) {
            unmodelled_ = Rule::unmodelled_early_quickack;
            return;
        }
        step.begin(now_, profile_of(stage_->program_hosts[hand.program]));
        slots_[socket.slot].connection.app_quickens_acks(hand.call.count != 0, step);
        return commit(socket.slot, program_causes_[hand.program], step, recorder);
    case SocketOption::no_delay:
    case SocketOption::cork:
    case SocketOption::max_segment:
    case SocketOption::keep_alive:
    case SocketOption::keep_idle:
    case SocketOption::keep_interval:
    case SocketOption::keep_count:
    case SocketOption::user_timeout:
    case SocketOption::not_sent_low:
    case SocketOption::receive_buffer:
    case SocketOption::send_buffer: return change_option(hand, step, recorder);
    }
    unreachable();
}

/// An option of the connection, or of the one to come. Who connects to a listener inherits its.
void World::change_option(const CallInHand& hand, Step& step, Recorder& recorder) {
    Socket& socket = *hand.socket;
    const bool connected = socket.kind == SocketKind::connected;
    SocketOptions options = connected ? slots_[socket.slot].connection.options : socket.options;
    if (!change(options, hand.call.option, hand.call.count)) {
        hand.result = failed("EINVAL");
        return;
    }
    if (!connected) {
        socket.options = options;
        if (socket.kind == SocketKind::listening)
            hosts_[stage_->program_hosts[hand.program]].listeners[socket.listener].options =
                options;
        return;
    }
    step.begin(now_, profile_of(stage_->program_hosts[hand.program]));
    slots_[socket.slot].connection.app_sets(options, step);
    commit(socket.slot, program_causes_[hand.program], step, recorder);
}

void World::call_listen(const CallInHand& hand, Recorder& recorder) {
    const std::uint8_t place = stage_->program_hosts[hand.program];
    Host& host = hosts_[place];
    Socket& socket = *hand.socket;
    if (socket.kind == SocketKind::connected) {
        hand.result = failed("EINVAL");
        return;
    }
    if (socket.kind == SocketKind::fresh) host.give_port(socket, take_port(place));
    if (socket.kind != SocketKind::listening) {
        if (host.listener_at(socket.port) != nullptr) {
            hand.result = failed("EADDRINUSE");
            return;
        }
        host.open_listener(socket);
        record_listening(hand.program, recorder);
    }
    socket.kind = SocketKind::listening;
    host.listeners[socket.listener].backlog =
        std::min(hand.call.count, profile_of(place).somaxconn);
}

/// The port is in LISTEN now (RFC 9293 3.10.1, passive OPEN): a state of no conversation yet.
void World::record_listening(std::size_t index, Recorder& recorder) {
    if (!recorder.is_on()) return;
    Record record{.at = now_,
                  .cause = program_causes_[index],
                  .rule = Rule::rfc9293_3_10_1_passive_open,
                  .kind = RecordKind::state,
                  .host = stage_->program_hosts[index]};
    record.detail = static_cast<std::uint32_t>(State::closed);
    record.state = State::listen;
    write(record, recorder);
}

bool World::call_connect(const CallInHand& hand, Step& step, Recorder& recorder) {
    Socket& socket = *hand.socket;
    const std::uint8_t place = stage_->program_hosts[hand.program];
    if (socket.kind == SocketKind::connected) {
        Slot& slot = slots_[socket.slot];
        if (slot.error != AppEvent::none) {
            hand.result = failed(error_name(slot.error));
            slot.error = AppEvent::none;
            return true;
        }
        if (programs_[hand.program].progress == 0) { // a second connect() on the same socket
            hand.result = failed("EISCONN");
            return true;
        }
        return slot.connection.state() != State::syn_sent
               && slot.connection.state() != State::syn_received;
    }
    if (socket.kind == SocketKind::listening) {
        hand.result = failed("EISCONN");
        return true;
    }
    const auto target =
        std::find_if(stage_->hosts.begin(), stage_->hosts.end(),
                     [&](const StageHost& host) { return host.name == hand.call.host; });
    SIM_ASSERT(target != stage_->hosts.end());
    SIM_ASSERT(target - stage_->hosts.begin() != place); // a scenario names the other host
    if (socket.kind == SocketKind::fresh) hosts_[place].give_port(socket, take_port(place));
    const Path path{.local = {.address = place, .port = socket.port},
                    .remote = {.address = static_cast<AddressId>(target - stage_->hosts.begin()),
                               .port = hand.call.port}};
    if (open_connection(hand.program, socket, path, step, recorder)) return false;
    hand.result = failed("EADDRNOTAVAIL");
    return true;
}

/// The SYN leaves; false when the same ports already have a connection that does not give way.
bool World::open_connection(std::size_t index, Socket& socket, const Path& path, Step& step,
                            Recorder& recorder) {
    const std::uint8_t place = stage_->program_hosts[index];
    const RecordId cause = program_causes_[index];
    std::optional<Predecessor> predecessor;
    const SlotId old = paths_.find(path);
    if (old != PathTable::absent && is_alive(slots_[old].connection)) {
        if (!slots_[old].connection.gives_way_to_connect(profile_of(place))) return false;
        predecessor = take_over(old, cause, step, recorder);
    }
    const SlotId id = new_slot(place, 0, Opening::active);
    slots_[id].program = static_cast<std::uint32_t>(index);
    slots_[id].reuse_address = socket.reuse_address;
    slots_[id].connection.options = socket.options;
    socket.kind = SocketKind::connected;
    socket.slot = id;
    step.begin(now_, profile_of(place));
    slots_[id].connection.app_connects(path, hosts_[place].secret,
                                       predecessor ? &*predecessor : nullptr, step);
    paths_.set(path, id);
    programs_[index].progress = 1;
    slots_[id].conversation = conversation_of(step.segments.front(), recorder);
    commit(id, cause, step, recorder);
    return true;
}

/// A SYN opens a conversation, unless it meets the peer's SYN on the way: simultaneous open makes
/// one connection, not two.
ConversationId World::conversation_of(const Segment& syn, Recorder& recorder) {
    const ConversationId known = book_.find(syn);
    if (known != 0) return known;
    recorder.open_conversation(syn, static_cast<std::uint8_t>(syn.path.local.address));
    return book_.open(syn);
}

/// A connection in TIME-WAIT ends for the sake of a new one.
Predecessor World::take_over(SlotId old, RecordId cause, Step& step, Recorder& recorder) {
    step.begin(now_, profile_of(slots_[old].host));
    const Predecessor predecessor = slots_[old].connection.leave(step);
    commit(old, cause, step, recorder);
    return predecessor;
}

bool World::call_accept(const CallInHand& hand) {
    Host& host = hosts_[stage_->program_hosts[hand.program]];
    const Socket socket = *hand.socket;
    if (socket.kind != SocketKind::listening) {
        hand.result = failed("EINVAL");
        return true;
    }
    SlotRow& queue = host.listeners[socket.listener].accept_queue;
    if (queue.empty()) return false;
    const SlotId id = queue.entry(queue.oldest());
    queue.remove(queue.oldest());
    slots_[id].program = static_cast<std::uint32_t>(hand.program);
    hand.result.socket = own_socket({.kind = SocketKind::connected,
                                     .program = static_cast<std::uint16_t>(hand.program),
                                     .reuse_address = slots_[id].reuse_address,
                                     .slot = id});
    return true;
}

void World::call_shutdown(const CallInHand& hand, Step& step, Recorder& recorder) {
    const Socket& socket = *hand.socket;
    const Profile& profile = profile_of(stage_->program_hosts[hand.program]);
    const bool is_connected = socket.kind == SocketKind::connected
                              && is_alive(slots_[socket.slot].connection)
                              && !slots_[socket.slot].connection.is_detached(profile);
    if (!is_connected) { // RFC 9293 3.10.4
        hand.result = failed("ENOTCONN");
        return;
    }
    Connection& connection = slots_[socket.slot].connection;
    if (hand.call.half != ShutdownHalf::write) connection.app_stops_reading();
    if (hand.call.half == ShutdownHalf::read) return;
    step.begin(now_, profile);
    connection.app_shuts_down(step);
    commit(socket.slot, program_causes_[hand.program], step, recorder);
}

void World::close_socket(std::size_t index, Socket& socket, Step& step, Recorder& recorder) {
    const std::uint8_t place = stage_->program_hosts[index];
    const SocketKind kind = socket.kind;
    const SlotId id = socket.slot;
    const bool aborts = socket.aborts_on_close;
    const std::uint32_t listener = socket.listener;
    socket.kind = SocketKind::closed;
    --owned_sockets_[index].open;
    if (kind == SocketKind::listening) {
        hosts_[place].close_listener(hosts_[place].listeners[listener]);
        close_listener(hosts_[place].listeners[listener], program_causes_[index], step, recorder);
    }
    if (kind != SocketKind::connected) return;
    step.begin(now_, profile_of(place));
    if (aborts)
        slots_[id].connection.app_aborts(step);
    else
        slots_[id].connection.app_closes(step);
    commit(id, program_causes_[index], step, recorder);
}

/// Whom nobody has accepted is reset; whose handshake is under way is forgotten.
void World::close_listener(Listener& listener, RecordId cause, Step& step, Recorder& recorder) {
    for (const SlotId id : std::exchange(listener.accept_queue, {}).entries()) {
        step.begin(now_, profile_of(slots_[id].host));
        slots_[id].connection.app_aborts(step);
        commit(id, cause, step, recorder);
    }
    for (const SlotId id : std::exchange(listener.syn_queue, {}).entries()) {
        step.begin(now_, profile_of(slots_[id].host));
        slots_[id].connection.is_cleared_away(Rule::linux_listener_closed, step);
        commit(id, cause, step, recorder);
    }
}

} // namespace sim
