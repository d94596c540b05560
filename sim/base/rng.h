#pragma once

#include <cstdint>

namespace sim {

/// A stream of random numbers as a value (SplitMix64): copied with its World, so that a replay
/// draws the same numbers.
struct Rng {
    std::uint64_t state{};

    bool operator==(const Rng&) const = default;

    constexpr std::uint64_t next() {
        state += 0x9e3779b97f4a7c15U;
        std::uint64_t mixed = state;
        mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
        return mixed ^ (mixed >> 31U);
    }
};

} // namespace sim
