#include "sim/tcp/connection.h"

#include "sim/base/assert.h"

namespace sim {

void Connection::enter(State next, Rule rule, Step& step) {
    SIM_ASSERT(next != state_);
    step.move(state_, next, rule);
    state_ = next;
}

bool Connection::at_end_of_stream() const {
    return fin_is_taken() && rcv.read == rcv.fin;
}

bool Connection::fin_is_acknowledged() const {
    return snd.fin_wanted && before(snd.end, snd.una);
}

std::uint32_t Connection::timestamp_now(const Step& step) const {
    return timestamp_at(step.now);
}

std::uint32_t Connection::timestamp_at(Time time) const {
    constexpr std::int64_t tick_ns = 1'000'000; // RFC 7323 5.4: 1 ms
    return agreed.timestamp_offset + static_cast<std::uint32_t>(time.since_start_ns / tick_ns);
}

void Connection::set_timer(TimerKind kind, Duration span, const Step& step) {
    timers.set(kind, wheel_deadline(step.now, span, step.profile->timer_hz));
}

void Connection::forget_everything_sent() {
    timers.clear_all();
    ack_owed_ = Rule::none;
    sent.clear();
}

void Connection::give_up(AppEvent event, Rule rule, Step& step) {
    forget_everything_sent();
    if (event == AppEvent::timed_out && soft_error != AppEvent::none) event = soft_error;
    enter(State::closed, rule, step);
    step.tell(event, rule);
}

void Connection::enter_time_wait(Rule rule, Step& step) {
    timers.clear_all();
    enter(State::time_wait, rule, step);
    set_timer(TimerKind::time_wait, step.profile->time_wait, step);
}

namespace {

void add_send_space(const SendSpace& snd, Digest& digest) {
    for (const SeqNum number :
         {snd.iss, snd.una, snd.nxt, snd.wl1, snd.wl2, snd.end, snd.small_end, snd.pushed, snd.up})
        digest.add(number.raw);
    digest.add(snd.wnd);
    digest.add(snd.max_wnd);
    digest.add(snd.shift);
    digest.add(snd.mss);
    digest.add(snd.fin_wanted);
    digest.add(snd.data_at.since_start_ns);
    digest.add(snd.left_at.since_start_ns);
}

void add_receive_space(const ReceiveSpace& rcv, Digest& digest) {
    for (const SeqNum number : {rcv.irs, rcv.nxt, rcv.offered_at, rcv.read, rcv.fin, rcv.up})
        digest.add(number.raw);
    digest.add(rcv.urgent);
    digest.add(rcv.wnd);
    digest.add(rcv.shift);
    digest.add(rcv.has_fin);
    rcv.out_of_order.add_to(digest);
    digest.add(rcv.duplicate.first.raw);
    digest.add(rcv.duplicate.end.raw);
}

void add_agreement(const Agreement& agreed, Digest& digest) {
    digest.add(agreed.timestamps);
    digest.add(agreed.sack);
    digest.add(agreed.window_scaling);
    digest.add(agreed.timestamp_offset);
    digest.add(agreed.ts_recent);
    digest.add(agreed.last_ack_sent.raw);
    digest.add(agreed.peer_mss);
}

} // namespace

void Connection::add_to(Digest& digest) const {
    digest.add(state_);
    digest.add(ack_owed_);
    digest.add(syn_transmissions_);
    digest.add(ecn.agreed);
    digest.add(ecn.asked);
    digest.add(ecn.seen);
    digest.add(ecn.echoes);
    digest.add(ecn.tells_reduced);
    digest.add(answered_wrongly_);
    digest.add(path.local.address);
    digest.add(path.local.port);
    digest.add(path.remote.address);
    digest.add(path.remote.port);
    add_send_space(snd, digest);
    add_receive_space(rcv, digest);
    add_agreement(agreed, digest);
    rtt.add_to(digest);
    congestion.add_to(digest);
    control.add_to(digest);
    recovery.add_to(digest);
    pacing.add_to(digest);
    sent.add_to(digest);
    written.add_to(digest);
    options.add_to(digest);
    receive_window.add_to(digest);
    tuning.add_to(digest);
    delayed_ack.add_to(digest);
    timers.add_to(digest);
    digest.add(attempts.in_a_row);
    digest.add(attempts.in_all);
    digest.add(attempts.since.since_start_ns);
    digest.add(attempts.window_probes);
    digest.add(attempts.persist_backoff);
    digest.add(invalid_answered.since_start_ns);
    digest.add(heard_at.since_start_ns);
    digest.add(keep_alives);
    digest.add(soft_error);
    digest.add(opening);
    digest.add(orphaned);
    digest.add(own_send_buffer);
    digest.add(waits_for_room);
    digest.add(reads_no_more);
    digest.add(stream);
}

} // namespace sim
