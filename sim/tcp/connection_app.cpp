// What a program asks of its connection (RFC 9293 3.10.2 to 3.10.5).
#include "sim/base/assert.h"
#include "sim/tcp/connection.h"

#include <algorithm>

namespace sim {

void Connection::app_sends(std::uint32_t bytes, Step& step) {
    SIM_ASSERT(!snd.fin_wanted);
    if (bytes == 0) return;
    step.input_rule = Rule::rfc9293_3_10_2_send;
    snd.end = snd.end + bytes;
    write_ends.push_back(snd.end);
    output(step);
}

std::uint32_t Connection::app_reads(std::uint32_t most, Step& step) {
    const std::uint32_t taken = std::min(most, unread());
    step.input_rule = Rule::rfc9293_3_10_3_receive;
    if (taken == 0) return 0;
    rcv.read = rcv.read + taken;
    receive_window.release(taken);
    if (state_ == State::closed || rcv.has_fin) return taken;
    const bool linux_stack = step.profile->delayed_ack == DelayedAckChoice::linux_quick;
    const bool drained =
        receive_window.held_bytes() == 0
        && (delayed_ack.small_again || (delayed_ack.small_segment && !delayed_ack.pingpong));
    const bool many = distance(agreed.last_ack_sent, rcv.nxt) > receive_window.segment_size();
    if (linux_stack && ack_owed_ != Rule::none && (many || drained)) {
        send_ack(Rule::linux_ack_on_read, step);
        return taken;
    }
    const std::uint32_t open = rcv.open();
    const std::uint32_t wanted = receive_window.offer(*step.profile, rcv.offered(), rcv.shift);
    if (wanted != 0 && wanted >= 2 * open) send_ack(Rule::rfc9293_3_8_6_window_update, step);
    return taken;
}

void Connection::app_shuts_down(Step& step) {
    if (snd.fin_wanted) return;
    step.input_rule = Rule::rfc9293_3_10_4_close;
    switch (state_) {
    case State::established:
    case State::syn_received:
        snd.fin_wanted = true;
        enter(State::fin_wait_1, Rule::rfc9293_3_10_4_close, step);
        break;
    case State::close_wait:
        snd.fin_wanted = true;
        enter(State::last_ack, Rule::rfc9293_3_10_4_close, step);
        break;
    case State::syn_sent:
        timers.clear_all();
        enter(State::closed, Rule::rfc9293_3_10_4_close, step);
        return;
    case State::closed:
    case State::listen:
    case State::fin_wait_1:
    case State::fin_wait_2:
    case State::closing:
    case State::last_ack:
    case State::time_wait: return;
    }
    output(step);
}

void Connection::app_closes(Step& step) {
    orphaned = true;
    if (unread() != 0 && state_ != State::closed && state_ != State::time_wait) {
        step.input_rule = Rule::rfc2525_2_17_close_unread; // RFC 9293 3.6.1 (SHLD-3)
        send_abort(Rule::rfc2525_2_17_close_unread, step);
        give_up(AppEvent::none, Rule::rfc2525_2_17_close_unread, step);
        return;
    }
    app_shuts_down(step);
    if (state_ == State::fin_wait_2 && !timers.is_set(TimerKind::fin_wait_2))
        set_timer(TimerKind::fin_wait_2, step.profile->fin_timeout, step);
}

void Connection::app_aborts(Step& step) {
    orphaned = true;
    step.input_rule = Rule::rfc9293_3_10_5_abort;
    switch (state_) {
    case State::syn_received:
    case State::established:
    case State::fin_wait_1:
    case State::fin_wait_2:
    case State::close_wait: send_abort(Rule::rfc9293_3_10_5_abort, step); break;
    case State::time_wait:
        if (step.profile->detached_time_wait) return; // not the program's any more
        break;
    case State::listen:
    case State::syn_sent:
    case State::closing:
    case State::last_ack: break;
    case State::closed: return;
    }
    give_up(AppEvent::none, Rule::rfc9293_3_10_5_abort, step);
}

/// The reset of a program that will not wait (RFC 9293 3.10.5): <SEQ=SND.NXT><CTL=RST>.
void Connection::send_abort(Rule rule, Step& step) {
    if (!step.profile->reset_carries_ack) return send_reset(snd.nxt, rule, step);
    step.send(make({.ack = true, .rst = true}, snd.nxt, step), rule);
}

} // namespace sim
