#pragma once

#include "sim/base/digest.h"
#include "sim/base/time.h"
#include "sim/tcp/send_queue.h"

namespace sim {

/// How far segments overtake each other on this path.
struct Reordering {
    std::uint32_t degree{3}; ///< the most places one was late (RFC 5681 3.2: three are tolerated)
    std::uint32_t seen{};    ///< how often that was noticed

    bool operator==(const Reordering&) const = default;
};

/// Loss detection by time (RFC 8985 6): what was sent before something that has arrived, and so
/// long ago that it should have come as well, is lost.
struct Rack {
    /// RACK.xmit_ts and RACK.end_seq: which transmission was the newest that arrived. Their order
    /// tells more than their time, for many may be of one instant.
    std::uint32_t newest{};
    Duration rtt{};         ///< RACK.rtt: of the segment that arrived last
    std::uint8_t steps{1};  ///< RACK.reo_wnd_mult: quarters of the least round trip to wait
    std::uint8_t persist{}; ///< recoveries for which a longer wait is kept
    bool advanced{};        ///< something has arrived since losses were looked for
    bool saw_duplicate{};   ///< a D-SACK came that reordering may explain
    Time adapted_at{};      ///< when the wait was lengthened last

    static constexpr std::uint8_t recoveries_kept = 16;

    bool operator==(const Rack&) const = default;

    /// RFC 8985 6.2 steps 2 and 3: `segment` has arrived. `least`: the shortest round trip so far.
    void arrived(const SentSegment& segment, Time now, Duration least) {
        const Duration measured = now - segment.sent_at;
        if (measured < least && segment.transmissions > 1) return; // perhaps its first transmission
        advanced = true;
        rtt = measured;
        if (is_before(newest, segment.order)) newest = segment.order;
    }
    /// The segment was sent before the newest one that has arrived (RACK_sent_after of RFC
    /// 8985 6.2).
    [[nodiscard]] bool is_overtaken(const SentSegment& segment) const {
        return is_before(segment.order, newest);
    }
    /// How long it is still waited for; none or less: it is lost.
    [[nodiscard]] Duration patience(const SentSegment& segment, Time now, Duration window) const {
        return rtt + window - (now - segment.sent_at);
    }
    /// RFC 8985 6.2 step 4: the wait grows with D-SACKs, once a round trip, and is kept for sixteen
    /// recoveries. `newest_sent_at`: when the newest segment that just arrived was sent.
    void adapt(Time newest_sent_at, Time now);

    void add_to(Digest& digest) const;

private:
    static bool is_before(std::uint32_t a, std::uint32_t b) {
        return static_cast<std::int32_t>(a - b) < 0;
    }
};

} // namespace sim
