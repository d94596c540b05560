// The fifth step of RFC 9293 3.10.7.4: check the ACK field.
#include "sim/tcp/connection.h"

#include <algorithm>

namespace sim {

namespace {

/// RFC 5681 2: a duplicate ACK acknowledges nothing, carries nothing and moves no window.
bool is_duplicate(const AckNews& news) {
    return !news.advances && !news.carries_data && !news.updates_window && news.acked == 0;
}

/// An ACK that may speak of a loss, or comes while one is being dealt with (Linux
/// tcp_ack_is_dubious).
bool is_dubious(const AckNews& news, CongestionPhase phase) {
    return phase != CongestionPhase::open || is_duplicate(news) || news.sacks
           || news.tells_duplicate || news.tells_congestion;
}

} // namespace

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
    const bool forgets =
        opening == Opening::passive && step.profile->window == WindowChoice::linux_buffer;
    snd.max_wnd = forgets ? snd.wnd : std::max(snd.max_wnd, snd.wnd);
    snd.wl1 = segment.seq;
    snd.wl2 = segment.ack;
    const AckNews news = take_handshake_ack(segment.ack);
    if (syn_transmissions_ > 1) rtt.start_after_lost_syn(*step.profile);
    if (segment.flags.syn) { // simultaneous open: the peer's SYN has come twice
        note_duplicate(segment, *step.profile);
        owe_ack(Rule::rfc9293_3_10_7_4_ack_of_syn, step);
        delayed_ack.at_once = true;
    }
    become_established(Rule::rfc9293_3_10_7_4_ack_of_syn, step);
    take_text_kept(step);
    sample_round_trip(segment, news, step);
    return Verdict::proceed;
}

/// What came on the peer's SYN can be read now.
void Connection::take_text_kept(Step& step) {
    const SeqNum next = rcv.out_of_order.take_from(rcv.nxt);
    if (next == rcv.nxt) return;
    if (step.profile->window == WindowChoice::bsd_buffer)
        receive_window.count(distance(rcv.nxt, next));
    rcv.nxt = next;
    owe_ack(Rule::rfc9293_3_10_7_4_text, step);
    step.tell(AppEvent::readable, Rule::rfc9293_3_10_7_4_text);
}

/// Our SYN is acknowledged.
AckNews Connection::take_handshake_ack(SeqNum ack) {
    AckNews news{.una_before = snd.iss};
    sent.acknowledge(ack, [&](const SentSegment& segment) {
        if (news.acked++ == 0) news.first_sent_at = segment.sent_at;
        news.last_sent_at = segment.sent_at;
        news.resent_acked = news.resent_acked || segment.transmissions > 1;
    });
    return news;
}

/// RFC 5961 5.2: SND.UNA - MAX.SND.WND =< SEG.ACK =< SND.NXT, whatever the state.
Connection::Verdict Connection::check_ack_range(const Segment& segment, Step& step) {
    take_probed_byte(segment, step);
    const bool of_unsent = before(snd.nxt, segment.ack);
    if (!of_unsent && !before(segment.ack, snd.una - snd.max_wnd)) return Verdict::proceed;
    step.input_rule =
        of_unsent ? Rule::rfc9293_3_10_7_4_ack_of_unsent : Rule::rfc5961_5_2_ack_too_old;
    answer_invalid(step.input_rule, step);
    return Verdict::done;
}

/// The ACK of a peer that alone sends: there is nothing it could acknowledge, and it tells no more
/// than its window.
bool Connection::tells_of_nothing_sent(const Segment& segment) const {
    return sent.empty() && segment.ack == snd.una && segment.options.sack_count == 0
           && !recovery.probe.out;
}

/// SND.WND follows the newest segment (RFC 9293 3.10.7.4, fifth, ESTABLISHED). Linux lets an older
/// window stand when one of the same segment is smaller, but for none at all. True when the ACK is
/// no duplicate for what it tells.
inline bool Connection::update_window(const Segment& segment, Acks what, const Step& step) {
    const std::uint32_t window = std::uint32_t{segment.window} << snd.shift;
    const bool moves = snd.wnd != window;
    const bool same = snd.wl1 == segment.seq;
    const bool by_linux = is_linux(*step.profile);
    const bool newer =
        before(snd.wl1, segment.seq)
        || (by_linux ? what == Acks::new_data || (same && (snd.wnd < window || window == 0))
                     : same && before_or_equal(snd.wl2, segment.ack));
    if (!newer) return false;
    if (moves && snd.is_unsent()) restart_after_idle(step);
    if (by_linux && moves && segment.payload.length != 0)
        rcv.duplicate = {}; // as for all that leaves the fast path
    snd.wnd = window;
    snd.max_wnd = std::max(snd.max_wnd, window);
    snd.wl1 = segment.seq;
    snd.wl2 = segment.ack;
    return by_linux || moves;
}

void Connection::acknowledge(const Segment& segment, Step& step) {
    AckNews news{.una_before = snd.una,
                 .advances = before(snd.una, segment.ack),
                 .carries_data = sequence_length(segment) != 0,
                 .was_full = sent.in_flight() >= congestion.cwnd,
                 .tells_congestion = ecn.agreed && segment.flags.ece,
                 .highest_before = highest_sacked(),
                 .lowest_late = snd.nxt};
    if (before(segment.ack, snd.una)) return take_old_ack(segment, news, step);
    const bool any_out = !sent.empty();
    news.updates_window =
        update_window(segment, news.advances ? Acks::new_data : Acks::nothing_new, step);
    snd.una = segment.ack;
    if (segment.options.sack_count != 0 && agreed.sack) take_sack(segment, news, step);
    if (news.advances) {
        if (before(snd.up, snd.una)) snd.up = snd.una; // what was urgent has arrived
        attempts.in_a_row = 0;
        attempts.since = never;
    }
    if (any_out)
        take_acknowledged(segment, news, step);
    else if (news.tells_duplicate)
        judge_ack(segment, news, step);
    if (!any_out && recovery.probe.out) answer_probe(segment, news, step);
    if (news.advances) step.tell(AppEvent::writable, Rule::rfc9293_3_10_7_4_ack);
    if (sent.empty() && snd.awaits_window(is_linux(*step.profile))) window_has_moved(step);
}

/// It was overtaken by a later one; its SACK blocks may be news all the same.
void Connection::take_old_ack(const Segment& segment, AckNews& news, Step& step) {
    if (segment.options.sack_count == 0 || !agreed.sack) return;
    take_sack(segment, news, step);
    judge_ack(segment, news, step);
    repair(news.resend, step);
}

/// What the ACK takes from the queue, and what it means for recovery, cwnd and timers, in the order
/// in which Linux asks (tcp_ack).
void Connection::take_acknowledged(const Segment& segment, AckNews& news, Step& step) {
    take_from_queue(segment, news, step);
    const Duration newest = sample_round_trip(segment, news, step);
    const bool timely = newest >= Duration{0};
    if (news.acked != 0) {
        news.restarts_timer = true;
        if (!agreed.sack)
            news.original_arrived &= !news.resent_acked;
        else if (before(news.lowest_late, news.highest_before))
            note_reordering(news.lowest_late, *step.profile);
    } else if (timely && !sent.empty() && news.first_sacked_at != never
               && news.first_sacked_at < sent.front().sent_at) {
        news.restarts_timer =
            true; // it was sent again since: the timeout must not move on for ever
    }
    if (timely) {
        const bool slow_start = congestion.in_slow_start();
        control.measured(congestion, round_trip(newest, step));
        if (slow_start && !congestion.in_slow_start()) step.input_rule = Rule::linux_hystart;
    }
    if (news.newest_sent_at != Time{}) recovery.rack.adapt(news.newest_sent_at, step.now);
    if (recovery.probe.out) answer_probe(segment, news, step);
    if (is_dubious(news, congestion.phase)) {
        const bool counts = is_duplicate(news) && !news.tells_duplicate;
        news.duplicates = static_cast<std::uint32_t>(counts);
        judge_ack(segment, news, step);
    }
    if (news.restarts_timer) restart_retransmit(step);
    govern(news, step);
    pacing.rate = reckon_pacing_rate(*step.profile);
    repair(news.resend, step);
}

namespace {

/// When a segment left that was sent once and is told of for the first time.
void note_when_sent(const SentSegment& one, SeqNum recover, AckNews& news) {
    if (one.transmissions > 1) {
        news.resent_acked = true;
        return;
    }
    if (one.sacked) return;
    if (news.first_sent_at == never) {
        news.first_sent_at = one.sent_at;
        if (before(one.first, news.lowest_late)) news.lowest_late = one.first;
    }
    news.last_sent_at = one.sent_at;
    if (!before(recover, one.end)) news.original_arrived = true;
}

} // namespace

/// Takes what is acknowledged from the queue and notes when it was sent.
void Connection::take_from_queue(const Segment& segment, AckNews& news, const Step& step) {
    const Duration least{rtt.least};
    sent.acknowledge(snd.una, [&](const SentSegment& one) {
        ++news.acked;
        note_when_sent(one, congestion.recover, news);
        if (one.sacked || !agreed.sack) return;
        ++news.delivered;
        news.newest_sent_at = std::max(news.newest_sent_at, one.sent_at);
        if (one.transmissions == 1 || !echoes_before(segment, timestamp_at(one.sent_at)))
            recovery.rack.arrived(one, step.now, least);
    });
    if (!recovery.board.empty()) recovery.board.advance(snd.una);
    if (agreed.sack || news.acked == 0) return;
    const std::uint32_t held = sent.duplicates(); // one ACK filled the hole, the rest were told of
    news.delivered += held < news.acked ? news.acked - held : 1;
    set_duplicates(held > news.acked - 1 ? held - (news.acked - 1) : 0, news.acked, *step.profile);
}

/// The peer answers something that left before this timestamp of ours.
bool Connection::echoes_before(const Segment& segment, std::uint32_t timestamp) const {
    return agreed.timestamps && segment.present.timestamps && segment.options.timestamp_echo != 0
           && before({segment.options.timestamp_echo}, {timestamp});
}

/// Karn's rule: no sample from a segment sent twice, unless its timestamp tells which one is meant
/// (RFC 6298 3, RFC 7323 4.1). Returns the round trip of the newest segment that arrived; negative
/// when nothing can be told.
Duration Connection::sample_round_trip(const Segment& segment, const AckNews& news,
                                       const Step& step) {
    constexpr Duration none{-1};
    Duration whole = none, newest = none;
    if (news.first_sent_at != never && !news.resent_acked) {
        whole = step.now - news.first_sent_at;
        newest = step.now - news.last_sent_at;
    }
    if (news.first_sacked_at != never) {
        if (whole < Duration{0}) whole = step.now - news.first_sacked_at;
        newest = step.now - news.last_sacked_at;
    }
    const bool echoed = news.acked != 0 && agreed.timestamps && segment.present.timestamps
                        && segment.options.timestamp_echo != 0;
    if (whole < Duration{0} && echoed)
        whole = newest = std::chrono::milliseconds{
            std::max(timestamp_now(step) - segment.options.timestamp_echo, 1U)};
    if (whole < Duration{0}) return none;
    rtt.sample(std::chrono::duration_cast<Microseconds>(whole),
               std::chrono::duration_cast<Microseconds>(newest), {.una = snd.una, .nxt = snd.nxt},
               *step.profile);
    return newest;
}

/// cwnd shrinks while a reduction is under way, else it may grow (RFC 5681 3.1, Linux
/// tcp_cong_control).
void Connection::govern(const AckNews& news, const Step& step) {
    const Profile& profile = *step.profile;
    if (congestion.is_shrinking()) return reduce(news, profile);
    const bool much_reordering = recovery.reordering.degree > profile.reordering;
    const bool may_grow = news.acked != 0 || (much_reordering && news.sacks);
    const bool in_use =
        is_linux(profile) ? congestion.is_in_use() : news.was_full || congestion.in_slow_start();
    if (!may_grow || !in_use) return;
    control.grow(congestion, {.segments = news.delivered,
                              .most = profile.grows_by_segment ? Congestion::unlimited : 1,
                              .moment = moment(step)});
    congestion.full_at = step.now;
}

Moment Connection::moment(const Step& step) const {
    constexpr std::uint32_t exact_hz = 1000;
    const std::uint32_t hz = step.profile->timer_hz;
    return {.now = step.now, .hz = hz == 0 ? exact_hz : hz, .una = snd.una, .nxt = snd.nxt};
}

RoundTrip Connection::round_trip(Duration time, const Step& step) const {
    return {.time = std::chrono::duration_cast<Microseconds>(time),
            .paced = step.profile->pacing,
            .window_bytes = std::uint64_t{std::max(congestion.cwnd, sent.size())} * snd.mss,
            .smoothed = rtt.srtt,
            .moment = moment(step)};
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
    step.input_rule = Rule::rfc9293_3_10_7_4_ack;
    if (!tells_of_nothing_sent(segment)) {
        acknowledge(segment, step);
    } else {
        update_window(segment, Acks::nothing_new, step);
        if (snd.awaits_window(is_linux(*step.profile))) window_has_moved(step);
    }
    return advance_closing_states(step);
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
