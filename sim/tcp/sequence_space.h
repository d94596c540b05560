#pragma once

#include "sim/base/seq_num.h"
#include "sim/base/time.h"
#include "sim/tcp/reassembly.h"
#include "sim/tcp/receive_window.h"

#include <cstdint>

namespace sim {

/// The send sequence space (RFC 9293 3.3.1), with the RFC's names.
struct SendSpace {
    SeqNum iss, una, nxt;
    SeqNum wl1, wl2;         ///< segment seq and ack of the last window update
    std::uint32_t wnd{};     ///< SND.WND, scaled
    std::uint32_t max_wnd{}; ///< the largest window the peer ever offered
    std::uint8_t shift{};    ///< of the peer's windows (RFC 7323 2)
    std::uint16_t mss{536};  ///< Eff.snd.MSS (RFC 9293 3.7.1)
    SeqNum end;              ///< after the last byte the program has sent; a FIN would stand here
    bool fin_wanted{};       ///< the program has closed: a FIN follows the last byte
    SeqNum small_end;        ///< after the last segment that was not full (Minshall)
    SeqNum pushed;           ///< after the last byte that was marked to be pushed
    Time data_at{};          ///< when data left last
    Time left_at{};          ///< when anything did
    SeqNum up; ///< SND.UP: behind the last urgent byte; urgent mode until it is acknowledged

    /// What the peer's window lets leave beyond SND.NXT (RFC 9293 3.8.6.2.1, U).
    [[nodiscard]] std::uint32_t usable() const {
        const std::uint32_t used = distance(una, nxt);
        return used < wnd ? wnd - used : 0;
    }
    /// The number of a segment without text: SND.NXT, or the window's edge where that has shrunk to
    /// before it by `rounding` or more (Linux tcp_acceptable_seq).
    [[nodiscard]] SeqNum within_window(std::uint32_t rounding) const {
        const SeqNum edge = una + wnd;
        return before(edge, nxt) && distance(edge, nxt) >= rounding ? edge : nxt;
    }
    /// A segment from `first` on may not be sent again: the window has shrunk before it (RFC 9293
    /// 3.8.6, SHLD-16). The oldest one may, as a probe.
    [[nodiscard]] bool is_beyond_window(SeqNum first) const {
        return first != una && !before(first, una + wnd);
    }
    /// Bytes wait to be sent.
    [[nodiscard]] bool is_unsent() const { return before(nxt, end); }
    /// Or a FIN that needs room in the window as they do.
    [[nodiscard]] bool awaits_window(bool fin_needs_room) const {
        return is_unsent() || (fin_needs_room && fin_is_next());
    }
    /// The FIN is all that is left to be sent.
    [[nodiscard]] bool fin_is_next() const { return fin_wanted && nxt == end; }
    bool operator==(const SendSpace&) const = default;
};

/// What is known of an urgent byte (RFC 9293 3.8.5).
enum class Urgent : std::uint8_t {
    none,
    announced, ///< its pointer has come, it has not
    here,      ///< it has come
    taken,     ///< and the program has read it beside the stream
};

/// The receive sequence space (RFC 9293 3.3.1).
struct ReceiveSpace {
    SeqNum irs, nxt;
    SeqNum offered_at;    ///< RCV.NXT when the window was offered last
    std::uint32_t wnd{};  ///< RCV.WND offered then
    std::uint8_t shift{}; ///< of our windows
    SeqNum read;          ///< after the last byte the program has taken
    bool has_fin{};       ///< a FIN has arrived
    SeqNum fin;           ///< its sequence number
    Reassembly out_of_order;
    SeqNum up;       ///< RCV.UP: the urgent byte itself
    Urgent urgent{}; ///< what is known of it
    SeqRange
        duplicate{}; ///< what arrived again; the next ACK tells it (RFC 2883 4); empty: nothing

    /// There is something for SACK blocks to tell.
    [[nodiscard]] bool has_sack_blocks() const {
        return !out_of_order.empty() || length(duplicate) != 0;
    }
    /// What is still open of the window offered last.
    [[nodiscard]] std::uint32_t open() const {
        const std::uint32_t used = distance(offered_at, nxt);
        return used < wnd ? wnd - used : 0;
    }
    /// Bytes that are kept beyond a gap; a FIN's number, which may be kept like one, is none.
    [[nodiscard]] std::uint32_t bytes_beyond_gap() const {
        const std::uint32_t kept = out_of_order.bytes();
        return has_fin ? kept - out_of_order.bytes_in({.first = fin, .end = fin + 1}) : kept;
    }
    [[nodiscard]] OfferedWindow offered() const { return {.whole = wnd, .open = open()}; }
    bool operator==(const ReceiveSpace&) const = default;
};

/// Timestamps and what else the handshake agreed on (RFC 7323, RFC 2018).
struct Agreement {
    bool timestamps{}, sack{}, window_scaling{};
    std::uint32_t timestamp_offset{};
    std::uint32_t ts_recent{};
    SeqNum last_ack_sent;
    std::uint16_t peer_mss{536}; ///< RFC 9293 MUST-15: without the option

    bool operator==(const Agreement&) const = default;
};

/// Explicit congestion notification as one end keeps it (RFC 3168 6.1).
struct EcnState {
    bool agreed{};        ///< both ends speak it
    bool asked{};         ///< our last SYN asked for it
    bool seen{};          ///< data has come that is marked as of an ECN-capable sender
    bool echoes{};        ///< CE has come: each ACK says so until CWR comes
    bool tells_reduced{}; ///< the next new data carries CWR

    bool operator==(const EcnState&) const = default;
};

/// What a connection in TIME-WAIT leaves to the next one on the same ports (RFC 6191 2).
struct Predecessor {
    SeqNum iss;           ///< beyond everything it has sent
    bool has_timestamp{}; ///< of its peer's
    std::uint32_t ts_recent{};

    bool operator==(const Predecessor&) const = default;
};

enum class Opening : std::uint8_t { active, passive };

/// How often the segment at SND.UNA was sent again, and since when.
struct Attempts {
    std::uint32_t in_a_row{};        ///< time-outs since the last progress
    std::uint32_t in_all{};          ///< retransmissions of this connection
    Time since{never};               ///< the first time-out of the row
    std::uint32_t window_probes{};   ///< sent to a closed window since it answered last
    std::uint32_t persist_backoff{}; ///< doublings of the time between them

    bool operator==(const Attempts&) const = default;
};

} // namespace sim
