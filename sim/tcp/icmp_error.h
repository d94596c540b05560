#pragma once

#include "sim/packet/segment.h"

#include <cstdint>

namespace sim {

/// An ICMP message about a segment of a connection (RFC 792): what it says, and which segment.
struct IcmpError {
    std::uint8_t type{}, code{};
    std::uint32_t mtu{}; ///< of "fragmentation needed" (RFC 1191 4)
    SeqNum quoted;       ///< the sequence number of the segment it is about

    bool operator==(const IcmpError&) const = default;
};

} // namespace sim
