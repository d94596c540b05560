// The seventh and eighth step of RFC 9293 3.10.7.4: the segment's text, and its FIN.
#include "sim/base/assert.h"
#include "sim/tcp/connection.h"

namespace sim {

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

void note_size(DelayedAck& delayed_ack, const ReceiveWindow& window, const Segment& segment,
               std::uint32_t fresh) {
    if (window.is_second_of_size(segment)) return;
    const bool is_small = fresh < window.segment_size();
    const bool is_pushed = segment.flags.psh;
    delayed_ack.small_again = delayed_ack.small_segment && is_small;
    delayed_ack.small_segment = delayed_ack.small_segment || is_small || is_pushed;
}

/// What of it was kept already came twice; what came twice before and is not told yet stays.
void note_twice(SeqRange text, ReceiveSpace& rcv) {
    const SeqRange twice = rcv.out_of_order.overlap(text);
    if (length(twice) != 0) rcv.duplicate = twice;
}

ReceiveWindow::Place place_in_gap(bool sack) {
    return sack ? ReceiveWindow::Place::beyond_gap : ReceiveWindow::Place::untold_gap;
}

/// RFC 5681 4.2: a gap was filled. Linux waits until it was the last one, and for a FIN not at all
/// (tcp_fin).
bool is_told_at_once(const Segment& segment, const ReceiveSpace& rcv, const Profile& profile) {
    return !is_linux(profile) || (rcv.out_of_order.empty() && !segment.flags.fin);
}

Rule rule_of_text(const Segment& segment, bool echoes) {
    return segment.ecn == Ecn::ce && echoes ? Rule::rfc3168_6_1_3_echo
                                            : Rule::rfc9293_3_10_7_4_text;
}

/// The text continues one of the two ranges that changed last.
bool extends_recent(SeqRange text, const Reassembly& out_of_order) {
    constexpr std::size_t recent = 2; // TCP_SACK_BLOCKS_EXPECTED
    const std::vector<SeqRange>& ranges = out_of_order.newest_first();
    if (ranges.size() < recent) return true;
    return std::any_of(ranges.begin(), ranges.begin() + recent, [text](SeqRange held) {
        return before_or_equal(text.first, held.end) && before_or_equal(held.first, text.end);
    });
}

/// What came twice and is not told yet is forgotten, but on Linux' fast path, which no flag of ECN
/// takes (tcp_data_queue).
void forget_duplicate(const Flags& flags, State state, ReceiveSpace& rcv) {
    const bool is_fast =
        state == State::established && rcv.out_of_order.empty() && !flags.cwr && !flags.ece;
    if (!is_fast) rcv.duplicate = {};
}

/// The peer has closed, and its text goes on across its FIN: Linux resets it
/// (tcp_rcv_state_process).
bool contradicts_fin(const Segment& segment, const Connection& connection, const Profile& profile) {
    const State state = connection.state();
    const bool has_closed =
        state == State::close_wait || state == State::closing || state == State::last_ack;
    return has_closed && is_linux(profile) && before(segment.seq, connection.rcv.nxt);
}

} // namespace

/// True where it is passed over; new text that nobody is left to read resets the connection.
inline bool Connection::refuses_text(const Segment& segment, Step& step) {
    const bool takes = takes_text(state_);
    if (!takes && !contradicts_fin(segment, *this, *step.profile)) return true;
    const bool is_closed = !takes || orphaned || (reads_no_more && state_ != State::established);
    if (!is_closed || !before(rcv.nxt, segment.seq + segment.payload.length)) return !takes;
    step.input_rule = Rule::rfc9293_3_6_1_data_after_close;
    send_reset(segment.ack, Rule::rfc9293_3_6_1_data_after_close, step);
    give_up(orphaned ? AppEvent::none : news_of_reset(*step.profile),
            Rule::rfc9293_3_6_1_data_after_close, step);
    return true;
}

void Connection::process_text(const Segment& segment, Step& step) {
    if (refuses_text(segment, step)) return;
    if (is_linux(*step.profile)) forget_duplicate(segment.flags, state_, rcv);
    take_congestion_answer(segment);
    if (is_linux(*step.profile)) time_echo(segment, step);
    const SeqRange text = text_of(segment, rcv, *step.profile);
    if (before_or_equal(text.end, rcv.nxt)) return take_again(segment, step);
    if (before(rcv.nxt, text.first)) return keep_beyond_gap(segment, text, step);
    const std::uint32_t fresh = distance(rcv.nxt, text.end);
    note_size(delayed_ack, receive_window, segment, fresh);
    note_part_again(segment, text, *step.profile);
    const bool filled_gap = !rcv.out_of_order.empty();
    const bool grown = filled_gap ? keep_up_to_gap(segment, text, *step.profile)
                                  : keep_next(segment, text.end, fresh, *step.profile);
    if (is_linux(*step.profile)) {
        tuning.arrived(rcv.nxt, rcv.nxt + rcv.wnd, step.now);
        delayed_ack.data_arrived(step.now, rcv.wnd, receive_window.segment_size(),
                                 {.rto = rtt.rto, .tick = tick_of(step.profile->timer_hz)});
    }
    take_congestion_mark(segment, *step.profile);
    if (grown) delayed_ack.quick |= 1U; // the sender should hear of it (tcp_grow_window)
    if (filled_gap && is_told_at_once(segment, rcv, *step.profile)) delayed_ack.at_once = true;
    owe_ack(Rule::rfc9293_3_10_7_4_text, step);
    step.input_rule = rule_of_text(segment, ecn.echoes);
    step.tell(AppEvent::readable, Rule::rfc9293_3_10_7_4_text);
}

/// The next `fresh` bytes, up to `end`; true when more may be offered from now on.
inline bool Connection::keep_next(const Segment& segment, SeqNum end, std::uint32_t fresh,
                                  const Profile& profile) {
    rcv.nxt = end;
    return receive_window.keep(profile, segment, fresh, rcv.wnd, ReceiveWindow::Place::in_turn);
}

/// The next bytes, and those behind them that were kept already; FreeBSD counts these only now.
bool Connection::keep_up_to_gap(const Segment& segment, SeqRange text, const Profile& profile) {
    const SeqNum first = rcv.nxt;
    const std::uint32_t kept_before = rcv.out_of_order.bytes_in({first, text.end});
    const SeqNum next = take_those_behind(text.end);
    const bool counts_late = profile.window == WindowChoice::bsd_buffer;
    const bool grown = keep_next(
        segment, next,
        counts_late ? distance(first, next) : distance(first, text.end) - kept_before, profile);
    receive_window.close_gap(profile, next);
    return grown;
}

/// All of it has arrived before.
void Connection::take_again(const Segment& segment, Step& step) {
    note_duplicate(segment, *step.profile);
    delayed_ack.enter_quick(rcv.wnd, receive_window.segment_size());
    owe_ack(Rule::rfc9293_3_10_7_4_text, step);
}

/// What follows `end` without a gap is in order now, but for a FIN's number; returns where that
/// ends.
SeqNum Connection::take_those_behind(SeqNum end) {
    const SeqRange last = rcv.out_of_order.ranges().back();
    const SeqNum next = rcv.out_of_order.take_from(end);
    if (!rcv.has_fin || !before(rcv.fin, next)) return next;
    // Where the program has closed, Linux answers a FIN before it takes the blocks off (tcp_fin()).
    if (agreed.sack && state_ != State::established) rcv.duplicate = last;
    return rcv.fin;
}

/// Part of what is new had arrived before: at its front, or else in what was kept (RFC 2883 4.1).
void Connection::note_part_again(const Segment& segment, SeqRange text, const Profile& profile) {
    if (!agreed.sack || !profile.dsack) return;
    if (before(segment.seq, rcv.nxt))
        note_duplicate(segment, profile);
    else
        note_twice(text, rcv);
    if (profile.bsd_small_states && length(rcv.duplicate) != 0) delayed_ack.at_once = true;
}

/// It is kept until the gap is filled, and a duplicate ACK tells what is missing (RFC 5681 4.2).
/// Linux keeps a FIN's number like a byte.
void Connection::keep_beyond_gap(const Segment& segment, SeqRange text, Step& step) {
    const Profile& profile = *step.profile;
    take_congestion_mark(segment, profile);
    const SeqRange whole{.first = text.first,
                         .end = segment.flags.fin && is_linux(profile) ? text.end + 1 : text.end};
    // FreeBSD's reassembly queue is no part of the buffer. What is there already is not kept twice.
    const std::uint32_t fresh = length(text) - rcv.out_of_order.bytes_in(text);
    const bool grown =
        profile.window != WindowChoice::bsd_buffer && fresh != 0
        && receive_window.keep(profile, segment, fresh, rcv.wnd, place_in_gap(agreed.sack));
    delayed_ack.quick |= static_cast<std::uint32_t>(grown);
    if (agreed.sack && profile.dsack) note_twice(whole, rcv); // RFC 2883 4
    if (delayed_ack.compressed != 0 && !extends_recent(whole, rcv.out_of_order))
        send_ack(Rule::linux_sack_compression, step); // else its blocks would leave no room
    rcv.out_of_order.add(whole);
    if (is_linux(profile))
        grow_buffer(tuning.space, step);
    else
        delayed_ack.at_once = true;
    owe_ack(Rule::rfc5681_4_2_out_of_order, step);
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

/// It costs nothing where it moves into the buffer of the bytes ahead of it (tcp_try_coalesce), and
/// lets the window grow.
void Connection::keep_fin_beyond_gap(const Segment& segment, Step& step) {
    const std::vector<SeqRange>& held = rcv.out_of_order.ranges();
    if (agreed.sack && !held.empty() && held.back().end == rcv.fin)
        delayed_ack.quick |= static_cast<std::uint32_t>(receive_window.grow_by_fin(*step.profile));
    keep_beyond_gap(segment, {.first = rcv.fin, .end = rcv.fin}, step);
}

/// Like data: a duplicate ACK tells that something ahead of it is missing.
void Connection::note_fin_beyond_gap(const Segment& segment, Step& step) {
    if (is_linux(*step.profile)) {
        if (segment.payload.length == 0) keep_fin_beyond_gap(segment, step);
        return;
    }
    delayed_ack.enter_quick(rcv.wnd, receive_window.segment_size());
    delayed_ack.at_once = true;
    owe_ack(Rule::rfc5681_4_2_out_of_order, step);
}

void Connection::process_fin(const Segment& segment, Step& step) {
    if (state_ == State::closed) return;
    if (fin_is_taken()) {
        const bool again = sequence_length(segment) != 0 && before(segment.seq, rcv.nxt);
        if (again && is_linux(*step.profile)) take_again(segment, step);
        return;
    }
    if (segment.payload.length == 0 && segment.flags.fin && is_linux(*step.profile)
        && refuses_text(segment, step))
        return; // it tells of text that is still to come
    if (segment.flags.fin && !rcv.has_fin) {
        rcv.has_fin = true;
        rcv.fin = segment.seq + segment.payload.length;
    }
    if (segment.flags.fin && before(rcv.nxt, rcv.fin)) note_fin_beyond_gap(segment, step);
    if (rcv.has_fin && rcv.nxt == rcv.fin) take_fin(segment, step); // all ahead of it is here
}

/// The eighth step of RFC 9293 3.10.7.4. `segment` has brought it, or filled the gap ahead of it.
void Connection::take_fin(const Segment& segment, Step& step) {
    if (is_linux(*step.profile)) {
        if (rcv.open() == 0) delayed_ack.at_once = true;      // no memory is left for it
        if (state_ == State::established) rcv.duplicate = {}; // tcp_fin() has done with SACK
    }
    if (segment.flags.fin && segment.payload.length == 0)
        receive_window.keep_fin(*step.profile, segment);
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

} // namespace sim
