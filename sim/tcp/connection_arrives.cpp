// A segment arrives (RFC 9293 3.10.7.4): the eight steps, in the RFC's order.
#include "sim/base/assert.h"
#include "sim/tcp/connection.h"

namespace sim {

void Connection::segment_arrives(const Segment& segment, Step& step) {
    if (state_ == State::closed) return;
    if (state_ == State::syn_sent) {
        arrives_in_syn_sent(segment, step);
        return;
    }
    const bool goes_on = check_sequence(segment, step) == Verdict::proceed
                         && check_reset(segment, step) == Verdict::proceed
                         && check_security(segment, step) == Verdict::proceed
                         && check_syn(segment, step) == Verdict::proceed
                         && check_ack(segment, step) == Verdict::proceed
                         && process_urgent(segment, step) == Verdict::proceed;
    if (goes_on) {
        process_text(segment, step);
        process_fin(segment, step);
    }
    flush(step);
}

/// The four cases of RFC 9293 3.10.7.4, table 6.
bool Connection::is_acceptable(const Segment& segment) const {
    const std::uint32_t seg_len = sequence_length(segment);
    const std::uint32_t open = rcv.open();
    const auto in_window = [&](SeqNum number) {
        return before_or_equal(rcv.nxt, number) && before(number, rcv.nxt + open);
    };
    if (seg_len == 0) return open == 0 ? segment.seq == rcv.nxt : in_window(segment.seq);
    if (open == 0) return false;
    return in_window(segment.seq) || in_window(segment.seq + (seg_len - 1));
}

Connection::Verdict Connection::check_sequence(const Segment& segment, Step& step) {
    if (agreed.timestamps && segment.present.timestamps && !segment.flags.rst
        && before({segment.options.timestamp}, {agreed.ts_recent})) { // RFC 7323 5.3, PAWS
        step.input_rule = Rule::rfc7323_5_3_paws;
        owe_ack(Rule::rfc7323_5_3_paws, step);
        delayed_ack.at_once = true;
        return Verdict::done;
    }
    if (!is_acceptable(segment)) {
        const bool syn_again = state_ == State::syn_received && segment.flags.syn
                               && !segment.flags.ack && segment.seq == rcv.irs;
        step.input_rule = Rule::rfc9293_3_10_7_4_unacceptable;
        if (syn_again) {
            step.input_rule = Rule::linux_syn_again;
            send_syn(Rule::linux_syn_again, step);
            set_timer(TimerKind::retransmit, rtt.rto, step);
        } else if (segment.flags.rst) {
            step.ignore(Rule::rfc9293_3_10_7_4_unacceptable);
        } else {
            note_duplicate(segment);
            owe_ack(Rule::rfc9293_3_10_7_4_unacceptable, step);
            delayed_ack.enter_quick(rcv.wnd, receive_window.segment_size());
            delayed_ack.at_once = true;
            if (state_ == State::time_wait && segment.flags.fin) // the eighth step's: restart 2 MSL
                set_timer(TimerKind::time_wait, step.profile->time_wait, step);
        }
        return Verdict::done;
    }
    const bool newest = before_or_equal({agreed.ts_recent}, {segment.options.timestamp});
    if (agreed.timestamps && segment.present.timestamps && newest
        && before_or_equal(segment.seq, agreed.last_ack_sent)) // RFC 7323 4.3 (2)
        agreed.ts_recent = segment.options.timestamp;
    return Verdict::proceed;
}

/// What of the segment had arrived before (RFC 2883 4); TIME-WAIT and SYNs are answered plainly.
void Connection::note_duplicate(const Segment& segment) {
    if (!agreed.sack || segment.flags.syn || state_ == State::time_wait) return;
    if (!before(segment.seq, rcv.nxt)) return;
    const SeqNum end = segment.seq + sequence_length(segment);
    rcv.duplicate = {.first = segment.seq, .end = before(end, rcv.nxt) ? end : rcv.nxt};
}

Connection::Verdict Connection::check_reset(const Segment& segment, Step& step) {
    if (!segment.flags.rst) return Verdict::proceed;
    if (segment.seq != rcv.nxt) { // RFC 5961 3.2
        step.input_rule = Rule::rfc5961_3_2_challenge_ack;
        send_ack(Rule::rfc5961_3_2_challenge_ack, step);
        return Verdict::done;
    }
    if (state_ == State::syn_received && opening == Opening::passive) {
        step.input_rule = Rule::rfc9293_3_10_7_4_reset_to_listen;
        forget_everything_sent();
        enter(State::listen, Rule::rfc9293_3_10_7_4_reset_to_listen, step);
        return Verdict::done;
    }
    step.input_rule = Rule::rfc9293_3_10_7_4_reset;
    const bool refused = state_ == State::syn_received && opening == Opening::active;
    give_up(refused ? AppEvent::refused : AppEvent::reset, Rule::rfc9293_3_10_7_4_reset, step);
    return Verdict::done;
}

/// No security compartments: every segment passes (RFC 9293 appendix A.1).
Connection::Verdict Connection::check_security(const Segment&, Step&) {
    return Verdict::proceed;
}

Connection::Verdict Connection::check_syn(const Segment& segment, Step& step) {
    if (!segment.flags.syn) return Verdict::proceed;
    step.input_rule = Rule::rfc5961_4_2_challenge_ack;
    send_ack(Rule::rfc5961_4_2_challenge_ack, step);
    return Verdict::done;
}

Connection::Verdict Connection::check_ack(const Segment& segment, Step& step) {
    if (!segment.flags.ack) {
        step.input_rule = Rule::rfc9293_3_10_7_4_no_ack;
        step.ignore(Rule::rfc9293_3_10_7_4_no_ack);
        return Verdict::done;
    }
    switch (state_) {
    case State::syn_received: return check_ack_in_syn_received(segment, step);
    case State::established:
    case State::fin_wait_1:
    case State::fin_wait_2:
    case State::close_wait:
    case State::closing:
    case State::last_ack:
        if (acknowledge(segment, step) == Verdict::done) return Verdict::done;
        return advance_closing_states(step);
    case State::time_wait: return Verdict::proceed;
    case State::closed:
    case State::listen:
    case State::syn_sent: break;
    }
    unreachable();
}

Connection::Verdict Connection::process_urgent(const Segment& segment, Step& step) {
    if (!segment.flags.urg) return Verdict::proceed;
    step.unmodelled = Rule::unmodelled_urgent;
    return Verdict::done;
}

void Connection::process_text(const Segment& segment, Step& step) {
    if (segment.payload.length == 0) return;
    const bool receives =
        state_ == State::established || state_ == State::fin_wait_1 || state_ == State::fin_wait_2;
    if (!receives) return;
    if (orphaned) { // RFC 9293 3.6.1 (MUST-17's companion): nobody is left to read this
        send_reset(snd.nxt, Rule::rfc9293_3_6_1_data_after_close, step);
        give_up(AppEvent::none, Rule::rfc9293_3_6_1_data_after_close, step);
        return;
    }
    SeqRange text{.first = segment.seq, .end = segment.seq + segment.payload.length};
    if (before(rcv.nxt + rcv.open(), text.end))
        text.end = rcv.nxt + rcv.open();      // beyond the window
    if (before_or_equal(text.end, rcv.nxt)) { // all of it again
        note_duplicate(segment);
        delayed_ack.enter_quick(rcv.wnd, receive_window.segment_size());
        owe_ack(Rule::rfc9293_3_10_7_4_duplicate_text, step);
        return;
    }
    if (before(rcv.nxt, text.first)) {
        const auto growth =
            agreed.sack ? ReceiveWindow::Growth::allowed : ReceiveWindow::Growth::forbidden;
        receive_window.keep(*step.profile, length(text), rcv.wnd, growth);
        rcv.out_of_order.add(text);
        delayed_ack.enter_quick(rcv.wnd, receive_window.segment_size());
        delayed_ack.at_once = true;
        owe_ack(Rule::rfc5681_4_2_out_of_order, step);
        return;
    }
    const std::uint32_t fresh = distance(rcv.nxt, text.end);
    delayed_ack.small_again = delayed_ack.small_segment && fresh < receive_window.segment_size();
    delayed_ack.small_segment =
        delayed_ack.small_segment || fresh < receive_window.segment_size() || segment.flags.psh;
    receive_window.keep(*step.profile, fresh, rcv.wnd, ReceiveWindow::Growth::allowed);
    const bool filled_gap = !rcv.out_of_order.empty();
    rcv.nxt = rcv.out_of_order.take_from(text.end);
    delayed_ack.data_arrived(step.now, rtt.rto, rcv.wnd, receive_window.segment_size());
    if (filled_gap) delayed_ack.at_once = true; // RFC 5681 4.2: a gap was filled
    owe_ack(Rule::rfc9293_3_10_7_4_text, step);
    step.input_rule = Rule::rfc9293_3_10_7_4_text;
    step.tell(AppEvent::readable, Rule::rfc9293_3_10_7_4_text);
}

void Connection::process_fin(const Segment& segment, Step& step) {
    if (state_ == State::closed) return;
    if (segment.flags.fin && !rcv.has_fin) {
        rcv.has_fin = true;
        rcv.fin = segment.seq + segment.payload.length;
    }
    if (segment.flags.fin && before(rcv.nxt, rcv.fin)) { // it stands beyond a gap: like data
        delayed_ack.enter_quick(rcv.wnd, receive_window.segment_size());
        delayed_ack.at_once = true;
        owe_ack(Rule::rfc5681_4_2_out_of_order, step);
    }
    if (!rcv.has_fin || rcv.nxt != rcv.fin) return; // not before everything ahead of it is here
    rcv.nxt = rcv.fin + 1;
    step.input_rule = Rule::rfc9293_3_10_7_4_fin;
    owe_ack(Rule::rfc9293_3_10_7_4_fin, step);
    step.tell(AppEvent::peer_closed, Rule::rfc9293_3_10_7_4_fin);
    switch (state_) {
    case State::syn_received:
    case State::established:
        enter(State::close_wait, Rule::rfc9293_3_10_7_4_fin, step);
        delayed_ack.pingpong = true; // Linux expects the program's own close soon
        return;
    case State::fin_wait_1: // our FIN would have been acknowledged by the fifth step
        delayed_ack.at_once = true;
        enter(State::closing, Rule::rfc9293_3_10_7_4_fin, step);
        return;
    case State::fin_wait_2:
        delayed_ack.at_once = true;
        enter_time_wait(Rule::rfc9293_3_10_7_4_fin, step);
        return;
    case State::close_wait:
    case State::closing:
    case State::last_ack:
    case State::time_wait: return;
    case State::closed:
    case State::listen:
    case State::syn_sent: break;
    }
    unreachable();
}

/// What is owed at the end of the input: data first, since it carries the ACK, then the ACK alone.
void Connection::flush(Step& step) {
    if (state_ == State::closed || state_ == State::listen) return;
    output(step);
    if (ack_owed_ == Rule::none) return;
    if (ack_is_due(step))
        send_ack(ack_owed_, step);
    else
        delay_ack(step);
}

} // namespace sim
