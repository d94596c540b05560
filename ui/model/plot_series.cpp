#include "ui/model/plot_series.h"

#include <algorithm>

namespace ui {

namespace {

constexpr std::size_t block = 16;

bool sooner(const PlotPoint& a, const PlotPoint& b) {
    return a.at_ns < b.at_ns;
}

} // namespace

void PlotSeries::appendChange(const PlotPoint& point) {
    if (points_.empty() || points_.back().value != point.value
        || points_.back().extent != point.extent)
        points_.push_back(point);
}

void PlotSeries::seal() {
    if (!std::is_sorted(points_.begin(), points_.end(), sooner))
        std::stable_sort(points_.begin(), points_.end(), sooner);
    std::vector<PlotExtremes> below(points_.size());
    for (std::size_t n = 0; n < below.size(); ++n)
        below[n] = {static_cast<std::uint32_t>(n), static_cast<std::uint32_t>(n)};
    levels_.clear();
    while (below.size() > block) {
        std::vector<PlotExtremes> above;
        above.reserve(below.size() / block + 1);
        for (std::size_t first = 0; first < below.size(); first += block) {
            PlotExtremes found = below[first];
            for (std::size_t n = first; n < std::min(first + block, below.size()); ++n)
                widen(found, below[n]);
            above.push_back(found);
        }
        levels_.push_back(above);
        below = std::move(above);
    }
}

void PlotSeries::widen(PlotExtremes& found, PlotExtremes other) const {
    if (points_[other.lowest].value < points_[found.lowest].value) found.lowest = other.lowest;
    if (points_[other.highest].top() > points_[found.highest].top()) found.highest = other.highest;
}

PlotSeries::Stretch PlotSeries::between(std::int64_t from_ns, std::int64_t to_ns) const {
    const auto place = [this](std::int64_t time) {
        const auto found =
            std::lower_bound(points_.begin(), points_.end(), PlotPoint{.at_ns = time}, sooner);
        return static_cast<std::size_t>(found - points_.begin());
    };
    const std::size_t first = place(from_ns);
    return {first, std::max(first, place(to_ns))};
}

const PlotPoint* PlotSeries::at(std::int64_t time_ns) const {
    const auto behind =
        std::upper_bound(points_.begin(), points_.end(), PlotPoint{.at_ns = time_ns}, sooner);
    return behind == points_.begin() ? nullptr : &*(behind - 1);
}

/// Goes up the levels while both ends of the stretch allow it, then down again: at most 2 * 15
/// entries of each level are looked at.
PlotExtremes PlotSeries::extremes(Stretch stretch) const {
    const auto first_place = static_cast<std::uint32_t>(stretch.first);
    PlotExtremes found{first_place, first_place};
    std::size_t first = stretch.first;
    std::size_t end = stretch.end;
    for (std::size_t level = 0;; ++level) {
        const auto entry = [this, level](std::size_t n) {
            const auto place = static_cast<std::uint32_t>(n);
            return level == 0 ? PlotExtremes{place, place} : levels_[level - 1][n];
        };
        const bool is_top = level == levels_.size();
        while (first < end && (is_top || first % block != 0))
            widen(found, entry(first++));
        while (first < end && (is_top || end % block != 0))
            widen(found, entry(--end));
        if (first >= end) return found;
        first /= block;
        end /= block;
    }
}

} // namespace ui
