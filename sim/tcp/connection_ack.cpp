// The fifth step of RFC 9293 3.10.7.4: check the ACK field.
#include "sim/tcp/connection.h"

#include <algorithm>

namespace sim {

Connection::Verdict Connection::check_ack_in_syn_received(const Segment& segment, Step& step) {
    const bool acceptable = before(snd.una, segment.ack) && before_or_equal(segment.ack, snd.nxt);
    if (!acceptable) {
        step.input_rule = Rule::rfc9293_3_10_7_4_ack_in_syn_received;
        send_reset(segment.ack, Rule::rfc9293_3_10_7_4_ack_in_syn_received, step);
        return Verdict::done;
    }
    step.input_rule = Rule::rfc9293_3_10_7_4_ack_of_syn;
    snd.una = segment.ack;
    snd.wnd = std::uint32_t{segment.window} << snd.shift;
    // Linux makes the socket of a passive OPEN when the ACK comes: the SYN's window is forgotten.
    const bool forgets = opening == Opening::passive && step.profile->window == WindowChoice::linux_buffer;
    snd.max_wnd = forgets ? snd.wnd : std::max(snd.max_wnd, snd.wnd);
    snd.wl1 = segment.seq;
    snd.wl2 = segment.ack;
    const Acknowledged done = sent.acknowledge(segment.ack);
    if (syn_transmissions_ > 1) rtt.restore(*step.profile);
    if (segment.flags.syn) { // simultaneous open: the peer's SYN has come twice
        note_duplicate(segment);
        owe_ack(Rule::rfc9293_3_10_7_4_ack_of_syn, step);
        delayed_ack.at_once = true;
    }
    become_established(Rule::rfc9293_3_10_7_4_ack_of_syn, step);
    sample_round_trip(segment, done, step);
    return Verdict::proceed;
}

/// RFC 5961 5.2: SND.UNA - MAX.SND.WND =< SEG.ACK =< SND.NXT, whatever the state.
Connection::Verdict Connection::check_ack_range(const Segment& segment, Step& step) {
    take_probed_byte(segment, step);
    const bool of_unsent = before(snd.nxt, segment.ack);
    if (!of_unsent && !before(segment.ack, snd.una - snd.max_wnd)) return Verdict::proceed;
    step.input_rule =
        of_unsent ? Rule::rfc9293_3_10_7_4_ack_of_unsent : Rule::rfc5961_5_2_ack_too_old;
    const bool silent =
        of_unsent && state_ == State::established && step.profile->name == ProfileName::linux;
    if (silent)
        step.ignore(step.input_rule);
    else
        answer_invalid(step.input_rule, step);
    return Verdict::done;
}

void Connection::acknowledge(const Segment& segment, Step& step) {
    for (std::size_t i = 0; i < segment.options.sack_count;
         ++i) // a duplicate's lies before the ACK
        if (before(segment.ack, segment.options.sack.at(i).end))
            step.unmodelled = Rule::unmodelled_sack;
    step.input_rule = Rule::rfc9293_3_10_7_4_ack;
    const std::uint32_t window_before = snd.wnd;
    const bool advances = before(snd.una, segment.ack);
    update_window(segment, step);
    if (advances)
        take_acknowledged(segment, step);
    else if (segment.ack == snd.una)
        count_duplicate(segment, window_before, step);
    if (sent.empty() && unsent() != 0) window_has_moved(step);
}

/// SND.WND follows the newest segment (RFC 9293 3.10.7.4, fifth, ESTABLISHED).
void Connection::update_window(const Segment& segment, const Step& step) {
    if (before(segment.ack, snd.una)) return;
    const bool newer = before(snd.wl1, segment.seq)
                       || (snd.wl1 == segment.seq && before_or_equal(snd.wl2, segment.ack));
    if (!newer) return;
    const bool moves = snd.wnd != std::uint32_t{segment.window} << snd.shift;
    if (moves && unsent() != 0) restart_after_idle(step);
    snd.wnd = std::uint32_t{segment.window} << snd.shift;
    snd.max_wnd = std::max(snd.max_wnd, snd.wnd);
    snd.wl1 = segment.seq;
    snd.wl2 = segment.ack;
}

void Connection::take_acknowledged(const Segment& segment, Step& step) {
    const bool in_use =
        step.profile->window == WindowChoice::linux_buffer
            ? congestion.is_in_use()
            : sent.in_flight() >= congestion.cwnd || congestion.cwnd < congestion.ssthresh;
    const Acknowledged done = sent.acknowledge(segment.ack);
    snd.una = segment.ack;
    if (before(snd.up, snd.una)) snd.up = snd.una; // what was urgent has arrived
    attempts.in_a_row = 0;
    attempts.since = never;
    attempts.probe_out = false;
    congestion.delivered(done.segments);
    sample_round_trip(segment, done, step);
    if (congestion.phase != CongestionPhase::open && !before(snd.una, congestion.recover))
        congestion.leave();
    else if (congestion.phase == CongestionPhase::recovery)
        sent.first_lost(); // a partial ACK shows the next hole, RFC 6582 3.2
    else if (in_use)
        congestion.grow(done.segments, step.profile->grows_by_segment ? Congestion::unlimited : 1);
    arm_retransmit(step);
    step.tell(AppEvent::writable, Rule::rfc9293_3_10_7_4_ack);
}

/// Karn's rule: no sample from a segment sent twice, unless its timestamp tells which one is meant
/// (RFC 6298 3, RFC 7323 4.1).
void Connection::sample_round_trip(const Segment& segment, const Acknowledged& done, Step& step) {
    if (done.segments == 0) return;
    if (!done.any_resent) {
        rtt.sample(std::chrono::duration_cast<Microseconds>(step.now - done.first_sent_at), snd.una,
                   snd.nxt, *step.profile);
        return;
    }
    if (!agreed.timestamps || !segment.present.timestamps || segment.options.timestamp_echo == 0)
        return;
    const std::uint32_t ticks_ms = timestamp_now(step) - segment.options.timestamp_echo;
    rtt.sample(std::chrono::milliseconds{ticks_ms}, snd.una, snd.nxt, *step.profile);
}

/// RFC 5681 2: a duplicate ACK acknowledges nothing, carries nothing and moves no window, while
/// data is outstanding. The third one in a row speaks of a loss (3.2).
void Connection::count_duplicate(const Segment& segment, std::uint32_t window_before, Step& step) {
    const bool duplicate =
        !sent.empty() && sequence_length(segment) == 0 && snd.wnd == window_before;
    if (!duplicate || agreed.sack) return;
    ++congestion.duplicates;
    if (congestion.phase != CongestionPhase::open) return;
    if (congestion.duplicates != Congestion::duplicates_needed) return;
    step.input_rule = Rule::rfc5681_3_2_fast_retransmit;
    congestion.enter_recovery(sent.in_flight(), snd.nxt);
    sent.first_lost();
    timers.clear(TimerKind::loss_probe);
}

/// What the acknowledgment of our FIN means in each closing state.
Connection::Verdict Connection::advance_closing_states(Step& step) {
    if (!fin_is_acknowledged()) return Verdict::proceed;
    switch (state_) {
    case State::fin_wait_1:
        enter(State::fin_wait_2, Rule::rfc9293_3_10_7_4_ack_of_fin, step);
        if (orphaned) set_timer(TimerKind::fin_wait_2, step.profile->fin_timeout, step);
        return Verdict::proceed;
    case State::closing:
        enter_time_wait(Rule::rfc9293_3_10_7_4_ack_of_fin, step);
        return Verdict::done;
    case State::last_ack:
        timers.clear_all();
        ack_owed_ = Rule::none;
        enter(State::closed, Rule::rfc9293_3_10_7_4_ack_of_fin, step);
        return Verdict::done;
    case State::closed:
    case State::listen:
    case State::syn_sent:
    case State::syn_received:
    case State::established:
    case State::fin_wait_2:
    case State::close_wait:
    case State::time_wait: return Verdict::proceed;
    }
    return Verdict::proceed;
}

} // namespace sim
