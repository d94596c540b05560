#pragma once

#include "sim/base/digest.h"
#include "sim/base/seq_num.h"

#include <cstdint>

namespace sim {

enum class CongestionPhase : std::uint8_t { open, recovery, loss };

/// Congestion control counted in segments (RFC 5681, with NewReno's recovery of RFC 6582).
struct Congestion {
    static constexpr std::uint32_t unlimited = 0x7fffffff;
    static constexpr std::uint32_t duplicates_needed = 3; // RFC 5681 3.2

    std::uint32_t cwnd{10};
    std::uint32_t ssthresh{unlimited};
    std::uint32_t credit{};     ///< segments acknowledged toward the next growth of cwnd
    std::uint32_t duplicates{}; ///< duplicate ACKs in a row
    CongestionPhase phase{};
    SeqNum recover;           ///< RFC 6582: SND.NXT when the loss was noticed
    bool limited{};           ///< of late cwnd held segments back (Linux is_cwnd_limited)
    std::uint32_t most_out{}; ///< else: how many segments were in flight at most
    SeqNum used_until;        ///< where that reckoning ends: SND.NXT at the time

    bool operator==(const Congestion&) const = default;

    /// Something was sent, or could not be (Linux tcp_cwnd_validate).
    void note_use(std::uint32_t in_flight, SeqNum una, SeqNum nxt);
    /// cwnd was in use of late, so that it may grow: all of it, or half of it in slow start (Linux
    /// tcp_is_cwnd_limited).
    [[nodiscard]] bool is_in_use() const {
        return limited || (cwnd < ssthresh && cwnd < 2 * most_out);
    }
    /// New data was acknowledged while cwnd was in full use (RFC 5681 3.1). Slow start opens it by
    /// `most` at the most.
    void grow(std::uint32_t acknowledged_segments, std::uint32_t most);
    /// The third duplicate ACK (RFC 5681 3.2, RFC 6582 3.2 step 2).
    void enter_recovery(std::uint32_t in_flight, SeqNum nxt);
    /// The retransmission timer went off (RFC 5681 3.1 equation 4); `first`: for this flight.
    void enter_loss(std::uint32_t in_flight, SeqNum nxt);
    /// All that was in flight when the loss was noticed is acknowledged.
    void leave();
    /// Nothing was sent for so many timeouts: the network may have changed (RFC 5681 4.1, RFC
    /// 2861).
    void restart(std::int64_t silent_timeouts, std::uint32_t initial_cwnd);
    /// New data was acknowledged: so many of the duplicates were for these segments.
    void delivered(std::uint32_t segments);
    /// Of `in_flight` segments, how many are still in the network: in recovery, each duplicate ACK
    /// tells of one that has left it (RFC 5681 3.2 step 4).
    [[nodiscard]] std::uint32_t pipe(std::uint32_t in_flight) const {
        if (phase != CongestionPhase::recovery) return in_flight;
        return in_flight > duplicates ? in_flight - duplicates : 0;
    }

    void add_to(Digest& digest) const;
};

} // namespace sim
