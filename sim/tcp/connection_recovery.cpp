// What an ACK means for loss recovery: the state machine of RFC 5681 3.2, RFC 6582, RFC 6675 5 and
// RFC 5682, with the states and the order of questions that Linux has (tcp_fastretrans_alert).
#include "sim/tcp/connection.h"

#include <algorithm>

namespace sim {

namespace {

bool is_before_recovery(CongestionPhase phase) {
    return phase == CongestionPhase::open || phase == CongestionPhase::disorder;
}

} // namespace

void Connection::judge_ack(const Segment& segment, AckNews& news, Step& step) {
    if (news.tells_duplicate) step.input_rule = Rule::rfc2883_4_dsack;
    if (news.sacks) step.input_rule = Rule::rfc2018_5_sack;
    if (waits_for_reneging(news, step)) return;
    if (congestion.phase == CongestionPhase::open)
        recovery.undo.stamp.reset();
    else if (!before(snd.una, congestion.recover) && leave_at_recover(segment, step))
        return;
    switch (congestion.phase) {
    case CongestionPhase::recovery: return judge_in_recovery(segment, news, step);
    case CongestionPhase::loss: return judge_in_loss(segment, news, step);
    case CongestionPhase::open:
    case CongestionPhase::disorder:
    case CongestionPhase::reduced: return judge_otherwise(news, step);
    }
}

/// The peer holds the oldest segment by its SACKs and does not acknowledge it: it may have thrown
/// it away (RFC 2018 8). It is given a little time to tell otherwise.
bool Connection::waits_for_reneging(AckNews& news, const Step& step) {
    const bool reneges = news.advances && !sent.empty() && sent.front().sacked;
    if (!reneges) return false;
    constexpr std::chrono::milliseconds least{10};
    set_transmit_timer(TimerKind::retransmit, std::max<Duration>(rtt.srtt / 2, least), step);
    news.restarts_timer = false;
    return true;
}

/// All that was outstanding when the loss was noticed is acknowledged. True when nothing else is to
/// be done about this ACK.
bool Connection::leave_at_recover(const Segment& segment, Step& step) {
    if (congestion.phase == CongestionPhase::reduced && snd.una != congestion.recover) {
        end_reduction();
        congestion.phase = CongestionPhase::open;
    }
    if (congestion.phase != CongestionPhase::recovery) return false;
    if (!agreed.sack) sent.set_duplicates(0);
    if (step.profile->undo && leaves_by_undo(segment, step)) return true;
    if (!step.profile->undo) leave_recovery(step);
    end_reduction();
    return false;
}

/// Recovery or loss ends; true when it is held on to a little longer.
bool Connection::leaves_by_undo(const Segment& segment, Step& step) {
    if (may_undo(segment)) {
        step.input_rule =
            recovery.undo.all_needless() ? Rule::rfc3708_3_dsack_undo : Rule::rfc4015_3_2_undo;
        take_back(Unmark::no);
    } else if (recovery.rack.persist != 0) {
        --recovery.rack.persist;
    }
    if (holds_after_recover(*step.profile)) return true;
    leave_recovery(step);
    return false;
}

void Connection::leave_recovery(Step& step) {
    const bool taken_back = !recovery.undo.marker && step.profile->undo;
    if (!taken_back) step.input_rule = Rule::rfc5681_3_2_recovery_ends;
    congestion.phase = CongestionPhase::open;
    recovery.reneged = false;
}

void Connection::judge_in_recovery(const Segment& segment, AckNews& news, Step& step) {
    if (!news.advances) {
        if (!agreed.sack) add_duplicates(news, *step.profile);
    } else if (undo_partly(segment, news, step)) {
        return;
    }
    if (undo_by_duplicates(step)) keep_open_after_undo(*step.profile);
    find_losses(news, step);
    if (congestion.phase != CongestionPhase::recovery) {
        if (sent.lost() == 0) return;
        enter_recovery(step);
    }
    news.resend = Resend::lost;
}

void Connection::judge_in_loss(const Segment& segment, AckNews& news, Step& step) {
    process_loss(segment, news, step);
    find_losses(news, step);
    if (congestion.phase == CongestionPhase::open || news.lost_again) judge_otherwise(news, step);
}

/// An ACK after a timeout (Linux tcp_process_loss).
void Connection::process_loss(const Segment& segment, AckNews& news, Step& step) {
    const bool recovered = !before(snd.una, congestion.recover);
    if (news.advances && may_undo(segment) && undo_loss(Rule::rfc4015_3_2_undo, step)) return;
    if (recovery.frto && judge_timeout(news, recovered, step)) return;
    if (recovered) {
        if (step.profile->undo)
            leaves_by_undo(segment, step);
        else
            leave_recovery(step);
        return;
    }
    if (!agreed.sack) {
        if (before(congestion.recover, snd.nxt) && news.duplicates != 0)
            add_duplicates(news, *step.profile);
        else if (news.advances)
            sent.set_duplicates(0);
    }
    news.resend = Resend::lost;
}

/// F-RTO (RFC 5682 2.1, 3.1): was the timeout spurious? True when nothing else is to be done.
bool Connection::judge_timeout(AckNews& news, bool recovered, Step& step) {
    if (news.original_arrived && undo_loss(Rule::rfc5682_2_1_spurious, step)) // step 3.b
        return true;
    if (before(congestion.recover, snd.nxt)) {
        if (news.sacks || news.duplicates != 0) recovery.frto = false; // step 3.a: a real loss
    } else if (news.advances && !recovered) {
        congestion.recover = snd.nxt;
        const bool may_send_new = snd.awaits_window(is_linux(*step.profile)) && snd.usable() != 0;
        if (may_send_new) { // step 2.b
            news.resend = Resend::new_data;
            return true;
        }
        recovery.frto = false;
    }
    return false;
}

/// Open, disordered, or reduced without a loss.
void Connection::judge_otherwise(AckNews& news, Step& step) {
    const Profile& profile = *step.profile;
    if (!agreed.sack) {
        if (news.advances) sent.set_duplicates(0);
        add_duplicates(news, profile);
    }
    if (is_before_recovery(congestion.phase)) undo_by_duplicates(step);
    find_losses(news, step);
    if (sent.lost() == 0) {
        const bool reduces = news.tells_congestion && is_before_recovery(congestion.phase);
        if (reduces) reduce_for_congestion(step);
        return keep_open_after_undo(profile);
    }
    enter_recovery(step);
    news.resend = Resend::lost;
}

/// Back to normal, as far as nothing is missing (Linux tcp_try_to_open).
void Connection::keep_open_after_undo(const Profile& profile) {
    if (!sent.any_resent()) recovery.undo.stamp.reset();
    if (congestion.phase != CongestionPhase::reduced) keep_open(profile);
}

void Connection::keep_open(const Profile& profile) {
    const bool in_order = sent.sacked() + sent.lost() == 0 && !sent.any_resent();
    const CongestionPhase next = in_order ? CongestionPhase::open : CongestionPhase::disorder;
    if (congestion.phase == next) return;
    congestion.phase = next;
    if (profile.undo) congestion.recover = snd.nxt;
}

/// Without SACK a duplicate ACK stands for a segment that has left the network.
void Connection::add_duplicates(AckNews& news, const Profile& profile) {
    if (news.duplicates == 0) return;
    const std::uint32_t held = sent.duplicates();
    set_duplicates(held + news.duplicates, 0, profile);
    if (sent.duplicates() > held) news.delivered += sent.duplicates() - held;
}

/// More duplicate ACKs than segments they could stand for: the path reorders.
void Connection::set_duplicates(std::uint32_t count, std::uint32_t acked, const Profile& profile) {
    if (!sent.set_duplicates(count)) return;
    recovery.reordering.degree = std::min(sent.size() + acked, profile.max_reordering);
    ++recovery.reordering.seen;
}

void Connection::enter_recovery(Step& step) {
    if (!sent.any_resent()) recovery.undo.stamp.reset();
    Undo& undo = recovery.undo;
    undo.prior_ssthresh = 0;
    const bool probing = recovery.probe.out && recovery.probe.repeats;
    undo.begin(snd.una, sent.resent() + static_cast<std::uint32_t>(probing));
    if (!congestion.is_shrinking()) {
        undo.prior_ssthresh = congestion.current_ssthresh();
        begin_reduction();
        if (!step.profile->rate_reduction) congestion.cwnd = congestion.ssthresh;
    }
    congestion.phase = CongestionPhase::recovery;
    step.input_rule = agreed.sack ? Rule::rfc9937_5_recovery : Rule::rfc5681_3_2_fast_retransmit;
}

void Connection::begin_reduction() {
    congestion.recover = snd.nxt;
    recovery.probe.out = false;
    congestion.credit = 0;
    recovery.undo.prior_cwnd = congestion.cwnd;
    recovery.prr.begin(congestion.cwnd);
    congestion.ssthresh = control.reduced(congestion, sent.size());
    ecn.tells_reduced = ecn.agreed; // any reduction is told (RFC 3168 6.1.2)
}

/// RFC 9937: cwnd as this ACK leaves it.
void Connection::reduce(const AckNews& news, const Profile& profile) {
    if (news.delivered == 0 || !profile.rate_reduction || !is_governed()) return;
    congestion.cwnd = recovery.prr.cwnd_after(
        {.delivered = news.delivered, .clean_advance = news.advances && news.lost == 0},
        sent.in_flight(), congestion.ssthresh);
}

void Connection::end_reduction() {
    const bool stands =
        congestion.phase == CongestionPhase::reduced || recovery.undo.marker.has_value();
    if (congestion.ssthresh < Congestion::unlimited && stands)
        congestion.cwnd = congestion.ssthresh;
}

/// RFC 8985 7.4: what the answer to a tail loss probe tells.
void Connection::answer_probe(const Segment& segment, const AckNews& news, Step& step) {
    TailProbe& probe = recovery.probe;
    if (before(segment.ack, probe.end)) return;
    const bool needless = !probe.repeats || news.probe_duplicate;
    const bool duplicate = !news.advances && !news.sacks && !news.carries_data
                           && !news.updates_window && news.acked == 0;
    if (!needless && before(probe.end, segment.ack)) { // it was lost, and the probe has repaired it
        begin_reduction();
        congestion.phase = CongestionPhase::reduced;
        end_reduction();
        keep_open(*step.profile);
        step.input_rule = Rule::rfc8985_7_4_probe_repaired;
    } else if (needless || duplicate) {
        probe.out = false;
    }
}

/// The retransmission timer has gone off (RFC 5681 3.1 equation 4, RFC 6675 5.1).
void Connection::enter_loss(const Step& step) {
    const Profile& profile = *step.profile;
    const CongestionPhase before_it = congestion.phase;
    const std::uint32_t flight = std::min(sent.in_flight(), congestion.cwnd);
    mark_all_lost(step);
    const bool reduces = is_before_recovery(before_it) || !before(snd.una, congestion.recover)
                         || (before_it == CongestionPhase::loss && attempts.in_a_row == 0);
    if (reduces) {
        recovery.undo.prior_ssthresh = congestion.current_ssthresh();
        recovery.undo.prior_cwnd = congestion.cwnd;
        congestion.ssthresh = control.reduced(congestion, flight);
        const bool probing = recovery.probe.out && recovery.probe.repeats;
        recovery.undo.begin(snd.una, sent.resent() + static_cast<std::uint32_t>(probing));
    }
    if (is_governed()) congestion.cwnd = sent.in_flight() + 1;
    congestion.credit = 0;
    if (is_before_recovery(before_it) && sent.sacked() >= profile.reordering)
        recovery.reordering.degree = std::min(recovery.reordering.degree, profile.reordering);
    congestion.phase = CongestionPhase::loss;
    ecn.tells_reduced = ecn.agreed;
    control.timed_out(moment(step));
    congestion.recover = snd.nxt;
    recovery.probe.out = false;
    const bool first = is_before_recovery(before_it) || before_it == CongestionPhase::reduced;
    recovery.frto = profile.frto && (first || attempts.in_a_row != 0);
}

/// RFC 6675 5.1 keeps what was SACKed; a peer that has taken that back is believed no more (RFC
/// 2018 8). Linux waits a little longer for what was sent in the last round trip.
void Connection::mark_all_lost(const Step& step) {
    const bool reneged = !sent.empty() && sent.front().sacked;
    if (reneged) {
        recovery.board.clear();
        recovery.reneged = true;
    }
    if (!agreed.sack) sent.set_duplicates(0);
    const bool by_time = step.profile->loss_detection == LossDetection::by_time;
    for (std::size_t i = 0; i < sent.size(); ++i) {
        if (reneged)
            sent.mark_reneged(i);
        else if (by_time && i != 0
                 && recovery.rack.patience(sent[i], step.now, Duration{0}) > Duration{0})
            continue;
        sent.mark_lost(i);
    }
}

} // namespace sim
