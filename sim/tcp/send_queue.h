#pragma once

#include "sim/base/digest.h"
#include "sim/base/ring.h"
#include "sim/base/seq_num.h"
#include "sim/base/time.h"

#include <cstdint>

namespace sim {

/// A segment in flight: sent, not yet acknowledged. It is sent again as it was sent first.
struct SentSegment {
    SeqNum first, end; ///< FIN included
    Time sent_at;      ///< of its last transmission
    std::uint8_t transmissions{1};
    bool psh : 1 {};
    bool fin : 1 {};
    bool lost : 1 {};   ///< presumed lost, not sent again yet
    bool resent : 1 {}; ///< sent again since it was presumed lost

    bool operator==(const SentSegment&) const = default;
};

/// What an ACK took from the queue.
struct Acknowledged {
    std::uint32_t segments{};
    bool any_resent{};    ///< one of them had been sent more than once (Karn's rule)
    Time first_sent_at{}; ///< the oldest of them left then
};

/// The segments in flight in order (RFC 9293's retransmission queue), with running counts.
class SendQueue {
public:
    [[nodiscard]] bool empty() const { return sent_.empty(); }
    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(sent_.size()); }
    [[nodiscard]] const SentSegment& front() const { return sent_.front(); }
    [[nodiscard]] const SentSegment& back() const { return sent_.back(); }
    SentSegment& operator[](std::size_t index) { return sent_[index]; }

    void push(const SentSegment& segment) { sent_.push_back(segment); }
    /// Removes all that `ack` covers whole; a segment covered in part begins at `ack` from now on.
    Acknowledged acknowledge(SeqNum ack);
    /// All that is in flight is presumed lost (RFC 6298 5.4 sends the first of it again).
    void all_lost();
    void first_lost();
    /// The first segment presumed lost and not sent again; null when there is none.
    SentSegment* next_lost();
    /// A segment that is to be sent again takes those behind it along, as far as they fit into
    /// `most_bytes` whole (Linux, net.ipv4.tcp_retrans_collapse).
    void collapse_into(SentSegment& segment, std::uint32_t most_bytes);
    /// Counts a retransmission of `segment`, which is in this queue.
    void resent(SentSegment& segment, Time now);
    /// Segments that may still be under way: neither presumed lost nor, if lost, sent again.
    [[nodiscard]] std::uint32_t in_flight() const { return size() - lost_ + resent_; }
    void clear();

    void add_to(Digest& digest) const;
    bool operator==(const SendQueue&) const = default;

private:
    void forget(const SentSegment& segment);

    Ring<SentSegment> sent_;
    std::uint32_t lost_{};           ///< presumed lost, sent again or not
    std::uint32_t resent_{};         ///< of those, sent again
    std::uint32_t next_lost_hint_{}; ///< no place before this one waits to be sent again
};

} // namespace sim
