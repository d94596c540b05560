// What is sent again, and how it is cut.
#include "sim/tcp/connection.h"

#include <algorithm>

namespace sim {

namespace {

/// No segment from `place` on is longer than its options leave room for.
void cut_to(std::uint32_t mss, std::size_t place, SendQueue& sent) {
    if (mss < distance(sent[place].first, sent[place].end)) sent.cut_anew(place, mss);
}

} // namespace

/// What is presumed lost leaves again, as far as cwnd allows.
void Connection::send_lost(Step& step) {
    bool oldest = false;
    std::uint32_t left = 0; // of the burst
    while (sent.in_flight() < congestion.cwnd && (left != 0 || !is_paced_out(step))) {
        const std::size_t place = sent.next_lost();
        if (place == sent.size() || snd.is_beyond_window(sent[place].first)) break;
        if (left == 0) {
            sent.begin_burst(place);
            left = lost_together(place, step);
        }
        --left;
        send_again(place, left == 0 ? Resending::repair : Resending::burst,
                   rule_of_repair(*step.profile), step);
        if (congestion.is_shrinking()) ++recovery.prr.out;
        oldest = oldest || place == 0;
    }
    if (oldest && !timers.is_set(TimerKind::reordering)) arm_retransmit(Since::now, step);
}

/// How many segments leave together from `place` on: what was one burst and is lost whole is one
/// again (tcp_xmit_retransmit_queue).
std::uint32_t Connection::lost_together(std::size_t place, const Step& step) const {
    std::uint32_t count = 1;
    if (!step.profile->segmentation_offload) return count;
    const std::uint32_t most = std::min(congestion.cwnd - sent.in_flight(), paced_segments(step));
    const SeqNum edge = snd.una + snd.wnd;
    for (; count < most && sent[place].goes_on; ++count) {
        const SentSegment& next = sent[++place];
        if (!next.lost || next.resent || before(edge, next.end)) break;
    }
    return count;
}

/// What an ACK has called for leaves at once.
void Connection::repair(Resend what, Step& step) {
    switch (what) {
    case Resend::nothing: return;
    case Resend::new_data: { // RFC 5682 2.1, step 2.b
        hold_ = Hold::nothing;
        output(step);
        hold_ = Hold::by_options;
        if (before(congestion.recover, snd.nxt)) return;
        recovery.frto = false;
        break;
    }
    case Resend::lost: break;
    }
    send_lost(step);
}

/// Why a segment is sent again.
Rule Connection::rule_of_repair(const Profile& profile) const {
    if (congestion.phase != CongestionPhase::recovery) return Rule::rfc6298_5_4_resend;
    if (agreed.sack)
        return profile.loss_detection == LossDetection::by_time ? Rule::rfc8985_6_2_time_proves_loss
                                                                : Rule::rfc6675_5_retransmit;
    const bool partial = recovery.undo.marker && before(*recovery.undo.marker, snd.una);
    return partial ? Rule::rfc6582_3_2_partial_ack : Rule::rfc5681_3_2_fast_retransmit;
}

void Connection::send_again(std::size_t place, Resending how, Rule rule, Step& step) {
    const bool probes = how == Resending::probe;
    if (!probes) recovery.undo.note_resent(timestamp_now(step));
    ++attempts.in_all;
    if (sent[place].first == snd.iss) { // CLOSE in SYN-RECEIVED: the FIN left behind an open SYN
        step.send(make_syn(step), rule);
        sent.note_resent(place, step.now, probes);
        return;
    }
    const std::uint32_t mss = effective_mss(step);
    const SeqNum edge = snd.una + snd.wnd;
    if (step.profile->retransmit_collapse) sent.collapse_into(place, mss, edge);
    cut_to(mss, probes ? sent.burst_of(place) : place, sent);
    sent.cut_at(place, edge);
    sent.note_resent(place, step.now, probes);
    if (probes) sent.begin_burst(place);
    if (how != Resending::burst) sent.end_burst(place);
    const bool ends_burst = how == Resending::repair && place != 0 && sent[place - 1].goes_on;
    const SentSegment& segment = sent[place];
    const std::uint32_t length =
        distance(segment.first, segment.end) - static_cast<std::uint32_t>(segment.fin);
    Segment& again = make({.ack = true, .fin = segment.fin, .psh = segment.psh || ends_burst},
                          segment.first, step);
    again.payload = {
        .offset = distance(snd.iss + 1, segment.first), .length = length, .store = stream};
    step.send_draft(rule);
    segment_left(length, step);
    if (step.profile->pacing) pacing.sent(length, 1, pacing_rate(*step.profile), step.now);
}

} // namespace sim
