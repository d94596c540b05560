// How much leaves at once. A stack that leaves segmentation to its device decides for several
// segments together (Linux, TSO): one decision is a burst, and PSH stands on its last segment.
#include "sim/tcp/connection.h"

#include <algorithm>

namespace sim {

namespace {

constexpr std::uint32_t largest_burst_bytes = 65536; // sk_gso_max_size

} // namespace

/// The most bytes of one buffer: all of a write, or what a device cuts at once
/// (tcp_xmit_size_goal).
std::uint32_t Connection::buffer_goal(const Step& step) const {
    if (!step.profile->segmentation_offload) return effective_mss(step);
    constexpr std::uint32_t header_room = 320; // MAX_TCP_HEADER
    const std::uint32_t mss = effective_mss(step);
    std::uint32_t most = largest_burst_bytes - 1 - header_room;
    most = bounded_by_window(most);
    return std::max(mss, most / mss * mss);
}

/// How many segments a burst may have by the rate of the last round trip: a millisecond's worth, at
/// least two (tcp_tso_autosize), more on very short round trips.
std::uint32_t Connection::paced_segments(const Step& step) const {
    constexpr int rate_shift = 10;      // sk_pacing_shift
    constexpr int round_trip_shift = 9; // net.ipv4.tcp_tso_rtt_log
    constexpr int bits = 32;
    if (!rtt.has_sample) return largest_burst_bytes / std::max<std::uint32_t>(snd.mss, 1);
    const std::uint64_t rate = pacing_rate(*step.profile);
    std::uint64_t bytes = std::min<std::uint64_t>(rate >> rate_shift, largest_burst_bytes);
    const int shorter = rtt.least.count() >> round_trip_shift;
    if (shorter < bits) bytes += largest_burst_bytes >> shorter;
    bytes = std::min<std::uint64_t>(bytes, largest_burst_bytes);
    const auto segments = static_cast<std::uint32_t>(bytes / std::max<std::uint32_t>(snd.mss, 1));
    return std::max(segments, step.profile->min_tso_segments);
}

/// Bytes a second at which the window would leave evenly over a round trip, and a margin to let it
/// grow (tcp_update_pacing_rate). What leaves until the next ACK does not change it.
std::uint64_t Connection::pacing_rate(const Profile& profile) const {
    return pacing.rate != 0 ? pacing.rate : reckon_pacing_rate(profile);
}

std::uint64_t Connection::reckon_pacing_rate(const Profile& profile) const {
    if (!profile.segmentation_offload && !profile.pacing) return 0; // nobody asks
    constexpr std::uint64_t second_us = 1'000'000, percent = 100;
    const bool slow_start = congestion.cwnd < congestion.ssthresh / 2;
    const std::uint64_t ratio = slow_start ? profile.pacing_ss_ratio : profile.pacing_ca_ratio;
    const std::uint64_t window = std::uint64_t{std::max(congestion.cwnd, sent.size())} * snd.mss;
    const auto srtt = static_cast<std::uint64_t>(std::max(rtt.srtt.count(), 1));
    return window * ratio / percent * second_us / srtt;
}

/// The time of the next burst has not come: a timer waits for it.
bool Connection::is_paced_out(const Step& step) {
    if (!step.profile->pacing || pacing.next <= step.now) return false;
    timers.set(TimerKind::pacing, pacing.next);
    return true;
}

void Connection::pacing_timeout(Step& step) {
    step.input_rule = Rule::linux_pacing;
    if (sent.lost() > sent.resent()) send_lost(step);
    output(step);
}

/// A burst that the window cuts short may wait for the next ACK, if that is near (Linux
/// tcp_tso_should_defer). `room`: segments that cwnd allows.
bool Connection::waits_for_larger_burst(std::uint32_t room, const Step& step) {
    constexpr std::chrono::milliseconds near{1};
    const Profile& profile = *step.profile;
    const bool repairs =
        congestion.phase == CongestionPhase::recovery || congestion.phase == CongestionPhase::loss;
    if (repairs || step.now - snd.left_at > near || sent.empty()) return false;
    const std::uint64_t allowed = std::uint64_t{room} * snd.mss;
    const std::uint64_t limit = std::min<std::uint64_t>(snd.usable(), allowed);
    if (limit >= std::uint64_t{paced_segments(step)} * snd.mss) return false;
    const std::uint32_t waiting = distance(snd.nxt, written.front().end);
    if (!written.has_one() && limit >= waiting) return false;
    const std::uint64_t window =
        std::min<std::uint64_t>(snd.wnd, std::uint64_t{congestion.cwnd} * snd.mss);
    constexpr std::uint32_t most_without_divisor = 3; // segments
    if (profile.tso_win_divisor != 0 ? limit >= window / profile.tso_win_divisor
                                     : limit > most_without_divisor * std::uint64_t{snd.mss})
        return false;
    const Duration until_ack = sent.front().sent_at + Duration{rtt.srtt} - step.now;
    if (until_ack > std::min<Duration>(Duration{rtt.srtt} / 2, near)) return false;
    const bool by_cwnd = allowed < snd.usable();
    const bool cuts_short = (by_cwnd ? allowed : snd.usable()) <= waiting;
    if (by_cwnd && cuts_short) held_for_burst_ = true;
    return cuts_short || !(snd.fin_wanted || written.front().closed);
}

/// After a silence the window that was earned before it counts for less.
void Connection::restart_after_idle(const Step& step) {
    const Profile& profile = *step.profile;
    if (!profile.slow_start_after_idle || !sent.empty() || !is_governed()) return;
    const Duration silence = step.now - snd.data_at;
    if (silence <= rtt.rto) return;
    const std::int64_t timeouts = (silence.count() - 1) / Duration{rtt.rto}.count();
    congestion.restart(timeouts, profile.initial_cwnd_segments);
    congestion.full_at = step.now;
}

/// The bytes that leave next by one decision; 0 when nothing may (tcp_write_xmit,
/// tcp_mss_split_point).
std::uint32_t Connection::next_burst(Bursts bursts, const Step& step) {
    if (!step.profile->segmentation_offload) return next_length(step);
    if (written.empty()) return 0;
    const std::uint32_t mss = effective_mss(step);
    const std::uint32_t room = congestion.cwnd - std::min(congestion.cwnd, sent.in_flight());
    const std::uint32_t quota =
        std::min({room, std::max(congestion.cwnd / 2, 1U), paced_segments(step)});
    const std::uint32_t most = mss * std::max(quota, 1U);
    written.fill_first(snd.nxt, most);
    const std::uint32_t left = distance(snd.nxt, written.front().end);
    const bool last = written.has_one();
    if (snd.usable() < std::min(left, mss)) return 0;
    if (snd.fin_wanted && last && left <= mss && fin_has_no_room(left, *step.profile)) return 0;
    if (left > mss && bursts == Bursts::all && waits_for_larger_burst(room, step)) return 0;
    if (!last && most <= snd.usable()) return std::min(left, most);
    const std::uint32_t needed = std::min(left, snd.usable());
    if (most <= needed) return most;
    const std::uint32_t partial = needed % mss;
    const bool closes = snd.fin_wanted && last && needed == left;
    const bool lets_nagle_ask = last || left > mss; // a small buffer before others leaves as it is
    if (partial == 0 || closes || !lets_nagle_ask || !held_back_by_nagle(partial, step))
        return needed;
    return needed - partial;
}

/// Sends a burst in segments of a full size.
void Connection::send_burst(std::uint32_t bytes, Step& step) {
    const std::uint32_t mss = effective_mss(step);
    const bool many = bytes > mss && step.profile->segmentation_offload;
    const std::uint32_t whole = bytes;
    do {
        const std::uint32_t length = std::min(bytes, mss);
        bytes -= length;
        send_new(length, many && bytes == 0 ? Push::yes : Push::at_end_of_write, step);
        if (bytes != 0) sent.join_next(sent.size() - 1);
    } while (bytes != 0);
    if (step.profile->pacing)
        pacing.sent(whole, (whole + mss - 1) / mss, pacing_rate(*step.profile), step.now);
}

} // namespace sim
