// All variables of a World at one instant, for those who show them.
#include "sim/net/world_snapshot.h"

namespace sim {

namespace {

void set(ConnectionSnapshot& view, Variable variable, std::int64_t value) {
    view.values.at(static_cast<std::size_t>(variable)) = value;
}

std::int64_t in_ns(Microseconds span) {
    return Duration{span}.count();
}

void add_sequence_space(ConnectionSnapshot& view, const Connection& connection) {
    set(view, Variable::snd_una, connection.snd.una.raw);
    set(view, Variable::snd_nxt, connection.snd.nxt.raw);
    set(view, Variable::snd_wnd, connection.snd.wnd);
    set(view, Variable::snd_wl1, connection.snd.wl1.raw);
    set(view, Variable::snd_wl2, connection.snd.wl2.raw);
    set(view, Variable::iss, connection.snd.iss.raw);
    set(view, Variable::rcv_wnd, connection.rcv.open());
    if (connection.state() == State::syn_sent) return; // the peer's numbers are not known yet
    set(view, Variable::rcv_nxt, connection.rcv.nxt.raw);
    set(view, Variable::irs, connection.rcv.irs.raw);
}

void add_estimates(ConnectionSnapshot& view, const Connection& connection) {
    constexpr std::uint32_t unlimited = Congestion::unlimited;
    const std::int64_t mss = connection.snd.mss;
    set(view, Variable::mss, mss);
    set(view, Variable::cwnd, connection.congestion.cwnd * mss);
    if (connection.congestion.ssthresh != unlimited)
        set(view, Variable::ssthresh, connection.congestion.ssthresh * mss);
    if (connection.rtt.has_sample) {
        set(view, Variable::srtt_ns, in_ns(connection.rtt.srtt));
        set(view, Variable::rttvar_ns, in_ns(connection.rtt.rttvar));
    }
    set(view, Variable::rto_ns, in_ns(connection.rtt.rto));
    set(view, Variable::backoff, connection.attempts.in_a_row);
    set(view, Variable::unsent, connection.unsent());
    set(view, Variable::in_flight, distance(connection.snd.una, connection.snd.nxt));
    set(view, Variable::unread, connection.unread());
    set(view, Variable::out_of_order, connection.rcv.bytes_beyond_gap());
    set(view, Variable::retransmissions, connection.attempts.in_all);
}

ConnectionSnapshot snapshot_of(const Slot& slot) {
    const Connection& connection = slot.connection;
    ConnectionSnapshot view{
        .conversation = slot.conversation, .host = slot.host, .state = connection.state()};
    if (connection.state() != State::closed) add_sequence_space(view, connection);
    add_estimates(view, connection);
    for (std::size_t i = 0; i < timer_kinds; ++i)
        if (connection.timers.deadlines.at(i) != never)
            view.timers.push_back({.kind = static_cast<TimerKind>(i),
                                   .set_at = slot.timer_began.at(i),
                                   .due = connection.timers.deadlines.at(i)});
    return view;
}

std::vector<ConversationId> conversations(const World& world, const SlotRow& row) {
    std::vector<ConversationId> ids;
    ids.reserve(row.size());
    for (const SlotId slot : row.entries())
        ids.push_back(world.slots()[slot].conversation);
    return ids;
}

/// The slots of a row; `retries` are those a SYN-ACK has in all.
std::vector<QueueSlot> slots_of(const World& world, const SlotRow& row, std::uint32_t retries) {
    std::vector<QueueSlot> slots;
    slots.reserve(row.size());
    for (std::uint32_t place = row.oldest(); place != SlotRow::nowhere; place = row.after(place)) {
        const Slot& entry = world.slots()[row.entry(place)];
        QueueSlot slot{.slot = place,
                       .conversation = entry.conversation,
                       .of_flood = entry.connection.path.remote.address >= world.hosts().size(),
                       .since = entry.since,
                       .acked = entry.acked};
        if (entry.connection.state() == State::syn_received) {
            const std::uint32_t timeouts = entry.connection.attempts.in_a_row;
            slot.due = entry.connection.timers.at(TimerKind::retransmit);
            slot.timeouts = timeouts;
            slot.retries_left = retries > timeouts ? retries - timeouts : 0;
        }
        slots.push_back(slot);
    }
    return slots;
}

ListenerSnapshot snapshot_of(const World& world, std::size_t host, const Listener& listener) {
    const Profile& profile = world.stage().hosts[host].profile;
    const std::uint32_t retries = listener.synack_retries(profile);
    return {.host = static_cast<HostId>(host),
            .port = listener.port,
            .syn_queue = conversations(world, listener.syn_queue),
            .accept_queue = conversations(world, listener.accept_queue),
            .syn_queue_most = listener.most_half_open(profile),
            .accept_queue_most = listener.most_complete(profile),
            .half_open = slots_of(world, listener.syn_queue, retries),
            .complete = slots_of(world, listener.accept_queue, retries),
            .counts = world.hosts()[host].counts};
}

} // namespace

Snapshot snapshot_of(const World& world, RecordId record) {
    Snapshot snapshot{.at = world.now(), .record = record};
    for (const Slot& slot : world.slots())
        if (!slot.untraced) snapshot.connections.push_back(snapshot_of(slot));
    for (std::size_t i = 0; i < world.programs().size(); ++i) {
        const ProgramState& state = world.programs()[i];
        snapshot.programs.push_back({.name = world.stage().programs[i].name,
                                     .host = world.stage().program_hosts[i],
                                     .line = static_cast<std::uint16_t>(state.line),
                                     .blocked = state.phase == ProgramPhase::blocked,
                                     .ended = state.phase == ProgramPhase::ended});
    }
    for (std::size_t host = 0; host < world.hosts().size(); ++host)
        for (const Listener& listener : world.hosts()[host].listeners)
            if (listener.open) snapshot.listeners.push_back(snapshot_of(world, host, listener));
    return snapshot;
}

} // namespace sim
