#pragma once

#include "sim/base/digest.h"
#include "sim/base/seq_num.h"
#include "sim/base/time.h"

#include <cstdint>

namespace sim {

/// How much a program reads in a round trip, so that the receive buffer can hold twice that:
/// dynamic right-sizing, as Linux has it (tcp_rcv_space_adjust, net.ipv4.tcp_moderate_rcvbuf).
struct ReceiveTuning {
    Duration rtt{};            ///< as the receiver sees it; 0: not known yet
    SeqNum window_end;         ///< a window was offered up to here,
    Time window_at{never};     ///< at this time: when that arrives, a round trip has passed
    std::uint32_t last_echo{}; ///< the timestamp of ours that came back last
    std::uint32_t space{};     ///< bytes read in a round trip, at most so far
    SeqNum space_from;         ///< what was read since the last reckoning begins here,
    Time space_at{};           ///< and at this time

    bool operator==(const ReceiveTuning&) const = default;

    /// The handshake is over; the program has read up to `read`.
    void begin(std::uint32_t expected, SeqNum read, Time now);
    /// Data has arrived in turn; the window then ends at `edge`.
    void arrived(SeqNum next, SeqNum edge, Time now);
    /// A full segment echoes the timestamp `echo`, sent so long ago; `drained`: nothing is unread.
    void echoed(std::uint32_t echo, Duration ago, bool drained);
    /// The program has read up to `read`, with `unread` bytes left. The bytes a round trip that are
    /// to be reckoned with from now on; 0 when that is no more than before.
    std::uint32_t read_up_to(SeqNum read, std::uint32_t unread, Time now);

    void add_to(Digest& digest) const;
};

/// The window that bytes a round trip call for: twice as much, and twice what they have grown, for
/// a sender in slow start (Linux tcp_rcvbuf_grow). `before`: bytes a round trip up to now.
std::uint64_t window_wanted(std::uint32_t bytes, std::uint32_t before, Duration rtt);

} // namespace sim
