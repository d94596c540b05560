#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace sim {

/// Two items of two sequences that belong together; `none` on the side that has no counterpart.
struct AlignedPair {
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    std::size_t first{none}, second{none};

    bool operator==(const AlignedPair&) const = default;
};

/// How alike two items are: equal and close ones belong together, similar ones may, others do not.
enum class Likeness : unsigned char { equal, close, similar, different };

/// Lays two sequences of `first_size` and `second_size` items side by side in order, so that as few
/// as possible differ or stand alone. Sequences too long for that (over four million comparisons)
/// are paired by position.
std::vector<AlignedPair> align(std::size_t first_size, std::size_t second_size,
                               const std::function<Likeness(std::size_t, std::size_t)>& likeness);

} // namespace sim
