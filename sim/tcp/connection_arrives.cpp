// A segment arrives (RFC 9293 3.10.7.4): the eight steps, in the RFC's order.
#include "sim/base/assert.h"
#include "sim/tcp/connection.h"
#include "sim/tcp/refusal.h"

namespace sim {

namespace {

/// Linux takes what ends where the last ACK was sent or later, up to the edge of the window; a FIN
/// may lie on it. Text that goes beyond it is taken whole while nothing waits to be read
/// (tcp_sequence).
bool is_acceptable_to_linux(const Connection& connection, const Segment& segment) {
    const ReceiveSpace& rcv = connection.rcv;
    if (before(segment.seq + sequence_length(segment), rcv.offered_at)) return false;
    const SeqNum edge = rcv.nxt + rcv.open();
    if (!before(edge, segment.seq + segment.payload.length)) return true;
    return rcv.open() != 0 && connection.unread() == 0 && before(segment.seq, edge);
}

/// The four cases of RFC 9293 3.10.7.4, table 6.
bool lies_in_window(const ReceiveSpace& rcv, const Segment& segment) {
    const std::uint32_t seg_len = sequence_length(segment);
    const std::uint32_t open = rcv.open();
    // RCV.NXT =< number < RCV.NXT + RCV.WND
    const auto in_window = [&](SeqNum number) { return distance(rcv.nxt, number) < open; };
    if (seg_len == 0) return open == 0 ? segment.seq == rcv.nxt : in_window(segment.seq);
    if (open == 0) return false;
    return in_window(segment.seq) || in_window(segment.seq + (seg_len - 1));
}

/// What PAWS would drop, but Linux does not: it is a millisecond older than the newest, or only
/// repeats the last ACK and is no older than 1.2 timeouts (tcp_paws_check,
/// tcp_disordered_ack_check).
bool is_let_pass(const Connection& connection, const Segment& segment) {
    const std::uint32_t age = connection.agreed.ts_recent - segment.options.timestamp;
    if (age <= 1) return true;
    const SendSpace& snd = connection.snd;
    const bool repeats = segment.flags.ack && sequence_length(segment) == 0
                         && segment.seq == connection.rcv.nxt && segment.ack == snd.una;
    const std::uint32_t window = std::uint32_t{segment.window} << snd.shift;
    const bool moves_window = before(snd.wl1, segment.seq) || snd.wnd < window || window == 0;
    return repeats && !moves_window && std::chrono::milliseconds{age} <= connection.rtt.rto * 6 / 5;
}

/// Taken note of, and nothing else.
void ignore(Rule rule, Step& step) {
    step.input_rule = rule;
    step.ignore(rule);
}

} // namespace

/// Nothing waits to leave, nothing has left unacknowledged, and no clock has to be asked.
bool Connection::only_listens(const Profile& profile) const {
    return sent.empty() && !snd.is_unsent() && !snd.fin_wanted && !profile.pacing;
}

/// What is owed at the end of the input: data first, since it carries the ACK, then the ACK alone.
inline void Connection::flush(Step& step) {
    if (state_ == State::closed || state_ == State::listen) return;
    if (!only_listens(*step.profile)) output(step);
    if (waits_for_room) make_room(*step.profile);
    if (ack_owed_ == Rule::none) return;
    if (ack_is_due(step))
        send_ack(ack_owed_, step);
    else
        delay_ack(step);
}

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
        if (segment.payload.length != 0) process_text(segment, step);
        if (segment.flags.fin || rcv.has_fin) process_fin(segment, step);
    } else if (is_linux(*step.profile)) {
        return; // it has been answered, and calls for nothing else
    }
    flush(step);
}

bool Connection::is_acceptable(const Segment& segment) const {
    return lies_in_window(rcv, segment);
}

/// RFC 9293 3.5, figure 8: the SYN-ACK of simultaneous open repeats a SYN that has arrived, and
/// acknowledges ours.
bool Connection::completes_simultaneous_open(const Segment& segment) const {
    return state_ == State::syn_received && opening == Opening::active && segment.flags.syn
           && segment.flags.ack && segment.seq == rcv.irs && segment.ack == snd.nxt;
}

/// RFC 7323 5.3, PAWS, for what has an older timestamp than the newest. Out of line, as it is rare.
[[gnu::noinline]] Connection::Verdict Connection::check_age(const Segment& segment, Step& step) {
    const bool by_linux = is_linux(*step.profile);
    if (segment.flags.rst || (by_linux && is_let_pass(*this, segment))) return Verdict::proceed;
    step.input_rule = Rule::rfc7323_5_3_paws;
    const bool is_bare_ack = segment.flags.ack && sequence_length(segment) == 0;
    if (by_linux && is_bare_ack && before(segment.seq, rcv.nxt)) {
        ignore(Rule::linux_old_ack, step);
        return Verdict::done;
    }
    answer_old(segment, Rule::rfc7323_5_3_paws, step);
    return Verdict::done;
}

Connection::Verdict Connection::check_sequence(const Segment& segment, Step& step) {
    if (is_too_old(segment) && check_age(segment, step) == Verdict::done) return Verdict::done;
    const bool by_linux = is_linux(*step.profile) && state_ != State::syn_received;
    const bool acceptable =
        by_linux ? is_acceptable_to_linux(*this, segment) : lies_in_window(rcv, segment);
    if (!acceptable && !completes_simultaneous_open(segment)) {
        answer_unacceptable(segment, step);
        return Verdict::done;
    }
    if (agreed.timestamps && segment.present.timestamps) take_timestamp(segment, *step.profile);
    return Verdict::proceed;
}

/// RFC 7323 4.3 (2): the timestamp that is echoed from now on.
void Connection::take_timestamp(const Segment& segment, const Profile& profile) {
    const bool newest = before_or_equal({agreed.ts_recent}, {segment.options.timestamp});
    const bool of_unsent = segment.flags.ack && before(snd.nxt, segment.ack);
    const bool counts = !of_unsent || !is_linux(profile); // Linux looks at the ACK first
    if (newest && counts && before_or_equal(segment.seq, agreed.last_ack_sent))
        agreed.ts_recent = segment.options.timestamp;
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
    note_duplicate(segment, *step.profile);
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
void Connection::note_duplicate(const Segment& segment, const Profile& profile) {
    if (!agreed.sack || !profile.dsack || state_ == State::time_wait) return;
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

Connection::Verdict Connection::check_reset(const Segment& segment, Step& step) {
    if (!segment.flags.rst) return Verdict::proceed;
    const bool counts = step.profile->any_reset_in_window || is_exact_reset(segment, *step.profile);
    if (!counts) { // RFC 5961 3.2
        step.input_rule = Rule::rfc5961_3_2_challenge_ack;
        answer_invalid(Rule::rfc5961_3_2_challenge_ack, step);
        return Verdict::done;
    }
    if (state_ == State::time_wait && step.profile->rfc1337) {
        ignore(Rule::rfc1337_reset_ignored, step);
        return Verdict::done;
    }
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

} // namespace sim
