#include "sim/tcp/delayed_ack.h"

#include <algorithm>

namespace sim {

namespace {

Duration in_ticks(Duration span, Duration tick) {
    return tick == Duration{0} ? span : span / tick * tick;
}

/// From one tick to another, as a kernel that counts ticks sees it.
Duration between(Time sooner, Time later, Duration tick) {
    if (tick == Duration{0}) return later - sooner;
    return in_ticks(later - Time{}, tick) - in_ticks(sooner - Time{}, tick);
}

} // namespace

void DelayedAck::allow_quick(std::uint32_t window, std::uint32_t segment_size, std::uint32_t most) {
    std::uint32_t segments = segment_size == 0 ? 0 : window / (2 * segment_size);
    if (segments == 0) segments = 2;
    quick = std::max(quick, std::min(segments, most));
}

void DelayedAck::enter_quick(std::uint32_t window, std::uint32_t segment_size, std::uint32_t most) {
    allow_quick(window, segment_size, most);
    pingpong = false;
    patience = least_patience;
}

void DelayedAck::data_arrived(Time now, std::uint32_t window, std::uint32_t segment_size,
                              Clock clock) {
    if (patience == Duration{0}) {
        allow_quick(window, segment_size);
        patience = least_patience;
    } else {
        const Duration gap = between(last_data, now, clock.tick);
        const Duration half = in_ticks(patience / 2, clock.tick);
        if (gap <= least_patience / 2)
            patience = half + least_patience / 2;
        else if (gap < patience)
            patience = std::min(half + gap, clock.rto);
        else if (gap > clock.rto)
            allow_quick(window, segment_size);
    }
    last_data = now;
}

void DelayedAck::data_left(Time now, Duration tick) {
    if (between(last_data, now, tick) < patience) pingpong = true;
}

bool DelayedAck::compresses(SeqNum next, std::uint32_t most) {
    constexpr std::uint32_t needed = 3; // RFC 5681 3.2: the sender waits for so many
    if (compressed >= most) return false;
    if (duplicates_of != next) {
        duplicates_of = next;
        duplicates = 0;
    }
    if (duplicates < needed) {
        ++duplicates;
        return false;
    }
    ++compressed;
    return true;
}

void DelayedAck::ack_left(std::uint32_t owed) {
    compressed = 0;
    small_segment = small_again = at_once = false;
    if (quick == 0) return;
    if (owed >= quick) {
        quick = 0;
        patience = least_patience;
    } else {
        quick -= owed;
    }
}

void DelayedAck::missed(Duration rto) {
    if (pingpong) {
        pingpong = false;
        patience = least_patience;
    } else {
        patience = std::min(patience * 2, rto);
    }
}

void DelayedAck::add_to(Digest& digest) const {
    digest.add(quick);
    digest.add(pingpong);
    digest.add(small_segment);
    digest.add(small_again);
    digest.add(at_once);
    digest.add(patience.count());
    digest.add(last_data.since_start_ns);
    digest.add(compressed);
    digest.add(duplicates);
    digest.add(duplicates_of.raw);
}

} // namespace sim
