// After the program has let go: what Linux keeps of a connection in TIME-WAIT, or in FIN-WAIT-2
// after close(), is too little for the eight steps; and how TIME-WAIT gives way to a new
// connection.
#include "sim/base/assert.h"
#include "sim/tcp/connection.h"
#include "sim/tcp/refusal.h"

namespace sim {

bool Connection::is_detached(const Profile& profile) const {
    if (!profile.detached_time_wait) return false;
    return state_ == State::time_wait || (state_ == State::fin_wait_2 && orphaned);
}

/// Timestamps say that the segment is older than what has arrived (RFC 7323 5.3).
bool Connection::is_too_old(const Segment& segment) const {
    return agreed.timestamps && segment.present.timestamps
           && before({segment.options.timestamp}, {agreed.ts_recent});
}

void Connection::arrives_detached(const Segment& segment, Step& step) {
    if (state_ == State::time_wait)
        arrives_in_time_wait(segment, step);
    else
        arrives_in_fin_wait_2(segment, step);
}

/// What is not the peer's FIN again is an old duplicate, or nothing at all.
void Connection::arrives_in_time_wait(const Segment& segment, Step& step) {
    const bool too_old = is_too_old(segment);
    const bool is_exact = segment.seq == rcv.nxt && !too_old;
    step.input_rule = too_old ? Rule::rfc7323_5_3_paws : Rule::rfc9293_3_10_7_4_time_wait;
    if (segment.flags.rst) return is_exact ? end_detached(step) : step.ignore(step.input_rule);
    const bool restarts = too_old || segment.flags.ack;
    if (restarts) set_timer(TimerKind::time_wait, step.profile->time_wait, step);
    const bool is_bare_ack = sequence_length(segment) == 0;
    if (!is_exact || !is_bare_ack) answer_old(segment, step.input_rule, step);
}

/// FreeBSD has rules of its own for TIME-WAIT (tcp_twcheck()).
void Connection::arrives_in_bsd_time_wait(const Segment& segment, Step& step) {
    step.input_rule = Rule::freebsd_time_wait;
    const bool is_exact = sequence_length(segment) == 0 && !segment.flags.syn
                          && segment.seq == rcv.nxt && segment.ack == snd.nxt;
    if (segment.flags.rst || !segment.flags.ack || is_exact) return step.ignore(step.input_rule);
    const bool fin_again = segment.flags.fin && segment.seq + sequence_length(segment) == rcv.nxt;
    if (fin_again) set_timer(TimerKind::time_wait, step.profile->time_wait, step);
    send_ack(step.input_rule, step);
}

/// An exact reset ends what is left, unless RFC 1337's advice is followed.
void Connection::end_detached(Step& step) {
    if (state_ == State::time_wait && step.profile->rfc1337) {
        step.input_rule = Rule::rfc1337_reset_ignored;
        step.ignore(Rule::rfc1337_reset_ignored);
        return;
    }
    step.input_rule = Rule::rfc9293_3_10_7_4_reset;
    give_up(AppEvent::none, Rule::rfc9293_3_10_7_4_reset, step);
}

/// FIN-WAIT-2 without a program waits for nothing but the peer's FIN.
void Connection::arrives_in_fin_wait_2(const Segment& segment, Step& step) {
    const SeqNum end = segment.seq + sequence_length(segment);
    if (is_too_old(segment) || !is_acceptable(segment)) {
        step.input_rule = Rule::rfc9293_3_10_7_4_unacceptable;
        return segment.flags.rst ? step.ignore(step.input_rule)
                                 : answer_old(segment, step.input_rule, step);
    }
    if (segment.flags.rst) return end_detached(step);
    const bool opens_anew = segment.flags.syn && !before(segment.seq, rcv.nxt);
    const bool brings_something = segment.flags.ack && before(rcv.nxt, end) && end != segment.seq;
    if (!opens_anew && !brings_something) {
        step.input_rule = Rule::rfc9293_3_10_7_4_ack;
        return step.ignore(Rule::rfc9293_3_10_7_4_ack);
    }
    const bool is_fin_alone = segment.flags.fin && end == rcv.nxt + 1;
    if (opens_anew || !is_fin_alone) {
        step.input_rule = Rule::rfc9293_3_6_1_data_after_close;
        step.send(reset_answering(segment), Rule::rfc9293_3_6_1_data_after_close);
        give_up(AppEvent::none, Rule::rfc9293_3_6_1_data_after_close, step);
        return;
    }
    if (agreed.timestamps && segment.present.timestamps)
        agreed.ts_recent = segment.options.timestamp;
    const std::uint32_t window = rcv.open();
    process_fin(segment, step);
    rcv.wnd = window; // as it was: no socket is left that could take the FIN's number off
    rcv.offered_at = rcv.nxt;
    send_ack(ack_owed_, step); // nothing of our own waits to leave
}

/// RFC 9293 3.6.1 (MAY-2) and RFC 6191 2: the SYN can not be an old duplicate.
bool Connection::gives_way_to(const Segment& syn, const Profile& profile) const {
    if (syn.flags.fin && profile.bsd_small_states && profile.drops_syn_fin) return false;
    const bool asks_to_open = syn.flags.syn && !syn.flags.ack && !syn.flags.rst;
    if (state_ != State::time_wait || !asks_to_open || is_too_old(syn)) return false;
    const bool newer = agreed.timestamps && syn.present.timestamps
                       && before({agreed.ts_recent}, {syn.options.timestamp});
    return newer || before(rcv.nxt, syn.seq);
}

/// A connect() may take the ports over at once, where timestamps keep old segments out.
bool Connection::gives_way_to_connect(const Profile& profile) const {
    return agreed.timestamps
           && (state_ == State::time_wait || (is_detached(profile) && state_ == State::fin_wait_2));
}

Predecessor Connection::leave(Step& step) {
    constexpr std::uint32_t beyond_any_window = 65537;
    step.input_rule = Rule::rfc6191_2_time_wait_reused;
    give_up(AppEvent::none, Rule::rfc6191_2_time_wait_reused, step);
    return {.iss = snd.nxt + beyond_any_window,
            .has_timestamp = agreed.timestamps,
            .ts_recent = agreed.ts_recent};
}

} // namespace sim
