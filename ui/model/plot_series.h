#pragma once

#include "sim/trace/record.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ui {

/// One measurement of a plot: when, what, and the record that tells of it.
struct PlotPoint {
    std::int64_t at_ns{};   ///< virtual time since the start of the run
    std::int64_t value{};   ///< bytes, nanoseconds or a sequence number, as the series says
    std::uint32_t extent{}; ///< of a range of sequence numbers: how many from `value` on; else 0
    sim::RecordId record{};

    [[nodiscard]] std::int64_t top() const { return value + extent; }
    bool operator==(const PlotPoint&) const = default;
};

/// Places in a series of the points that reach lowest and highest.
struct PlotExtremes {
    std::uint32_t lowest{}, highest{};
};

/// Measurements of one kind in order of time, and an index that finds the extremes of any stretch
/// of them in logarithmic time: a million points are drawn as fast as a thousand.
class PlotSeries {
public:
    /// A stretch of the series: places first <= n < end.
    struct Stretch {
        std::size_t first{}, end{};

        [[nodiscard]] std::size_t count() const { return end - first; }
        [[nodiscard]] bool isEmpty() const { return first >= end; }
    };

    void append(const PlotPoint& point) { points_.push_back(point); }
    /// The same, but only when the value is another one than the last.
    void appendChange(const PlotPoint& point);
    /// Sorts what is not in order, and builds the index. To be called once, before any question.
    void seal();

    [[nodiscard]] bool isEmpty() const { return points_.empty(); }
    [[nodiscard]] std::size_t size() const { return points_.size(); }
    [[nodiscard]] const PlotPoint& operator[](std::size_t place) const { return points_[place]; }
    [[nodiscard]] const std::vector<PlotPoint>& points() const { return points_; }

    /// The points with from <= time < to.
    [[nodiscard]] Stretch between(std::int64_t from_ns, std::int64_t to_ns) const;
    /// The last point at or before that time; null where there is none.
    [[nodiscard]] const PlotPoint* at(std::int64_t time_ns) const;
    /// Where a stretch, which must not be empty, reaches lowest and highest.
    [[nodiscard]] PlotExtremes extremes(Stretch stretch) const;

private:
    void widen(PlotExtremes& found, PlotExtremes other) const;

    std::vector<PlotPoint> points_;
    std::vector<std::vector<PlotExtremes>> levels_; ///< each over blocks of the one below
};

} // namespace ui
