#pragma once

#include "sim/base/digest.h"

#include <algorithm>
#include <cstdint>

namespace sim {

/// Proportional Rate Reduction (RFC 9937): how much may leave for each ACK while cwnd shrinks to
/// ssthresh. Counted in segments.
struct Prr {
    std::uint32_t prior_cwnd{}; ///< RecoverFS, for which Linux takes cwnd
    std::uint32_t delivered{};  ///< prr_delivered: arrived since then
    std::uint32_t out{};        ///< prr_out: sent since then

    bool operator==(const Prr&) const = default;

    void begin(std::uint32_t cwnd) { *this = {.prior_cwnd = cwnd}; }

    /// What an ACK brings to the reckoning.
    struct Ack {
        std::uint32_t delivered{}; ///< segments, at least one
        bool clean_advance{};      ///< SND.UNA moved on, and nothing new is lost
    };
    /// RFC 9937 6.2: cwnd after this ACK.
    std::uint32_t cwnd_after(Ack ack, std::uint32_t in_flight, std::uint32_t ssthresh) {
        delivered += ack.delivered;
        std::int64_t count = 0;
        if (in_flight > ssthresh) { // reduce in proportion
            const std::uint64_t whole = std::uint64_t{ssthresh} * delivered + prior_cwnd - 1;
            count = static_cast<std::int64_t>(whole / prior_cwnd) - out;
        } else { // conserve, and grow back only while all goes well
            count = std::max<std::int64_t>(std::int64_t{delivered} - out, ack.delivered);
            if (ack.clean_advance) ++count;
            count = std::min<std::int64_t>(count, ssthresh - in_flight);
        }
        const std::int64_t least = out == 0 ? 1 : 0; // the fast retransmission itself
        return in_flight + static_cast<std::uint32_t>(std::max(count, least));
    }

    void add_to(Digest& digest) const {
        digest.add(prior_cwnd);
        digest.add(delivered);
        digest.add(out);
    }
};

} // namespace sim
