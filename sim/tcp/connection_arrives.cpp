// A segment arrives (RFC 9293 3.10.7.4): the eight steps, in the RFC's order.
#include "sim/base/assert.h"
#include "sim/tcp/connection.h"
#include "sim/tcp/refusal.h"

#include <algorithm>

namespace sim {

namespace {

bool is_linux(const Profile& profile) {
    return profile.window == WindowChoice::linux_buffer;
}

/// The segment's bytes end beyond the window.
bool ends_beyond(const ReceiveSpace& rcv, const Segment& segment) {
    const SeqNum end = segment.seq + segment.payload.length;
    return segment.payload.length != 0 && before(rcv.nxt + rcv.open(), end);
}

/// A FIN alone, in its place.
bool is_next_fin(const ReceiveSpace& rcv, const Segment& segment) {
    return segment.flags.fin && segment.payload.length == 0 && segment.seq == rcv.nxt;
}

/// Linux takes a FIN alone whatever the window, and what ends beyond the window whole when nothing
/// waits to be read, else not at all (tcp_sequence).
bool linux_takes(const Connection& connection, const Segment& segment) {
    const ReceiveSpace& rcv = connection.rcv;
    return is_next_fin(rcv, segment)
           || (rcv.open() != 0 && connection.unread() == 0
               && before(segment.seq, rcv.nxt + rcv.open()));
}

} // namespace

void Connection::segment_arrives(const Segment& segment, Step& step) {
    if (state_ == State::closed) return;
    if (state_ == State::syn_sent) {
        arrives_in_syn_sent(segment, step);
        return;
    }
    if (is_detached(*step.profile)) {
        arrives_detached(segment, step);
        return;
    }
    if (state_ == State::time_wait && step.profile->bsd_small_states) {
        arrives_in_bsd_time_wait(segment, step);
        return;
    }
    const bool goes_on = check_sequence(segment, step) == Verdict::proceed
                         && check_reset(segment, step) == Verdict::proceed
                         && check_security(segment, step) == Verdict::proceed
                         && check_syn(segment, step) == Verdict::proceed
                         && check_ack(segment, step) == Verdict::proceed;
    if (goes_on) {
        process_urgent(segment, step);
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

/// RFC 9293 3.5, figure 8: the SYN-ACK of simultaneous open repeats a SYN that has arrived, and
/// acknowledges ours.
bool Connection::completes_simultaneous_open(const Segment& segment) const {
    return state_ == State::syn_received && opening == Opening::active && segment.flags.syn
           && segment.flags.ack && segment.seq == rcv.irs && segment.ack == snd.nxt;
}

Connection::Verdict Connection::check_sequence(const Segment& segment, Step& step) {
    if (is_too_old(segment) && !segment.flags.rst) { // RFC 7323 5.3, PAWS
        step.input_rule = Rule::rfc7323_5_3_paws;
        answer_old(segment, Rule::rfc7323_5_3_paws, step);
        return Verdict::done;
    }
    const bool by_linux =
        is_linux(*step.profile) && (ends_beyond(rcv, segment) || is_next_fin(rcv, segment));
    const bool acceptable = by_linux ? linux_takes(*this, segment) : is_acceptable(segment);
    if (!acceptable && !completes_simultaneous_open(segment)) {
        answer_unacceptable(segment, step);
        return Verdict::done;
    }
    const bool newest = before_or_equal({agreed.ts_recent}, {segment.options.timestamp});
    const bool of_unsent = segment.flags.ack && before(snd.nxt, segment.ack);
    const bool counts = !of_unsent || !is_linux(*step.profile); // Linux looks at the ACK first
    if (agreed.timestamps && segment.present.timestamps && newest && counts
        && before_or_equal(segment.seq, agreed.last_ack_sent)) // RFC 7323 4.3 (2)
        agreed.ts_recent = segment.options.timestamp;
    return Verdict::proceed;
}

void Connection::answer_unacceptable(const Segment& segment, Step& step) {
    constexpr Rule rule = Rule::rfc9293_3_10_7_4_unacceptable;
    const bool syn_again = step.profile->syn_ack_again && state_ == State::syn_received
                           && opening == Opening::passive && segment.flags.syn && !segment.flags.ack
                           && segment.seq == rcv.irs;
    step.input_rule = rule;
    if (syn_again) {
        step.input_rule = Rule::linux_syn_again;
        if (!may_answer_invalid(step)) return step.ignore(Rule::linux_invalid_ratelimit);
        send_syn(Rule::linux_syn_again, step);
        set_timer(TimerKind::retransmit, rtt.rto, step);
    } else if (segment.flags.rst) {
        if (is_exact_reset(segment, *step.profile))
            check_reset(segment, step);
        else
            step.ignore(rule);
    } else {
        if (state_ == State::time_wait && segment.flags.fin) // the eighth step's: restart 2 MSL
            set_timer(TimerKind::time_wait, step.profile->time_wait, step);
        answer_old(segment, rule, step);
    }
}

/// Data and FINs that have arrived before are answered each time: they can not be part of a loop.
void Connection::answer_old(const Segment& segment, Rule rule, Step& step) {
    note_duplicate(segment);
    const bool repeats = sequence_length(segment) != 0 && before(segment.seq, rcv.nxt);
    if (repeats) delayed_ack.enter_quick(rcv.wnd, receive_window.segment_size());
    if (sequence_length(segment) != 0 && !segment.flags.syn)
        send_ack(rule, step);
    else
        answer_invalid(rule, step);
}

/// The answer is due unless one was given a moment ago: two ends must not answer each other without
/// end (RFC 5961 7).
bool Connection::may_answer_invalid(const Step& step) {
    const Duration least = step.profile->invalid_ratelimit;
    if (invalid_answered != never && step.now - invalid_answered < least) return false;
    invalid_answered = step.now;
    return true;
}

/// <SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK>: tells the sender of a segment what is expected.
void Connection::answer_invalid(Rule rule, Step& step) {
    if (!may_answer_invalid(step)) return step.ignore(Rule::linux_invalid_ratelimit);
    send_ack(rule, step);
}

/// What of the segment had arrived before (RFC 2883 4); TIME-WAIT and most SYNs are answered
/// plainly.
void Connection::note_duplicate(const Segment& segment) {
    if (!agreed.sack || state_ == State::time_wait) return;
    if (segment.flags.syn && !completes_simultaneous_open(segment)) return;
    if (!before(segment.seq, rcv.nxt)) return;
    const SeqNum end = segment.seq + sequence_length(segment);
    rcv.duplicate = {.first = segment.seq, .end = before(end, rcv.nxt) ? end : rcv.nxt};
}

/// RFC 5961 3.2: only the number that is expected next counts; Linux takes two more.
bool Connection::is_exact_reset(const Segment& segment, const Profile& profile) const {
    if (segment.seq == rcv.nxt) return true;
    if (!profile.lenient_reset) return false;
    const bool fin_taken =
        state_ == State::close_wait || state_ == State::closing || state_ == State::last_ack;
    if (fin_taken) return segment.seq + 1 == rcv.nxt;
    return agreed.sack && !rcv.out_of_order.empty()
           && segment.seq == rcv.out_of_order.ranges().back().end;
}

/// Taken note of, and nothing else.
Connection::Verdict Connection::ignored(Rule rule, Step& step) {
    step.input_rule = rule;
    step.ignore(rule);
    return Verdict::done;
}

Connection::Verdict Connection::check_reset(const Segment& segment, Step& step) {
    if (!segment.flags.rst) return Verdict::proceed;
    const bool counts = step.profile->any_reset_in_window || is_exact_reset(segment, *step.profile);
    if (!counts) { // RFC 5961 3.2
        step.input_rule = Rule::rfc5961_3_2_challenge_ack;
        answer_invalid(Rule::rfc5961_3_2_challenge_ack, step);
        return Verdict::done;
    }
    if (state_ == State::time_wait && step.profile->rfc1337)
        return ignored(Rule::rfc1337_reset_ignored, step);
    if (state_ == State::syn_received && opening == Opening::passive) {
        step.input_rule = Rule::rfc9293_3_10_7_4_reset_to_listen;
        forget_everything_sent();
        enter(State::listen, Rule::rfc9293_3_10_7_4_reset_to_listen, step);
        return Verdict::done;
    }
    step.input_rule = Rule::rfc9293_3_10_7_4_reset;
    give_up(news_of_reset(*step.profile), Rule::rfc9293_3_10_7_4_reset, step);
    return Verdict::done;
}

/// What the program is told when a reset is taken.
AppEvent Connection::news_of_reset(const Profile& profile) const {
    if (profile.bsd_small_states)
        return state_ == State::syn_received ? AppEvent::refused : AppEvent::reset;
    if (profile.linux_reset_errors)
        return state_ == State::close_wait ? AppEvent::broken_pipe : AppEvent::reset;
    switch (state_) {
    case State::syn_received: return AppEvent::refused;
    case State::established:
    case State::fin_wait_1:
    case State::fin_wait_2:
    case State::close_wait: return AppEvent::reset;
    case State::closing:
    case State::last_ack:
    case State::time_wait: return AppEvent::none; // both halves have been closed already
    case State::closed:
    case State::listen:
    case State::syn_sent: break;
    }
    unreachable();
}

/// No security compartments: every segment passes (RFC 9293 appendix A.1).
Connection::Verdict Connection::check_security(const Segment&, Step&) {
    return Verdict::proceed;
}

Connection::Verdict Connection::check_syn(const Segment& segment, Step& step) {
    if (!segment.flags.syn || completes_simultaneous_open(segment)) return Verdict::proceed;
    if (state_ == State::syn_received && opening == Opening::passive) {
        const bool ack_first = step.profile->embryonic_reset; // Linux looks at it before the SYN
        if (ack_first && segment.flags.ack && segment.ack != snd.nxt) return Verdict::proceed;
        back_to_listen(segment, step);
        return Verdict::done;
    }
    if (step.profile->syn_in_window_resets && is_acceptable(segment)) {
        step.input_rule = Rule::rfc793_syn_in_window;
        send_abort(Rule::rfc793_syn_in_window, step);
        give_up(AppEvent::reset, Rule::rfc793_syn_in_window, step);
        return Verdict::done;
    }
    step.input_rule = Rule::rfc5961_4_2_challenge_ack;
    answer_invalid(Rule::rfc5961_4_2_challenge_ack, step);
    return Verdict::done;
}

/// A SYN of another number than the one that is being answered. Linux tells its sender so
/// (tcp_check_req, embryonic reset).
void Connection::back_to_listen(const Segment& syn, Step& step) {
    const bool resets = step.profile->embryonic_reset;
    const Rule rule = resets ? Rule::linux_embryonic_reset : Rule::rfc9293_3_10_7_4_syn_to_listen;
    step.input_rule = rule;
    if (resets) step.send(reset_answering(syn), rule);
    forget_everything_sent();
    enter(State::listen, rule, step);
}

Connection::Verdict Connection::check_ack(const Segment& segment, Step& step) {
    if (!segment.flags.ack) {
        step.input_rule = Rule::rfc9293_3_10_7_4_no_ack;
        step.ignore(Rule::rfc9293_3_10_7_4_no_ack);
        return Verdict::done;
    }
    if (state_ == State::syn_received) return check_ack_in_syn_received(segment, step);
    if (check_ack_range(segment, step) == Verdict::done) return Verdict::done;
    heard_at = step.now;
    keep_alives = 0;
    if (state_ == State::time_wait) { // the peer's FIN again would have been old: the first step's
        step.input_rule = Rule::rfc9293_3_10_7_4_after_fin;
        return Verdict::done;
    }
    acknowledge(segment, step);
    return advance_closing_states(step);
}

namespace {

bool takes_text(State state) {
    return state == State::established || state == State::fin_wait_1 || state == State::fin_wait_2;
}

/// The segment's text, but for what lies beyond the window; Linux takes that as well.
SeqRange text_of(const Segment& segment, const ReceiveSpace& rcv, const Profile& profile) {
    SeqRange text{.first = segment.seq, .end = segment.seq + segment.payload.length};
    if (before(rcv.nxt + rcv.open(), text.end) && !is_linux(profile))
        text.end = rcv.nxt + rcv.open();
    return text;
}

void note_size(DelayedAck& delayed_ack, std::uint32_t fresh, std::uint32_t segment_size,
               bool is_pushed) {
    const bool is_small = fresh < segment_size;
    delayed_ack.small_again = delayed_ack.small_segment && is_small;
    delayed_ack.small_segment = delayed_ack.small_segment || is_small || is_pushed;
}

ReceiveWindow::Place place_in_gap(bool sack) {
    return sack ? ReceiveWindow::Place::beyond_gap : ReceiveWindow::Place::untold_gap;
}

} // namespace

void Connection::process_text(const Segment& segment, Step& step) {
    if (segment.payload.length == 0 || !takes_text(state_)) return;
    const bool is_new = before(rcv.nxt, segment.seq + segment.payload.length);
    const bool is_closed = orphaned || (reads_no_more && state_ != State::established);
    if (is_closed && is_new) { // RFC 9293 3.6.1: nobody is left to read this
        step.input_rule = Rule::rfc9293_3_6_1_data_after_close;
        send_reset(segment.ack, Rule::rfc9293_3_6_1_data_after_close, step);
        give_up(orphaned ? AppEvent::none : AppEvent::reset, Rule::rfc9293_3_6_1_data_after_close,
                step);
        return;
    }
    take_congestion_answer(segment);
    if (is_linux(*step.profile)) time_echo(segment, step);
    const SeqRange text = text_of(segment, rcv, *step.profile);
    if (before_or_equal(text.end, rcv.nxt)) { // all of it again
        note_duplicate(segment);
        delayed_ack.enter_quick(rcv.wnd, receive_window.segment_size());
        owe_ack(Rule::rfc9293_3_10_7_4_text, step);
        return;
    }
    take_congestion_mark(segment);
    if (before(rcv.nxt, text.first)) return keep_beyond_gap(text, step);
    const std::uint32_t fresh = distance(rcv.nxt, text.end);
    note_size(delayed_ack, fresh, receive_window.segment_size(), segment.flags.psh);
    note_part_again(segment, text, *step.profile);
    const bool filled_gap = !rcv.out_of_order.empty();
    const SeqNum next = rcv.out_of_order.take_from(text.end);
    const bool counts_late = step.profile->window == WindowChoice::bsd_buffer;
    const bool grown =
        receive_window.keep(*step.profile, counts_late ? distance(rcv.nxt, next) : fresh, rcv.wnd,
                            ReceiveWindow::Place::in_turn);
    rcv.nxt = next;
    if (is_linux(*step.profile)) tuning.arrived(rcv.nxt, rcv.nxt + rcv.wnd, step.now);
    delayed_ack.data_arrived(step.now, rtt.rto, rcv.wnd, receive_window.segment_size());
    if (grown) delayed_ack.quick |= 1U; // the sender should hear of it (tcp_grow_window)
    if (filled_gap && (rcv.out_of_order.empty() || !is_linux(*step.profile)))
        delayed_ack.at_once = true; // RFC 5681 4.2: a gap was filled
    owe_ack(Rule::rfc9293_3_10_7_4_text, step);
    step.input_rule = segment.ecn == Ecn::ce && ecn.echoes ? Rule::rfc3168_6_1_3_echo
                                                           : Rule::rfc9293_3_10_7_4_text;
    step.tell(AppEvent::readable, Rule::rfc9293_3_10_7_4_text);
}

/// Part of what is new had arrived before: at its front, or else in what was kept (RFC 2883 4.1).
void Connection::note_part_again(const Segment& segment, SeqRange text, const Profile& profile) {
    if (!agreed.sack || !profile.dsack) return;
    if (before(segment.seq, rcv.nxt))
        note_duplicate(segment);
    else
        rcv.duplicate = rcv.out_of_order.overlap(text);
    if (profile.bsd_small_states && length(rcv.duplicate) != 0) delayed_ack.at_once = true;
}

/// It is kept until the gap is filled, and a duplicate ACK tells what is missing (RFC 5681 4.2).
void Connection::keep_beyond_gap(SeqRange text, Step& step) {
    const Profile& profile = *step.profile;
    // FreeBSD's reassembly queue is no part of the buffer.
    const bool grown =
        profile.window != WindowChoice::bsd_buffer
        && receive_window.keep(profile, length(text), rcv.wnd, place_in_gap(agreed.sack));
    delayed_ack.quick |= static_cast<std::uint32_t>(grown);
    if (agreed.sack && profile.dsack) rcv.duplicate = rcv.out_of_order.overlap(text); // RFC 2883 4
    if (delayed_ack.compressed != 0 && !extends_recent(text))
        send_ack(Rule::linux_sack_compression, step); // else its blocks would leave no room
    rcv.out_of_order.add(text);
    if (is_linux(profile))
        grow_buffer(tuning.space, step);
    else
        delayed_ack.at_once = true;
    owe_ack(Rule::rfc5681_4_2_out_of_order, step);
}

/// The text continues one of the two ranges that changed last.
bool Connection::extends_recent(SeqRange text) const {
    constexpr std::size_t recent = 2; // TCP_SACK_BLOCKS_EXPECTED
    const std::vector<SeqRange>& ranges = rcv.out_of_order.newest_first();
    if (ranges.size() < recent) return true;
    return std::any_of(ranges.begin(), ranges.begin() + recent, [text](SeqRange held) {
        return before_or_equal(text.first, held.end) && before_or_equal(held.first, text.end);
    });
}

/// A full segment that answers a timestamp of ours tells the receiver a round trip time.
void Connection::time_echo(const Segment& segment, const Step& step) {
    if (!agreed.timestamps || !segment.present.timestamps) return;
    if (segment.payload.length < receive_window.segment_size()) return;
    const std::uint32_t echo = segment.options.timestamp_echo;
    tuning.echoed(echo, std::chrono::milliseconds{timestamp_now(step) - echo}, unread() == 0);
}

/// So many bytes a round trip call for a larger buffer, and what lies beyond a gap for more.
void Connection::grow_buffer(std::uint32_t bytes, const Step& step) {
    std::uint64_t window = window_wanted(bytes, tuning.space, tuning.rtt);
    tuning.space = bytes;
    if (options.receive_buffer != 0) return;
    if (!rcv.out_of_order.empty())
        window += distance(rcv.nxt, rcv.out_of_order.ranges().back().end);
    receive_window.expand(window, *step.profile);
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
    if (is_linux(*step.profile)) {
        if (rcv.open() == 0) delayed_ack.at_once = true; // no memory is left for it
        rcv.duplicate = {};                              // tcp_fin() has done with SACK
    }
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
        if (step.profile->fin_again_in_closing && !sent.empty())
            send_again(sent.size() - 1, Resending::probe, Rule::freebsd_fin_again, step);
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
