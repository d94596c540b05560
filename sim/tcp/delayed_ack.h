#pragma once

#include "sim/base/digest.h"
#include "sim/base/seq_num.h"
#include "sim/base/time.h"

#include <cstdint>

namespace sim {

/// What Linux remembers to decide whether an ACK waits for company: some quick ACKs first, then a
/// delay, and none of the quick ones while data flows both ways ("ping-pong").
struct DelayedAck {
    std::uint32_t quick{};      ///< ACKs that will still be sent at once
    bool pingpong{};            ///< data flows both ways: wait for a reply to ride on
    bool small_segment{};       ///< a segment smaller than usual lies unread (ICSK_ACK_PUSHED)
    bool small_again{};         ///< two of them (ICSK_ACK_PUSHED2)
    bool at_once{};             ///< the next ACK does not wait (ICSK_ACK_NOW)
    Duration patience{};        ///< how long an ACK waits; 0 before the first data (ato)
    Time last_data;             ///< when data came last
    std::uint32_t compressed{}; ///< duplicate ACKs that are put together and have not left
    std::uint32_t duplicates{}; ///< that left by themselves
    SeqNum duplicates_of;       ///< RCV.NXT of those

    static constexpr Duration least_patience{std::chrono::milliseconds{40}};
    static constexpr std::uint32_t most_quick = 16;

    bool operator==(const DelayedAck&) const = default;

    /// Allows quick ACKs for half a window of segments, at most `most`.
    void allow_quick(std::uint32_t window, std::uint32_t segment_size,
                     std::uint32_t most = most_quick);
    /// Out of order, again, or marked by the network: the sender needs to hear at once.
    void enter_quick(std::uint32_t window, std::uint32_t segment_size,
                     std::uint32_t most = most_quick);
    /// The sender's timeout, which bounds patience, and what time is counted in.
    struct Clock {
        Duration rto{}, tick{};
    };
    /// Data came: patience follows the gaps between segments, in whole ticks.
    void data_arrived(Time now, std::uint32_t window, std::uint32_t segment_size, Clock clock);
    /// Data left: a reply soon after data means ping-pong.
    void data_left(Time now, Duration tick);
    /// An ACK left, alone or on data; `owed`: one was due.
    void ack_left(std::uint32_t owed);
    /// The delay ran out.
    void missed(Duration rto);
    /// Data beyond a gap came while `next` is missing. True when the ACK is put together with those
    /// to come: the first three leave, at most `most` others wait (tcp_comp_sack_nr).
    bool compresses(SeqNum next, std::uint32_t most);
    [[nodiscard]] bool is_quick() const { return quick != 0 && !pingpong; }

    void add_to(Digest& digest) const;
};

} // namespace sim
