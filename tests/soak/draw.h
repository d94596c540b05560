#pragma once

#include "sim/base/rng.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace soak {

/// Draws by a seed: the same seed draws the same.
class Draw {
public:
    explicit Draw(std::uint64_t seed) : rng_{seed} {}

    /// 0 to `count` less one.
    std::uint64_t below(std::uint64_t count) { return rng_.next() % count; }
    /// So many times of a hundred.
    bool chance(std::uint64_t percent) { return below(100) < percent; }
    std::string number(std::uint64_t least, std::uint64_t most) {
        return std::to_string(least + below(most - least + 1));
    }
    template <std::size_t count>
    std::string one_of(const std::array<const char*, count>& words) {
        return words.at(below(count));
    }

private:
    sim::Rng rng_;
};

} // namespace soak
