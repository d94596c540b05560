// What a connection does when one of its timers goes off (RFC 9293 3.10.8, RFC 6298 5, RFC 8985 7).
#include "sim/base/assert.h"
#include "sim/tcp/connection.h"

#include <algorithm>
#include <utility>

namespace sim {

namespace {

constexpr std::uint32_t r1 = 3; // RFC 9293 3.8.3, SHLD-10: retransmissions in a row

} // namespace

void Connection::timer_fires(TimerKind kind, Step& step) {
    timers.clear(kind);
    switch (kind) {
    case TimerKind::retransmit:
        step.input_rule = Rule::rfc6298_5_timeout;
        if (state_ == State::syn_sent || state_ == State::syn_received)
            syn_timeout(step);
        else
            retransmission_timeout(step);
        return;
    case TimerKind::loss_probe: loss_probe_timeout(step); return;
    case TimerKind::delayed_ack:
        step.input_rule = Rule::rfc9293_3_8_6_3_delayed_ack;
        if (ack_owed_ == Rule::none) return;
        if (delayed_ack.compressed != 0) {
            step.input_rule = Rule::linux_sack_compression;
            return send_ack(Rule::linux_sack_compression, step);
        }
        delayed_ack.missed(rtt.rto);
        send_ack(Rule::rfc9293_3_8_6_3_delayed_ack, step);
        return;
    case TimerKind::time_wait:
        step.input_rule = Rule::rfc9293_3_10_8_time_wait;
        enter(State::closed, Rule::rfc9293_3_10_8_time_wait, step);
        return;
    case TimerKind::fin_wait_2:
        step.input_rule = Rule::linux_fin_timeout;
        timers.clear_all(); // of keep-alives
        enter(State::closed, Rule::linux_fin_timeout, step);
        return;
    case TimerKind::persist: persist_timeout(step); return;
    case TimerKind::keep_alive: keep_alive_timeout(step); return;
    case TimerKind::reordering: reordering_timeout(step); return;
    case TimerKind::pacing: pacing_timeout(step); return;
    }
    unreachable();
}

/// Nobody has acknowledged our SYN.
void Connection::syn_timeout(Step& step) {
    const Profile& profile = *step.profile;
    const bool active = state_ == State::syn_sent;
    const std::uint32_t linear = active ? profile.syn_linear_timeouts : 0;
    const std::uint32_t most = active ? profile.syn_retries + linear : profile.synack_retries;
    // Linux counts the time as well that so many would have taken (tcp_write_timeout).
    constexpr std::uint32_t most_doublings = 16;
    const Duration patience =
        profile.initial_rto * ((2U << std::min(profile.syn_retries, most_doublings)) - 1);
    const Duration waited = step.now - attempts.since;
    const bool program_knows = opening == Opening::active;
    bool overdue = program_knows && is_out_of_patience(step);
    overdue |= program_knows && profile.connect_patience != Duration{0}
               && waited >= profile.connect_patience;
    overdue |= active && linear != 0 && waited >= patience;
    if (attempts.in_a_row >= most || overdue) {
        give_up(program_knows ? AppEvent::timed_out : AppEvent::none, Rule::rfc9293_3_8_3_give_up,
                step);
        return;
    }
    ++attempts.in_a_row;
    ++attempts.in_all;
    const bool backs_off = attempts.in_a_row > linear;
    if (backs_off) rtt.back_off(profile);
    Rule rule = backs_off ? Rule::rfc6298_5_5_back_off : Rule::linux_syn_linear_timeouts;
    if (std::exchange(answered_wrongly_, false)) rule = Rule::linux_syn_after_wrong_ack;
    send_syn(rule, step);
    Duration wait = rtt.rto;
    if (program_knows && profile.connect_patience != Duration{0})
        wait = std::min(wait, profile.connect_patience - waited);
    if (program_knows) wait = std::min(wait, patience_left(step));
    set_timer(TimerKind::retransmit, wait, step);
}

/// The program has set how long it waits for an ACK (RFC 5482 2), and that is over.
bool Connection::is_out_of_patience(const Step& step) const {
    return options.user_timeout != Duration{0} && attempts.in_a_row > 0
           && step.now - attempts.since >= options.user_timeout;
}

/// RFC 6298 5.4 to 5.6: send the earliest segment again, double the timeout, start it anew.
void Connection::retransmission_timeout(Step& step) {
    const Profile& profile = *step.profile;
    if (sent.empty()) return;
    if (attempts.in_a_row == 0) attempts.since = step.now;
    if (gives_up(step)) {
        give_up(AppEvent::timed_out, Rule::rfc9293_3_8_3_give_up, step);
        return;
    }
    enter_loss(step);
    if (recovery.reneged) step.input_rule = Rule::rfc2018_8_reneging;
    ++attempts.in_a_row;
    const bool is_r1 = profile.reports_r1 && attempts.in_a_row == r1;
    send_again(0, Resending::repair, is_r1 ? Rule::rfc9293_3_8_3_r1 : Rule::rfc6298_5_4_resend,
               step);
    if (is_r1 && options.soft_errors) step.tell(AppEvent::timed_out, Rule::rfc9293_3_8_3_r1);
    rtt.back_off(profile);
    set_transmit_timer(TimerKind::retransmit, std::min<Duration>(rtt.rto, patience_left(step)),
                       step);
}

/// No timer waits beyond the program's own patience (Linux tcp_clamp_rto_to_user_timeout).
Duration Connection::patience_left(const Step& step) const {
    if (options.user_timeout == Duration{0}) return step.profile->max_rto;
    const Duration left = options.user_timeout - (step.now - attempts.since);
    return std::max<Duration>(left, std::chrono::milliseconds{1});
}

/// RFC 9293 3.8.3 (R2): too many attempts. Linux counts the time that so many would have taken.
bool Connection::gives_up(const Step& step) const {
    const Profile& profile = *step.profile;
    if (options.user_timeout != Duration{0}) return is_out_of_patience(step);
    constexpr std::uint32_t default_orphan_retries = 8;
    const std::uint32_t orphan =
        profile.orphan_retries == 0 ? default_orphan_retries : profile.orphan_retries;
    const std::uint32_t most = orphaned ? orphan : profile.retries2;
    Duration total{0};
    Duration next = profile.min_rto;
    for (std::uint32_t i = 0; i <= most; ++i) {
        total += next;
        next = std::min(next * 2, profile.max_rto);
    }
    return attempts.in_a_row > 0 && step.now - attempts.since >= total;
}

/// RFC 8985 7.3: send new data, or the last segment again, so that the receiver tells what is
/// missing. One probe at a time, and none where the window has shrunk before it.
void Connection::loss_probe_timeout(Step& step) {
    step.input_rule = Rule::rfc8985_7_3_probe;
    if (sent.empty()) return;
    const bool sends_new = !recovery.probe.out && probe_by_new_data(step);
    if (recovery.probe.out || (!sends_new && snd.is_beyond_window(sent.back().first)))
        return arm_retransmit(Since::oldest_sent, step);
    if (sends_new)
        step.input_rule = Rule::rfc8985_7_3_probe_of_new_data;
    else
        send_again(sent.size() - 1, Resending::probe, Rule::rfc8985_7_3_probe, step);
    recovery.probe = {.out = true, .repeats = !sends_new, .end = snd.nxt};
    arm_retransmit(Since::now, step);
}

/// True when some has left.
bool Connection::probe_by_new_data(Step& step) {
    const SeqNum next = snd.nxt;
    hold_ = Hold::nothing;
    output(step, Bursts::probe);
    hold_ = Hold::by_options;
    return snd.nxt != next;
}

/// One of the timers that wait for an ACK; only one of them runs at a time.
void Connection::set_transmit_timer(TimerKind kind, Duration span, const Step& step) {
    timers.clear(TimerKind::retransmit);
    timers.clear(TimerKind::loss_probe);
    timers.clear(TimerKind::reordering);
    set_timer(kind, span, step);
}

/// RFC 6298 5.1 to 5.3: the timer runs while something is in flight.
void Connection::arm_retransmit(Since since, const Step& step) {
    if (sent.empty()) {
        timers.clear(TimerKind::retransmit);
        timers.clear(TimerKind::loss_probe);
        timers.clear(TimerKind::reordering);
        return;
    }
    Duration span = rtt.rto;
    if (since == Since::oldest_sent)
        span = std::max<Duration>(span - (step.now - sent.front().sent_at),
                                  std::chrono::microseconds{1});
    set_transmit_timer(TimerKind::retransmit, span, step);
}

/// A probe or a wait for late segments gives way to the timeout: what has passed since the oldest
/// segment left is taken off.
void Connection::rearm_retransmit(const Step& step) {
    const bool gives_way =
        timers.is_set(TimerKind::loss_probe) || timers.is_set(TimerKind::reordering);
    arm_retransmit(gives_way ? Since::oldest_sent : Since::now, step);
}

/// An ACK has brought progress.
void Connection::restart_retransmit(Step& step) {
    if (sent.empty() || !schedule_loss_probe(Progress::acknowledged, step)) rearm_retransmit(step);
}

/// RFC 8985 7.2: with SACK, a probe goes out before the timeout would; false when none is due.
bool Connection::schedule_loss_probe(Progress progress, const Step& step) {
    const Profile& profile = *step.profile;
    const bool applies = profile.loss_probe && agreed.sack
                         && (congestion.phase == CongestionPhase::open
                             || congestion.phase == CongestionPhase::reduced);
    if (!applies) return false;
    Duration wait = rtt.has_sample ? Duration{2 * rtt.srtt} : profile.initial_rto;
    if (rtt.has_sample) wait += sent.size() == 1 ? profile.min_rto : std::chrono::milliseconds{2};
    Duration until_timeout = rtt.rto;
    if (progress == Progress::none) until_timeout -= step.now - sent.front().sent_at;
    if (until_timeout > Duration{0}) wait = std::min(wait, until_timeout);
    set_transmit_timer(TimerKind::loss_probe, wait, step);
    return true;
}

} // namespace sim
