#include "sim/tcp/congestion.h"

#include <algorithm>

namespace sim {

void Congestion::note_use(const Use& use) {
    const bool counts =
        !before(use.una, used_until) || use.full || (!limited && use.out > most_out);
    if (counts) {
        limited = use.full;
        most_out = use.out;
        used_until = use.nxt;
    }
}

void Congestion::decay(std::uint32_t initial_cwnd) {
    const std::uint32_t needed = std::max(used, initial_cwnd);
    if (needed < cwnd) {
        ssthresh = current_ssthresh();
        cwnd = (cwnd + needed) / 2;
    }
    used = 0;
}

std::uint32_t Congestion::slow_start(std::uint32_t acknowledged, std::uint32_t most) {
    const std::uint32_t taken = std::min(acknowledged, ssthresh - cwnd);
    cwnd += std::min(taken, most);
    return acknowledged - taken;
}

void Congestion::increase(std::uint32_t per, std::uint32_t acknowledged) {
    if (credit >= per) { // earned while it cost more
        credit = 0;
        ++cwnd;
    }
    credit += acknowledged;
    if (credit < per) return;
    const std::uint32_t more = credit / per;
    credit -= more * per;
    cwnd += more;
}

void Congestion::restart(std::int64_t silent_timeouts, std::uint32_t initial_cwnd) {
    const std::uint32_t least = std::min(initial_cwnd, cwnd);
    ssthresh = current_ssthresh();
    for (; silent_timeouts > 0 && cwnd > least; --silent_timeouts)
        cwnd /= 2;
    cwnd = std::max(cwnd, least);
    used = 0;
}

std::uint32_t Congestion::current_ssthresh() const {
    if (is_shrinking()) return ssthresh;
    return std::max(ssthresh, cwnd / 2 + cwnd / 4);
}

void Congestion::add_to(Digest& digest) const {
    digest.add(cwnd);
    digest.add(ssthresh);
    digest.add(credit);
    digest.add(phase);
    digest.add(recover.raw);
    digest.add(limited);
    digest.add(most_out);
    digest.add(used_until.raw);
    digest.add(used);
    digest.add(full_at.since_start_ns);
}

} // namespace sim
