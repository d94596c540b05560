#pragma once

#include "sim/base/digest.h"
#include "sim/base/seq_num.h"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace sim {

/// What it takes to find out that a reduction of cwnd was a mistake, and to take it back: the Eifel
/// algorithm (RFC 3522, RFC 4015) and D-SACKs for all that was sent again (RFC 2883 4, RFC 3708).
struct Undo {
    std::optional<SeqNum> marker;     ///< SND.UNA when cwnd was reduced; none: nothing to take back
    std::uint32_t prior_cwnd{};       ///< as it was before
    std::uint32_t prior_ssthresh{};   ///< 0: the reduction is due whatever comes
    std::int32_t retransmissions{-1}; ///< not yet told to be needless; -1: none was made
    std::optional<std::uint32_t> stamp; ///< our timestamp on the first of them

    bool operator==(const Undo&) const = default;

    void begin(SeqNum una, std::uint32_t under_way) {
        marker = una;
        retransmissions = under_way == 0 ? -1 : static_cast<std::int32_t>(under_way);
    }
    void note_resent(std::uint32_t timestamp) {
        if (!stamp) stamp = timestamp;
        retransmissions = std::max(retransmissions, 0) + 1;
    }
    /// So many of them were needless.
    void take_off(std::uint32_t count) {
        if (retransmissions > 0)
            retransmissions = std::max(0, retransmissions - static_cast<std::int32_t>(count));
    }
    /// Each retransmission was told to be needless.
    [[nodiscard]] bool all_needless() const { return marker && retransmissions == 0; }

    void add_to(Digest& digest) const {
        digest.add(marker.has_value());
        digest.add(marker.value_or(SeqNum{}).raw);
        digest.add(prior_cwnd);
        digest.add(prior_ssthresh);
        digest.add(retransmissions);
        digest.add(stamp.has_value());
        digest.add(stamp.value_or(0));
    }
};

} // namespace sim
