#include "sim/tcp/congestion.h"

#include <algorithm>

namespace sim {

namespace {

constexpr std::uint32_t least_ssthresh = 2; // RFC 5681 equation 4: 2 * SMSS

} // namespace

void Congestion::note_use(std::uint32_t in_flight, SeqNum una, SeqNum nxt) {
    const bool is_full = in_flight >= cwnd;
    const bool counts = !before(una, used_until) || is_full || (!limited && in_flight > most_out);
    if (!counts) return;
    limited = is_full;
    most_out = in_flight;
    used_until = nxt;
}

void Congestion::grow(std::uint32_t acknowledged_segments, std::uint32_t most) {
    if (cwnd < ssthresh) {
        const std::uint32_t taken = std::min(acknowledged_segments, ssthresh - cwnd);
        cwnd += std::min(taken, most);
        acknowledged_segments -= taken;
    }
    if (acknowledged_segments == 0) return;
    credit += acknowledged_segments;
    if (credit >= cwnd) {
        credit -= cwnd;
        ++cwnd;
    }
}

void Congestion::enter_recovery(std::uint32_t in_flight, SeqNum nxt) {
    ssthresh = std::max(std::min(in_flight, cwnd) / 2, least_ssthresh);
    cwnd = ssthresh;
    credit = 0;
    phase = CongestionPhase::recovery;
    recover = nxt;
}

void Congestion::enter_loss(std::uint32_t in_flight, SeqNum nxt) {
    if (phase != CongestionPhase::loss)
        ssthresh = std::max(std::min(in_flight, cwnd) / 2, least_ssthresh);
    cwnd = 1;
    credit = 0;
    duplicates = 0;
    phase = CongestionPhase::loss;
    recover = nxt;
}

void Congestion::leave() {
    if (phase == CongestionPhase::recovery) cwnd = ssthresh;
    duplicates = 0;
    phase = CongestionPhase::open;
}

void Congestion::restart(std::int64_t silent_timeouts, std::uint32_t initial_cwnd) {
    const std::uint32_t least = std::min(initial_cwnd, cwnd);
    ssthresh = std::max(ssthresh, cwnd / 4 * 3);
    for (; silent_timeouts > 0 && cwnd > least; --silent_timeouts)
        cwnd /= 2;
    cwnd = std::max(cwnd, least);
    credit = 0;
}

void Congestion::delivered(std::uint32_t segments) {
    if (phase == CongestionPhase::recovery && segments > 0)
        duplicates -= std::min(duplicates, segments - 1);
    else
        duplicates = 0;
}

void Congestion::add_to(Digest& digest) const {
    digest.add(cwnd);
    digest.add(ssthresh);
    digest.add(credit);
    digest.add(duplicates);
    digest.add(phase);
    digest.add(recover.raw);
    digest.add(limited);
    digest.add(most_out);
    digest.add(used_until.raw);
}

} // namespace sim
