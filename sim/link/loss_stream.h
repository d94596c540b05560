#pragma once

#include "sim/base/rng.h"

#include <cstdint>

namespace sim {

/// Random loss of one direction of a link, as a value: the same seed loses the same departures on
/// both stages.
struct LossStream {
    static constexpr std::uint64_t certain = 1'000'000'000;

    Rng rng;
    std::uint64_t loss_per_billion{};

    bool operator==(const LossStream&) const = default;

    /// Draws the fate of the next departure.
    constexpr bool loses_next() {
        return loss_per_billion != 0 && rng.next() % certain < loss_per_billion;
    }
};

/// The stream of one direction: `from` is the sending host's place.
constexpr LossStream loss_stream(std::uint64_t seed, std::uint8_t from,
                                 std::uint64_t loss_per_billion) {
    Rng mixer{seed * 0x9e3779b97f4a7c15U + from};
    return {.rng = Rng{mixer.next()}, .loss_per_billion = loss_per_billion};
}

} // namespace sim
