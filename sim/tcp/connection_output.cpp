// What a connection sends, and when.
#include "sim/base/assert.h"
#include "sim/tcp/connection.h"

#include <algorithm>

namespace sim {

namespace {

constexpr Flags ack_flag{.ack = true};

/// One of the states in which data or a FIN may leave.
bool may_send(State state) {
    return state == State::established || state == State::close_wait || state == State::fin_wait_1
           || state == State::closing || state == State::last_ack;
}

/// Beside timestamps there is room for one less.
std::size_t most_sack_blocks(const Agreement& agreed) {
    return agreed.timestamps ? Options::most_sack_blocks - 1 : Options::most_sack_blocks;
}

/// At most a quarter of `wait` is left, in whole ticks, of which the wheel has added one
/// (tcp_send_delayed_ack).
bool is_about_to_expire(Time pending, Time now, Duration wait, std::uint32_t hz) {
    if (hz == 0) return pending <= now + wait / 4;
    const Duration tick = tick_of(hz);
    const std::int64_t left = (pending - Time{}) / tick - 1 - (now - Time{}) / tick;
    return left <= wait / 4 / tick;
}

} // namespace

void Connection::output(Step& step, Bursts bursts) {
    if (!may_send(state_)) return;
    const bool was_idle = sent.empty();
    bool any = false;
    held_for_burst_ = false;
    while ((sent.in_flight() < congestion.cwnd || bursts == Bursts::probe) && !is_paced_out(step)) {
        const std::uint32_t length = next_burst(bursts, step);
        if (length == 0 && !fin_may_leave_alone(*step.profile)) break;
        send_burst(length, step);
        any = true;
        if (bursts != Bursts::all) break;
    }
    note_use(any, step);
    if (!any) return arm_persist(step);
    timers.clear(TimerKind::persist);
    if (was_idle || timers.is_set(TimerKind::loss_probe)) rearm_retransmit(step);
    schedule_loss_probe(Progress::none, step);
}

/// Whether cwnd holds anything back, or the program does (RFC 2861, Linux tcp_cwnd_validate).
void Connection::note_use(bool any_sent, const Step& step) {
    const bool full = held_for_burst_ || sent.in_flight() >= congestion.cwnd;
    if (!any_sent && !full) return;
    congestion.note_use({.full = full, .out = sent.size(), .una = snd.una, .nxt = snd.nxt});
    if (congestion.is_in_use()) {
        congestion.used = 0;
        congestion.full_at = step.now;
        return;
    }
    congestion.used = std::max(congestion.used, sent.size());
    const Profile& profile = *step.profile;
    const bool long_ago = step.now - congestion.full_at >= rtt.rto;
    if (!profile.slow_start_after_idle || !profile.decays_unused || !long_ago || !is_governed())
        return;
    if (congestion.phase == CongestionPhase::open) congestion.decay(profile.initial_cwnd_segments);
    congestion.full_at = step.now;
}

/// Why new data leaves.
Rule Connection::rule_of_new() const {
    if (congestion.phase == CongestionPhase::disorder && sent.size() >= congestion.cwnd)
        return Rule::rfc3042_2_limited_transmit;
    if (congestion.phase == CongestionPhase::loss && recovery.frto && sent.lost() > sent.resent())
        return Rule::rfc5682_2_1_new_data;
    return Rule::rfc9293_3_10_2_send;
}

/// What Linux sends at once: at most half the largest window it was offered, or all of a small one
/// (tcp_bound_to_half_wnd).
std::uint32_t Connection::bounded_by_window(std::uint32_t bytes) const {
    constexpr std::uint32_t small = 536, least_packet = 68, header = 20, timestamp_option = 12;
    if (bytes <= snd.max_wnd / 2) return bytes;
    const std::uint32_t most = snd.max_wnd > small ? snd.max_wnd / 2 : snd.max_wnd;
    if (most == 0 || bytes <= most) return bytes;
    return std::max(most, least_packet - header - (agreed.timestamps ? timestamp_option : 0));
}

std::uint32_t Connection::current_mss(const Profile& profile) const {
    return is_linux(profile) ? bounded_by_window(snd.mss) : snd.mss;
}

/// Within what the window allows Linux, and beside SACK blocks.
std::uint32_t Connection::bounded_mss(const Step& step) const {
    const std::uint32_t mss = current_mss(*step.profile);
    return agreed.sack ? mss - std::min(mss / 2, bytes_of_sack_blocks()) : mss;
}

/// As many as the next segment will carry (RFC 2018 4).
std::uint32_t Connection::bytes_of_sack_blocks() const {
    if (!rcv.has_sack_blocks()) return 0;
    const std::size_t told = length(rcv.duplicate) == 0 ? 0 : 1;
    return sack_bytes(std::min(told + rcv.out_of_order.ranges().size(), most_sack_blocks(agreed)));
}

/// How many new bytes the next segment carries; 0 when none may leave now (RFC 9293 3.8.6.2.1).
std::uint32_t Connection::next_length(const Step& step) {
    const std::uint32_t waiting = unsent();
    if (waiting == 0) return 0;
    const std::uint32_t mss = effective_mss(step);
    if (is_linux(*step.profile)) written.fill_first(snd.nxt, mss);
    const std::uint32_t whole = std::min(waiting, mss);
    if (snd.usable() < whole) return 0; // silly window avoidance: no fragment of what waits
    const bool closes = snd.fin_wanted && whole == waiting;
    if (closes && fin_has_no_room(whole, *step.profile)) return 0;
    if (whole < mss && !closes && held_back_by_nagle(whole, step)) return 0;
    return whole;
}

/// A FIN behind `length` more bytes would stand beyond the window: it takes a number as a byte
/// does. Linux keeps to that (tcp_snd_wnd_test), others send it all the same.
bool Connection::fin_has_no_room(std::uint32_t length, const Profile& profile) const {
    return is_linux(profile) && snd.usable() <= length;
}

bool Connection::fin_may_leave_alone(const Profile& profile) const {
    return snd.fin_is_next() && !fin_has_no_room(0, profile);
}

bool Connection::held_back_by_nagle(std::uint32_t, const Step& step) const {
    if (is_in_urgent_mode()) return false; // Linux tcp_nagle_test
    if (hold_ == Hold::nothing) return false;
    if (hold_ == Hold::partial || options.cork) return true;
    if (options.no_delay) return false;
    switch (step.profile->nagle) {
    case NagleChoice::off: return false;
    case NagleChoice::any_unacknowledged: return !sent.empty();
    case NagleChoice::small_unacknowledged: return !sent.empty() && before(snd.una, snd.small_end);
    }
    unreachable();
}

void Connection::send_new(std::uint32_t length, Push push, Step& step) {
    const SeqNum first = snd.nxt;
    SeqNum end = first + length;
    const WriteQueue::End at_end = written.sent_to(end);
    const bool pushes_again = at_end.pushes || push == Push::again_too;
    const bool pushes = pushes_again || push == Push::yes;
    const bool fin = snd.fin_wanted && end == snd.end && !fin_has_no_room(length, *step.profile);
    if (length != 0 && length < effective_mss(step)) snd.small_end = end;
    Segment& segment = make({.ack = true, .fin = fin, .psh = pushes}, first, step);
    segment.payload = {.offset = distance(snd.iss + 1, first), .length = length, .store = stream};
    mark_new_data(segment);
    if (fin) end = end + 1;
    snd.nxt = end;
    if (sent.in_flight() == 0) control.resumed(step.now - snd.data_at, moment(step));
    Rule rule = fin ? Rule::rfc9293_3_10_4_close : rule_of_new();
    if (segment.flags.urg) rule = Rule::rfc9293_3_8_5_send_urgent;
    if (congestion.is_shrinking()) ++recovery.prr.out;
    sent.push({.first = first, .end = end, .sent_at = step.now, .psh = pushes_again, .fin = fin});
    if (at_end.ends_record) sent.end_record();
    step.send_draft(rule);
    segment_left(length, step);
}

/// Whatever carries an ACK pays the ACK that was owed; a FIN alone is no reply.
void Connection::segment_left(std::uint32_t length, Step& step) {
    if (length != 0) {
        snd.data_at = step.now;
        delayed_ack.data_left(step.now, tick_of(step.profile->timer_hz));
    }
    delayed_ack.ack_left(ack_owed_ == Rule::none ? 0 : 1);
    ack_owed_ = Rule::none;
    timers.clear(TimerKind::delayed_ack);
}

/// What all segments of the connection carry, in the step's draft.
Segment& Connection::make(Flags flags, SeqNum seq, Step& step) {
    flags.ece = ecn.echoes && !flags.rst;
    Segment& segment = step.draft();
    segment.path = path;
    segment.seq = seq;
    segment.ack = rcv.nxt;
    segment.window = select_window(step);
    segment.flags = flags;
    segment.present = {};
    segment.ecn = {};
    segment.urgent_pointer = {};
    segment.payload = {};
    segment.options = {};
    agreed.last_ack_sent = rcv.nxt;
    snd.left_at = step.now;
    if (agreed.timestamps) {
        segment.present.timestamps = true;
        segment.options.timestamp = timestamp_now(step);
        segment.options.timestamp_echo = agreed.ts_recent;
    }
    if (agreed.sack && rcv.has_sack_blocks()) add_sack_blocks(segment);
    if (is_in_urgent_mode()) point_to_urgent(segment);
    return segment;
}

/// RFC 2018 4: at most four blocks, three beside timestamps. RFC 2883 4: what has arrived twice
/// comes first, and is told once.
void Connection::add_sack_blocks(Segment& segment) {
    const std::size_t most = most_sack_blocks(agreed);
    std::size_t count = 0;
    if (length(rcv.duplicate) != 0) segment.options.sack.at(count++) = rcv.duplicate;
    rcv.duplicate = {};
    for (const SeqRange range : rcv.out_of_order.newest_first()) {
        if (count == most) break;
        segment.options.sack.at(count++) = range;
    }
    segment.options.sack_count = static_cast<std::uint8_t>(count);
}

std::uint16_t Connection::select_window(const Step& step) {
    if (step.profile->window == WindowChoice::linux_buffer) {
        const bool no_socket_left = state_ == State::time_wait && rcv.offered_at == rcv.nxt;
        const bool no_socket_yet = state_ == State::syn_received && opening == Opening::passive;
        if (no_socket_left || no_socket_yet) // the window stays, cut
            return static_cast<std::uint16_t>(rcv.wnd >> rcv.shift);
        if (receive_window.is_half_taken()) delayed_ack.quick = 0;
    }
    rcv.wnd = receive_window.offer(*step.profile, rcv.offered(), rcv.shift);
    rcv.offered_at = rcv.nxt;
    return static_cast<std::uint16_t>(std::min<std::uint32_t>(rcv.wnd >> rcv.shift, 65535));
}

/// Of a segment that only acknowledges, or resets.
SeqNum Connection::number_without_text(const Profile& profile) const {
    const bool has_window = is_linux(profile) && state_ != State::syn_received;
    return has_window ? snd.within_window(1U << rcv.shift) : snd.nxt;
}

void Connection::send_ack(Rule rule, Step& step) {
    make(ack_flag, number_without_text(*step.profile), step).payload.store = stream;
    step.send_draft(rule);
    delayed_ack.ack_left(ack_owed_ == Rule::none ? 0 : 1);
    ack_owed_ = Rule::none;
    timers.clear(TimerKind::delayed_ack);
}

/// A reset in answer to an ACK (RFC 9293 3.10.7.1): <SEQ=SEG.ACK><CTL=RST>.
void Connection::send_reset(SeqNum seq, Rule rule, Step& step) {
    Segment reset{.path = path, .seq = seq};
    reset.flags.rst = true;
    step.send(reset, rule);
}

void Connection::owe_ack(Rule rule, Step&) {
    ack_owed_ = rule;
}

/// The second segment is told where nothing lies unread or the window stays open; to ask for it
/// ends the quick ACKs when memory runs short (__tcp_select_window).
bool Connection::second_is_told(const Profile& profile) {
    if (unread() == 0) return true;
    if (receive_window.is_half_taken()) delayed_ack.quick = 0;
    return receive_window.offer(profile, rcv.offered(), rcv.shift) >= rcv.wnd;
}

bool Connection::ack_is_due(const Step& step) {
    if (delayed_ack.at_once) return true;
    const bool gap = !rcv.out_of_order.empty();
    const std::uint32_t unacknowledged = distance(agreed.last_ack_sent, rcv.nxt);
    switch (step.profile->delayed_ack) {
    case DelayedAckChoice::off: return true;
    case DelayedAckChoice::every_second: // RFC 9293 MUST-58, MUST-59
        return gap || unacknowledged >= 2 * receive_window.segment_size() || rcv.has_fin;
    case DelayedAckChoice::every_other: // DELAY_ACK() of FreeBSD: one is being delayed already
        return gap || timers.is_set(TimerKind::delayed_ack) || rcv.has_fin;
    case DelayedAckChoice::linux_quick: {
        const bool second = unacknowledged > receive_window.segment_size();
        if (second && second_is_told(*step.profile)) return true;
        if (delayed_ack.is_quick()) return true;
        if (!gap) return false;
        const bool may_wait = agreed.sack && step.profile->sack_delay != Duration{0};
        return !may_wait || !delayed_ack.compresses(rcv.nxt, step.profile->sack_count);
    }
    }
    unreachable();
}

/// ACKs beyond a gap are put together for a third of a round trip, at most a millisecond. The timer
/// is in no hurry: where the round trip is not known yet, the kernel still takes what has come in
/// the meantime (Linux __tcp_ack_snd_check).
void Connection::compress_ack(const Step& step) {
    if (timers.is_set(TimerKind::delayed_ack)) return;
    constexpr int percent = 33, whole = 100;        // net.ipv4.tcp_comp_sack_rtt_percent
    constexpr std::chrono::microseconds slack{100}; // net.ipv4.tcp_comp_sack_slack_ns
    Duration round_trip = tuning.rtt;
    if (rtt.has_sample) round_trip = std::min<Duration>(round_trip, rtt.srtt);
    const Duration wait = std::min(round_trip * percent / whole, step.profile->sack_delay);
    timers.set(TimerKind::delayed_ack, step.now + std::max<Duration>(wait, slack));
}

void Connection::delay_ack(Step& step) {
    const Profile& profile = *step.profile;
    if (delayed_ack.compressed != 0) return compress_ack(step);
    if (profile.delayed_ack != DelayedAckChoice::linux_quick) {
        if (!timers.is_set(TimerKind::delayed_ack))
            set_timer(TimerKind::delayed_ack, profile.delayed_ack_time, step);
        return;
    }
    Duration wait = delayed_ack.patience;
    if (wait > profile.delayed_ack_time) {
        Duration most = delayed_ack.pingpong || delayed_ack.small_segment
                            ? 5 * profile.delayed_ack_time
                            : std::chrono::milliseconds{500};
        if (rtt.has_sample)
            most = std::min(most, std::max<Duration>(rtt.srtt, profile.delayed_ack_time));
        wait = std::min(wait, most);
    }
    const Time due = wheel_deadline(step.now, wait, profile.timer_hz);
    if (timers.is_set(TimerKind::delayed_ack)) {
        const Time pending = timers.at(TimerKind::delayed_ack);
        if (is_about_to_expire(pending, step.now, wait, profile.timer_hz)) {
            send_ack(ack_owed_, step);
            return;
        }
        if (pending <= due) return;
    }
    timers.set(TimerKind::delayed_ack, due);
}

} // namespace sim
