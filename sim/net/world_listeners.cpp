// What reaches a listener: SYNs, cookies that come back, and ACKs that find its accept queue full.
#include "sim/base/assert.h"
#include "sim/net/world.h"
#include "sim/tcp/syn_cookie.h"

namespace sim {

namespace {

/// The rule under which a SYN is dropped.
Rule rule_of_drop(SynVerdict verdict) {
    switch (verdict) {
    case SynVerdict::syn_queue_full: return Rule::linux_syn_queue_full;
    case SynVerdict::accept_queue_full: return Rule::linux_accept_queue_full;
    case SynVerdict::last_quarter: return Rule::linux_max_syn_backlog;
    case SynVerdict::backlog_full: return Rule::textbook_backlog_full;
    case SynVerdict::queue:
    case SynVerdict::evict_oldest:
    case SynVerdict::cookie: break;
    }
    unreachable();
}

/// Linux counts where it checks (tcp_conn_request).
void count_verdict(SynVerdict verdict, bool turned_away, Host& host) {
    switch (verdict) {
    case SynVerdict::queue:
    case SynVerdict::evict_oldest: return;
    case SynVerdict::cookie:
        host.count(ListenCounter::req_q_full_do_cookies);
        host.count(ListenCounter::syncookies_sent);
        return;
    case SynVerdict::accept_queue_full:
        if (turned_away) host.count(ListenCounter::req_q_full_do_cookies);
        host.count(ListenCounter::listen_overflows);
        break;
    case SynVerdict::syn_queue_full: host.count(ListenCounter::req_q_full_drop); break;
    case SynVerdict::last_quarter:
    case SynVerdict::backlog_full: break;
    }
    host.count(ListenCounter::listen_drops);
}

} // namespace

/// RFC 9293 3.10.7.2: a segment arrives in LISTEN. `predecessor` may be null.
void World::deliver_to_listener(Listener& listener, const InFlight& flight,
                                const Predecessor* predecessor, Step& step, Recorder& recorder) {
    const auto host = static_cast<std::uint8_t>(flight.segment.path.remote.address);
    const std::optional<Refusal> refusal = refused_in_listen(flight.segment, profile_of(host));
    if (!refusal) {
        take_syn(listener, flight, predecessor, step, recorder);
        return;
    }
    const Flags flags = flight.segment.flags;
    const bool may_be_cookie = flags.ack && !flags.rst && !flags.syn;
    if (may_be_cookie && listener.expects_cookies(now_, profile_of(host)))
        return take_cookie(listener, flight, step, recorder);
    refuse(host, flight, *refusal, recorder);
}

SynVerdict World::take_syn(Listener& listener, const InFlight& flight,
                           const Predecessor* predecessor, Step& step, Recorder& recorder) {
    const auto place = static_cast<std::uint8_t>(flight.segment.path.remote.address);
    const Profile& profile = profile_of(place);
    SynVerdict verdict = listener.judge_syn(profile);
    if (predecessor != nullptr) // it takes over from TIME-WAIT: its peer is no stranger
        verdict =
            listener.takes_complete(profile) ? SynVerdict::queue : SynVerdict::accept_queue_full;
    count_verdict(verdict, listener.turns_syns_away(profile), hosts_[place]);
    switch (verdict) {
    case SynVerdict::evict_oldest:
        evict_oldest(listener, flight.cause, step, recorder);
        [[fallthrough]];
    case SynVerdict::queue: queue_syn(listener, flight, predecessor, step, recorder); break;
    case SynVerdict::cookie: answer_with_cookie(listener, flight, recorder); break;
    case SynVerdict::syn_queue_full:
    case SynVerdict::accept_queue_full:
    case SynVerdict::last_quarter:
    case SynVerdict::backlog_full:
        record_arrival(place, flight, nullptr, rule_of_drop(verdict), recorder);
        break;
    }
    return verdict;
}

/// A half-open connection: it has a slot in the SYN queue and answers.
void World::queue_syn(Listener& listener, const InFlight& flight, const Predecessor* predecessor,
                      Step& step, Recorder& recorder) {
    const auto host = static_cast<std::uint8_t>(flight.segment.path.remote.address);
    const SlotId id = new_passive_slot(host, listener, flight);
    Slot& slot = slots_[id];
    slot.queue_place = listener.syn_queue.add(id);
    slot.young = true;
    ++listener.young;
    step.begin(now_, profile_of(host));
    slot.connection.syn_arrives_at_listener(flight.segment, hosts_[host].secret, predecessor, step);
    paths_.set(slot.connection.path, id);
    if (flight.segment.payload.length != 0) step.unmodelled = Rule::unmodelled_text_on_syn;
    const RecordId cause =
        record_arrival(host, flight, &slot.connection, step.input_rule, recorder);
    commit(id, cause, step, recorder);
}

/// The oldest half-open connection makes room for the SYN that left with record `cause`.
void World::evict_oldest(const Listener& listener, RecordId cause, Step& step, Recorder& recorder) {
    const SlotId id = listener.syn_queue.entry(listener.syn_queue.oldest());
    step.begin(now_, profile_of(slots_[id].host));
    slots_[id].connection.is_cleared_away(Rule::bsd_syn_cache_evicts, step);
    commit(id, cause, step, recorder);
}

void World::answer_with_cookie(Listener& listener, const InFlight& flight, Recorder& recorder) {
    constexpr Rule rule = Rule::rfc4987_3_6_cookie_sent;
    const auto host = static_cast<std::uint8_t>(flight.segment.path.remote.address);
    listener.last_cookie = now_;
    const RecordId cause = record_arrival(host, flight, nullptr, rule, recorder);
    transmit(host, cookie_answer(flight.segment, now_, hosts_[host].secret, profile_of(host)),
             {.record = cause, .rule = rule, .conversation = flight.conversation}, nullptr,
             recorder);
}

/// An ACK for which there is no connection may bring a cookie, which then is one.
void World::take_cookie(Listener& listener, const InFlight& flight, Step& step,
                        Recorder& recorder) {
    const auto place = static_cast<std::uint8_t>(flight.segment.path.remote.address);
    const Profile& profile = profile_of(place);
    Host& host = hosts_[place];
    const std::optional<Segment> syn = syn_remembered(flight.segment, now_, host.secret, profile);
    if (!syn) {
        host.count(ListenCounter::syncookies_failed);
        const Refusal refusal{.reset = reset_answering(flight.segment),
                              .rule = Rule::rfc4987_3_6_cookie_invalid};
        return refuse(place, flight, refusal, recorder);
    }
    host.count(ListenCounter::syncookies_recv);
    if (!listener.takes_complete(profile)) {
        host.count(ListenCounter::listen_overflows);
        host.count(ListenCounter::listen_drops);
        record_arrival(place, flight, nullptr, Rule::linux_cookie_accept_queue_full, recorder);
        return;
    }
    const SlotId id = new_passive_slot(place, listener, flight);
    Slot& slot = slots_[id];
    step.begin(now_, profile);
    slot.connection.cookie_comes_back(flight.segment, *syn, host.secret, step);
    paths_.set(slot.connection.path, id);
    const RecordId cause =
        record_arrival(place, flight, &slot.connection, step.input_rule, recorder);
    commit(id, cause, step, recorder);
}

/// The ACK that would complete a handshake finds no place; true when it has been dealt with.
bool World::meets_full_accept_queue(SlotId id, const InFlight& flight, Step& step,
                                    Recorder& recorder) {
    Slot& slot = slots_[id];
    const Listener* const listener = listener_of(slot);
    const Profile& profile = profile_of(slot.host);
    if (listener == nullptr || listener->takes_complete(profile)
        || !slot.connection.would_complete(flight.segment))
        return false;
    hosts_[slot.host].count(ListenCounter::listen_overflows);
    hosts_[slot.host].count(ListenCounter::listen_drops);
    const bool refuses =
        profile.abort_on_overflow && profile.backlog_policy == BacklogPolicy::linux;
    if (refuses)
        slot.connection.is_refused_by_overflow(flight.segment, step);
    else
        step.input_rule = Rule::linux_ack_accept_queue_full;
    slot.acked = true;
    const RecordId cause =
        record_arrival(slot.host, flight, &slot.connection, step.input_rule, recorder);
    commit(id, cause, step, recorder);
    return true;
}

/// The open listener a half-open connection came to; null when it has gone.
Listener* World::listener_of(const Slot& slot) {
    if (slot.connection.opening != Opening::passive) return nullptr;
    return hosts_[slot.host].listener_at(slot.connection.path.local.port);
}

/// A SYN-ACK that nobody acknowledges is sent again fewer times when its listener is crowded.
void World::fire_timer(Slot& slot, TimerKind kind, Step& step) {
    Connection& connection = slot.connection;
    Listener* const listener =
        connection.state() == State::syn_received && kind == TimerKind::retransmit
            ? listener_of(slot)
            : nullptr;
    if (listener == nullptr) return connection.timer_fires(kind, step);
    const Profile& profile = profile_of(slot.host);
    const std::uint32_t retries = listener->synack_retries(profile);
    if (retries < profile.synack_retries && connection.attempts.in_a_row >= retries)
        return connection.is_cleared_away(Rule::linux_syn_queue_pruned, step);
    connection.timer_fires(kind, step);
    if (slot.young) --listener->young;
    slot.young = false;
}

/// A connection that was half open is so no more: established, reset or given up.
void World::leave_syn_queue(SlotId id) {
    Slot& slot = slots_[id];
    Listener* const listener = listener_of(slot);
    if (listener == nullptr) return;
    listener->syn_queue.remove(slot.queue_place);
    if (slot.young) --listener->young;
    slot.young = false;
    slot.acked = false;
}

void World::join_accept_queue(SlotId id) {
    Slot& slot = slots_[id];
    Listener* const listener = listener_of(slot);
    if (listener == nullptr) return;
    slot.queue_place = listener->accept_queue.add(id);
    slot.handed_on = true;
}

} // namespace sim
