#pragma once

#include "sim/base/time.h"
#include "sim/link/departure.h"
#include "sim/packet/byte_stream.h"

#include <cstdint>
#include <optional>

namespace sim {

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

    bool operator==(const Injection&) const = default;
};

} // namespace sim
