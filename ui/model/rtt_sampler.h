#pragma once

#include "sim/base/time.h"
#include "ui/model/byte_ribbon.h"

#include <cstdint>
#include <deque>
#include <optional>

namespace ui {

/// Measures round trips from outside, as RFC 6298 asks a sender to: from the departure of a segment
/// to the ACK that covers it, and never for what was sent more than once (Karn's algorithm), since
/// nobody can tell which copy the ACK is for.
class RttSampler {
public:
    /// A segment with these sequence numbers, SYN and FIN included, leaves.
    void takeDeparture(ByteRange numbers, sim::Time at);
    /// An ACK arrives. The sample, if it gives one: from the departure of the oldest segment that
    /// it newly covers; none where any of these was sent more than once.
    std::optional<sim::Duration> takeAck(std::int64_t ack, sim::Time at);

private:
    struct Outstanding {
        ByteRange numbers;
        sim::Time at;
        bool sent_again{};
    };
    std::deque<Outstanding> outstanding_; ///< not acknowledged, in order, without overlaps
    std::int64_t highest_{};              ///< behind the last number that has left
    bool begun_{};
};

} // namespace ui
