#pragma once

#include "sim/base/digest.h"
#include "sim/base/seq_num.h"
#include "sim/base/time.h"
#include "sim/tcp/profile.h"

#include <cstdint>

namespace sim {

/// The retransmission timeout and what it is made of (RFC 6298).
struct Rtt {
    Microseconds srtt{}, rttvar{};
    Microseconds rto{1'000'000};
    bool has_sample{};
    bool has_slop{};          ///< rto counts Profile::rto_slop in
    std::uint8_t doublings{}; ///< of rto since it was reckoned last, or the window opened
    // Linux keeps the largest deviation of a round trip beside the smoothed one
    // (tcp_rtt_estimator).
    Microseconds deviation{}, largest_deviation{};
    Microseconds least{}; ///< the shortest round trip so far
    SeqNum round_end;     ///< the round trip being watched ends when this is acknowledged

    bool operator==(const Rtt&) const = default;

    /// What of the send sequence space tells where a round trip ends.
    struct Place {
        SeqNum una, nxt;
    };
    /// Takes a round trip time (RFC 6298 2.2, 2.3); Karn's rule has been applied by the caller.
    /// `newest`: that of the newest segment that arrived, for the least of all.
    void sample(Microseconds measured, Microseconds newest, Place place, const Profile& profile);
    /// Doubles the timeout (RFC 6298 5.5).
    void back_off(const Profile& profile);
    /// Sets the timeout from what was measured, back-off undone.
    void restore(const Profile& profile);
    /// The connection stands, but its SYN was sent more than once, so that nothing could be
    /// measured (RFC 6298 5.7). A sample by timestamps may follow.
    void start_after_lost_syn(const Profile& profile);

    void add_to(Digest& digest) const;
};

} // namespace sim
