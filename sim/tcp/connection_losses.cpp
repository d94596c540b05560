// Finding losses before the timer does: by duplicate ACKs (RFC 5681 3.2, RFC 6582), by SACK blocks
// (RFC 6675 4, IsLost) or by time (RFC 8985 6).
#include "sim/tcp/connection.h"

#include <algorithm>

namespace sim {

void Connection::find_losses(AckNews& news, Step& step) {
    if (sent.empty()) return;
    if (!agreed.sack) return find_lost_by_duplicates(news, *step.profile);
    if (step.profile->loss_detection == LossDetection::by_count) return find_lost_by_count(news);
    const std::uint32_t resent_before = sent.resent();
    if (find_lost_by_time(news, step)) news.restarts_timer = false;
    if (sent.resent() < resent_before) news.lost_again = true;
}

/// RFC 5681 3.2: the third duplicate ACK; RFC 6582 3.2 step 5: a partial ACK shows the next hole.
void Connection::find_lost_by_duplicates(AckNews& news, const Profile& profile) {
    const bool recovers = congestion.phase == CongestionPhase::recovery;
    const bool enough = sent.duplicates() >= recovery.reordering.degree;
    // RFC 6582 3.2 step 2: those of the last recovery do not begin another one
    const bool of_this_flight = profile.undo || before(congestion.recover, snd.una);
    const bool begins = congestion.phase != CongestionPhase::loss && enough && of_this_flight;
    if (!(recovers ? news.advances : begins)) return;
    if (!sent.front().lost && sent.mark_lost(0)) ++news.lost;
}

/// RFC 6675 4: lost is what three SACKed segments lie beyond.
void Connection::find_lost_by_count(AckNews& news) {
    std::uint32_t needed = recovery.reordering.degree;
    if (sent.sacked() < needed) return;
    std::size_t bound = sent.size();
    const std::vector<SeqRange>& ranges = recovery.board.ranges();
    for (auto range = ranges.rbegin(); range != ranges.rend() && needed != 0; ++range) {
        const std::size_t first = sent.index_from(range->first);
        const std::size_t end = sent.index_from(range->end);
        const std::size_t taken = std::min<std::size_t>(needed, end - first);
        bound = end - taken;
        needed -= static_cast<std::uint32_t>(taken);
    }
    for (std::size_t i = sent.undecided(); i < bound; ++i)
        if (sent[i].transmissions == 1 && sent.mark_lost(i)) ++news.lost;
    sent.decide_up_to(std::max<std::size_t>(bound, sent.undecided()));
}

/// True when something that was overtaken is waited for: a timer runs for it.
bool Connection::find_lost_by_time(AckNews& news, const Step& step) {
    if (!recovery.rack.advanced) return false;
    recovery.rack.advanced = false;
    const Duration wait = judge_by_time(news.lost, step);
    if (wait == Duration{0}) return false;
    constexpr std::chrono::milliseconds slack{2}; // TCP_TIMEOUT_MIN
    set_transmit_timer(TimerKind::reordering, std::min<Duration>(wait + slack, rtt.rto), step);
    return true;
}

/// RFC 8985 6.2 step 4: RACK.reo_wnd. Without a sign of reordering nothing is waited for once three
/// segments have overtaken, or losses are being repaired.
Duration Connection::reordering_window() const {
    if (recovery.reordering.seen == 0) {
        const bool repairs = congestion.phase == CongestionPhase::recovery
                             || congestion.phase == CongestionPhase::loss;
        if (repairs || sent.sacked() >= recovery.reordering.degree) return Duration{0};
    }
    return std::min<Duration>(Duration{rtt.least} / 4 * recovery.rack.steps, rtt.srtt);
}

/// RFC 8985 6.2 step 5: judges what was overtaken; returns how long the rest is waited for at most.
/// Segments sent once lie in the order of time, those sent again are kept in it.
Duration Connection::judge_by_time(std::uint32_t& lost, const Step& step) {
    const Duration window = reordering_window();
    const Duration first = judge_sent_once(window, lost, step.now);
    return std::max(first, judge_sent_again(window, lost, step.now));
}

namespace {

/// Time can not tell anything new of it here.
bool is_judged(const SentSegment& segment) {
    return segment.transmissions > 1 || segment.judged || segment.lost;
}

/// Whoever is overtaken for so long is lost; returns how many are so by this.
std::uint32_t judge_lost(SendQueue& sent, std::size_t place) {
    const bool is_news = sent.mark_lost(place);
    sent.judge(place);
    return static_cast<std::uint32_t>(is_news);
}

} // namespace

Duration Connection::judge_sent_once(Duration window, std::uint32_t& lost, Time now) {
    Duration longest{0};
    std::size_t place = sent.undecided();
    while (place < sent.size()) {
        const SentSegment& segment = sent[place];
        if (segment.sacked) {
            place =
                std::max(place + 1, sent.index_from(recovery.board.end_of_range_at(segment.first)));
        } else if (is_judged(segment)) {
            ++place;
        } else {
            if (!recovery.rack.is_overtaken(segment)) break;
            const Duration patience = recovery.rack.patience(segment, now, window);
            longest = std::max(longest, patience);
            if (patience <= Duration{0}) lost += judge_lost(sent, place);
            ++place;
        }
        if (longest == Duration{0}) sent.decide_up_to(place);
    }
    return longest;
}

Duration Connection::judge_sent_again(Duration window, std::uint32_t& lost, Time now) {
    Duration longest{0};
    Ring<Retransmission>& again = sent.retransmissions();
    std::size_t waiting = 0;
    while (waiting < again.size()) {
        const std::size_t place = sent.place_of(again[waiting]);
        const bool decided = place == sent.size() || (sent[place].lost && !sent[place].resent);
        if (!decided) {
            if (!recovery.rack.is_overtaken(sent[place])) break;
            const Duration patience = recovery.rack.patience(sent[place], now, window);
            longest = std::max(longest, patience);
            if (patience <= Duration{0} && sent.mark_lost(place)) ++lost;
        }
        if (longest == Duration{0})
            again.pop_front();
        else
            ++waiting;
    }
    return longest;
}

/// RFC 8985 6.3: what was waited for has not come.
void Connection::reordering_timeout(Step& step) {
    step.input_rule = Rule::rfc8985_6_3_reordering_timer;
    if (sent.empty()) return;
    const std::uint32_t in_flight = sent.in_flight();
    AckNews news{.una_before = snd.una, .delivered = 1};
    judge_by_time(news.lost, step);
    if (sent.in_flight() != in_flight) {
        if (congestion.phase != CongestionPhase::recovery) {
            enter_recovery(step);
            reduce(news, *step.profile);
        }
        send_lost(step);
    }
    if (!timers.is_set(TimerKind::retransmit)) arm_retransmit(Since::oldest_sent, step);
}

} // namespace sim
