#pragma once

#include "sim/base/time.h"
#include "sim/link/departure.h"
#include "sim/packet/byte_stream.h"

#include <cstdint>
#include <optional>

namespace sim {

/// An ICMP message (RFC 792) about a segment of a connection.
struct IcmpMessage {
    std::uint8_t type{}, code{};
    std::uint16_t mtu{}; ///< of "fragmentation needed" (RFC 1191 4)

    bool operator==(const IcmpMessage&) const = default;
};

/// A segment that a scenario puts on the link, as if `from` had sent it. No fault and no random
/// loss touches it, none counts it, and it waits in no queue: it arrives link.delay later.
struct Injection {
    std::uint8_t from{};                  ///< as whose segment it travels to the other host
    Time at{};                            ///< when it enters the link, unless `after` is given
    std::optional<DepartureMark> after{}; ///< or `by` after this departure
    Duration by{};
    /// The connection whose ports it has: `seq` and `ack` then count from that connection's initial
    /// numbers. Without: the ports below, and raw numbers.
    std::optional<std::uint32_t> conversation{};
    std::uint16_t from_port{}, to_port{};
    Flags flags;
    std::uint32_t seq{}, ack{};
    std::uint16_t window{65535};
    ByteStream payload;
    /// It carries the timestamps option, with a value that counts from the first of its supposed
    /// sender, in ms (RFC 7323 3.2).
    std::optional<std::uint32_t> timestamp{};
    /// No segment of `from` but an ICMP message to the other host, about the segment that host has
    /// sent with this `seq`.
    std::optional<IcmpMessage> icmp{};

    bool operator==(const Injection&) const = default;
};

} // namespace sim
