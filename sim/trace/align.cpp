#include "sim/trace/align.h"

#include "sim/base/assert.h"

#include <algorithm>
#include <cstdint>

namespace sim {

namespace {

constexpr std::size_t most_comparisons = 4'000'000;
constexpr std::uint32_t gap_cost = 3;

std::uint32_t cost_of(Likeness likeness) {
    switch (likeness) {
    case Likeness::equal: return 0;
    case Likeness::close: return 1;
    case Likeness::similar: return 2;
    case Likeness::different: return 2 * gap_cost; // no better than two that stand alone
    }
    unreachable();
}

std::vector<AlignedPair> by_position(std::size_t first_size, std::size_t second_size) {
    std::vector<AlignedPair> pairs(std::max(first_size, second_size));
    for (std::size_t i = 0; i < first_size; ++i)
        pairs[i].first = i;
    for (std::size_t i = 0; i < second_size; ++i)
        pairs[i].second = i;
    return pairs;
}

/// The least cost of aligning what follows each pair of places; a table of rows.
class CostTable {
public:
    CostTable(std::size_t rows, std::size_t columns) : columns_(columns), costs_(rows * columns) {}
    std::uint32_t& at(std::size_t row, std::size_t column) {
        return costs_[row * columns_ + column];
    }

private:
    std::size_t columns_;
    std::vector<std::uint32_t> costs_;
};

} // namespace

std::vector<AlignedPair> align(std::size_t first_size, std::size_t second_size,
                               const std::function<Likeness(std::size_t, std::size_t)>& likeness) {
    if (first_size * second_size > most_comparisons) return by_position(first_size, second_size);
    CostTable left(first_size + 1, second_size + 1);
    const auto together = [&](std::size_t i, std::size_t j) {
        return cost_of(likeness(i, j)) + left.at(i + 1, j + 1);
    };
    for (std::size_t i = first_size + 1; i-- > 0;) {
        for (std::size_t j = second_size + 1; j-- > 0;) {
            const auto alone =
                static_cast<std::uint32_t>(first_size - i + second_size - j) * gap_cost;
            std::uint32_t best = alone;
            if (i < first_size && j < second_size)
                best = std::min(
                    {together(i, j), left.at(i + 1, j) + gap_cost, left.at(i, j + 1) + gap_cost});
            left.at(i, j) = best;
        }
    }
    std::vector<AlignedPair> pairs;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < first_size || j < second_size) {
        const bool both = i < first_size && j < second_size;
        if (both && likeness(i, j) != Likeness::different && left.at(i, j) == together(i, j))
            pairs.push_back({.first = i++, .second = j++});
        else if (j == second_size
                 || (i < first_size && left.at(i, j) == left.at(i + 1, j) + gap_cost))
            pairs.push_back({.first = i++, .second = AlignedPair::none});
        else
            pairs.push_back({.first = AlignedPair::none, .second = j++});
    }
    return pairs;
}

} // namespace sim
