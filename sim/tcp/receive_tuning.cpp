#include "sim/tcp/receive_tuning.h"

namespace sim {

void ReceiveTuning::begin(std::uint32_t expected, SeqNum read, Time now) {
    space = expected;
    space_from = read;
    space_at = now;
}

void ReceiveTuning::arrived(SeqNum next, SeqNum edge, Time now) {
    if (window_at != never) {
        if (before(next, window_end)) return;
        const Duration sample = now - window_at;
        if (rtt == Duration{0} || sample < rtt) rtt = sample; // it may be far too long
    }
    window_end = edge;
    window_at = now;
}

void ReceiveTuning::echoed(std::uint32_t echo, Duration ago, bool drained) {
    if (echo == last_echo) return;
    last_echo = echo;
    if (ago <= Duration{0}) return;
    if (rtt == Duration{0} || ago < rtt)
        rtt = ago;
    else if (drained)
        rtt += (ago - rtt) / 8;
}

std::uint32_t ReceiveTuning::read_up_to(SeqNum read, std::uint32_t unread, Time now) {
    if (rtt == Duration{0} || now - space_at < rtt) return 0;
    const std::uint32_t copied = distance(space_from, read);
    space_from = read;
    space_at = now;
    return copied > unread && copied - unread > space ? copied - unread : 0;
}

void ReceiveTuning::add_to(Digest& digest) const {
    digest.add(rtt.count());
    digest.add(window_end.raw);
    digest.add(window_at.since_start_ns);
    digest.add(last_echo);
    digest.add(space);
    digest.add(space_from.raw);
    digest.add(space_at.since_start_ns);
}

std::uint64_t window_wanted(std::uint32_t bytes, std::uint32_t before, Duration rtt) {
    constexpr std::chrono::milliseconds short_round_trip{1}; // net.ipv4.tcp_rcvbuf_low_rtt
    const std::uint64_t twice = std::uint64_t{2} * bytes;
    if (rtt < short_round_trip)
        return twice
               + twice * static_cast<std::uint64_t>(rtt.count())
                     / static_cast<std::uint64_t>(Duration{short_round_trip}.count());
    return twice + 2 * twice * (bytes - before) / before;
}

} // namespace sim
