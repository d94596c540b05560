#pragma once

#include "sim/base/time.h"

#include <cstdint>

namespace sim {

/// A link as a scenario describes it, the same in both directions.
struct LinkSpec {
    Duration delay{};                ///< one way
    std::uint64_t rate_bits_per_s{}; ///< 0: as fast as it comes
    std::uint32_t queue_packets{};   ///< 0: unlimited; packets that wait, beside the one being sent
    std::uint64_t loss_per_billion{};

    bool operator==(const LinkSpec&) const = default;
};

} // namespace sim
