#pragma once

#include "sim/base/digest.h"
#include "sim/base/seq_num.h"
#include "sim/base/time.h"

#include <cstdint>

namespace sim {

/// What a sender believes of the network (Linux calls it the congestion state).
enum class CongestionPhase : std::uint8_t {
    open,
    disorder, ///< duplicate ACKs or SACK blocks have come, no loss is certain yet
    reduced,  ///< cwnd shrinks without a loss: congestion was notified, or a probe repaired it
    recovery, ///< a loss is being repaired without a timeout (RFC 5681 3.2, RFC 6675 5)
    loss,     ///< a timeout has declared everything lost (RFC 5681 3.1)
};

/// The congestion window, counted in segments (RFC 5681). How it grows and shrinks is the matter of
/// a congestion control (congestion_control.h).
struct Congestion {
    static constexpr std::uint32_t unlimited = 0x7fffffff;

    std::uint32_t cwnd{10};
    std::uint32_t ssthresh{unlimited};
    std::uint32_t credit{}; ///< segments acknowledged toward the next growth of cwnd
    CongestionPhase phase{};
    SeqNum recover;           ///< RFC 6582: SND.NXT when the loss was noticed
    bool limited{};           ///< of late cwnd held segments back (Linux is_cwnd_limited)
    std::uint32_t most_out{}; ///< else: how many segments were outstanding at most
    SeqNum used_until;        ///< where that reckoning ends: SND.NXT at the time
    std::uint32_t used{};     ///< most outstanding since cwnd was full last
    Time full_at{};           ///< when that was

    bool operator==(const Congestion&) const = default;

    [[nodiscard]] bool in_slow_start() const { return cwnd < ssthresh; }
    /// cwnd is being reduced, ACK by ACK.
    [[nodiscard]] bool is_shrinking() const {
        return phase == CongestionPhase::recovery || phase == CongestionPhase::reduced;
    }

    /// Something was sent, or could not be (Linux tcp_cwnd_validate).
    struct Use {
        bool full{};         ///< cwnd allows no more
        std::uint32_t out{}; ///< segments not acknowledged
        SeqNum una, nxt;
    };
    void note_use(const Use& use);
    /// cwnd was in use of late, so that it may grow: all of it, or half of it in slow start (Linux
    /// tcp_is_cwnd_limited).
    [[nodiscard]] bool is_in_use() const {
        return limited || (in_slow_start() && cwnd < 2 * most_out);
    }
    /// It was not for a whole timeout: it decays halfway to what was used (RFC 2861 3.2).
    void decay(std::uint32_t initial_cwnd);

    /// Slow start (RFC 5681 3.1): one for each segment acknowledged, by `most` at most. Returns how
    /// many acknowledged segments are left beyond ssthresh.
    std::uint32_t slow_start(std::uint32_t acknowledged, std::uint32_t most);
    /// One more segment for each `per` acknowledged (RFC 5681 3.1, congestion avoidance).
    void increase(std::uint32_t per, std::uint32_t acknowledged);

    /// Nothing was sent for so many timeouts: the network may have changed (RFC 5681 4.1, RFC
    /// 2861).
    void restart(std::int64_t silent_timeouts, std::uint32_t initial_cwnd);
    /// ssthresh as it should be remembered: cwnd has proven itself (Linux tcp_current_ssthresh).
    [[nodiscard]] std::uint32_t current_ssthresh() const;

    void add_to(Digest& digest) const;
};

} // namespace sim
