#pragma once

#include "sim/tcp/prr.h"
#include "sim/tcp/rack.h"
#include "sim/tcp/sack_scoreboard.h"
#include "sim/tcp/undo.h"

namespace sim {

/// A tail loss probe that is not answered (RFC 8985 7.3).
struct TailProbe {
    bool out{};
    bool repeats{}; ///< it was sent before; else it carried new data
    SeqNum end;     ///< TLP.end_seq: SND.NXT when it left

    bool operator==(const TailProbe&) const = default;
};

/// All a sender keeps to find losses, repair them and take back what was a mistake.
struct Recovery {
    SackScoreboard board;
    Rack rack;
    Reordering reordering;
    Prr prr;
    Undo undo;
    TailProbe probe;
    bool frto{};                     ///< a timeout may prove spurious (RFC 5682 3.1)
    std::uint32_t duplicates_told{}; ///< segments that D-SACKs have told of, in all
    bool reneged{};                  ///< the peer has taken back what it had told to hold

    bool operator==(const Recovery&) const = default;

    void add_to(Digest& digest) const;
};

/// What is sent at once when an ACK has been judged.
enum class Resend : std::uint8_t {
    nothing,
    lost,     ///< what is presumed lost
    new_data, ///< new data instead, to find out whether a timeout was spurious (RFC 5682 2.1, 2b)
};

/// What one ACK has told.
struct AckNews {
    SeqNum una_before{};
    bool advances{};             ///< SND.UNA has moved
    bool carries_data{};         ///< data, SYN or FIN
    bool updates_window{};       ///< it may set SND.WND
    bool was_full{};             ///< cwnd was in full use when it came
    bool sacks{};                ///< it tells for the first time that something was received
    bool resent_acked{};         ///< something acknowledged had been sent more than once
    bool original_arrived{};     ///< something of before the recovery had been sent only once
    bool tells_duplicate{};      ///< a D-SACK (RFC 2883)
    bool tells_congestion{};     ///< ECE (RFC 3168 6.1.2)
    bool probe_duplicate{};      ///< of the tail loss probe
    bool lost_again{};           ///< a retransmission is lost
    bool restarts_timer{};       ///< the retransmission timer starts anew
    std::uint32_t acked{};       ///< segments taken from the queue
    std::uint32_t delivered{};   ///< segments known to have arrived by this ACK
    std::uint32_t lost{};        ///< segments presumed lost by this ACK
    std::uint32_t duplicates{};  ///< duplicate ACKs it stands for (RFC 5681 2)
    Time first_sent_at{never};   ///< of what was acknowledged in turn and sent once: the oldest
    Time last_sent_at{};         ///< and the newest
    Time first_sacked_at{never}; ///< the same of what was SACKed
    Time last_sacked_at{};
    Time newest_sent_at{};   ///< the newest transmission that arrived
    SeqNum highest_before{}; ///< behind the highest number known to have arrived before
    SeqNum lowest_late{};    ///< the lowest number that was overtaken by others
    Resend resend{};
};

} // namespace sim
