#include "ui/layout/plot_reduce.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr double points_a_column = 2;

bool areDense(const PlotSeries::Stretch& stretch, const PlotFrame& frame) {
    return static_cast<double>(stretch.count()) > points_a_column * frame.plot.width();
}

/// Calls `act` with the middle of each column of pixels and its stretch of points; empty columns
/// are passed over.
template <typename Act>
void forColumns(const PlotSeries& series, const PlotFrame& frame, const Act& act) {
    const auto columns = static_cast<int>(std::ceil(frame.plot.width()));
    std::int64_t from = frame.span.from;
    for (int column = 0; column < columns; ++column) {
        const double right = std::min(frame.plot.left() + column + 1.0, frame.plot.right());
        const bool is_last = column == columns - 1;
        const std::int64_t to = is_last ? frame.span.to + 1 : frame.timeAt(right);
        const PlotSeries::Stretch stretch = series.between(from, to);
        if (!stretch.isEmpty()) act(frame.plot.left() + column + 0.5, stretch);
        from = to;
    }
}

/// Draws the steps of a line.
class StepLine {
public:
    explicit StepLine(const PlotFrame& frame) : frame_(frame) {}

    void begin(double value) { line_ << QPointF(frame_.plot.left(), frame_.yOf(value)); }
    /// The value that held until x, and the one that follows.
    void to(double x, double value) {
        if (!line_.isEmpty()) line_ << QPointF(x, line_.back().y());
        line_ << QPointF(x, frame_.yOf(value));
    }
    [[nodiscard]] QPolygonF endAt(double x) {
        if (!line_.isEmpty() && x > line_.back().x()) line_ << QPointF(x, line_.back().y());
        return line_;
    }

private:
    const PlotFrame& frame_;
    QPolygonF line_;
};

} // namespace

ReducedMarks reduceMarks(const PlotSeries& series, const PlotFrame& frame) {
    ReducedMarks marks;
    const PlotSeries::Stretch all = series.between(frame.span.from, frame.span.to + 1);
    if (!areDense(all, frame)) {
        for (std::size_t n = all.first; n < all.end; ++n)
            marks.points.push_back(&series[n]);
        return marks;
    }
    forColumns(series, frame, [&](double x, PlotSeries::Stretch stretch) {
        const PlotExtremes found = series.extremes(stretch);
        const auto low = static_cast<double>(series[found.lowest].value);
        const auto high = static_cast<double>(series[found.highest].top());
        marks.columns.emplace_back(x, frame.yOf(low), x, frame.yOf(high));
    });
    return marks;
}

QPolygonF reduceSteps(const PlotSeries& series, const PlotFrame& frame, std::int64_t until_ns) {
    StepLine line(frame);
    if (const PlotPoint* held = series.at(frame.span.from - 1))
        line.begin(static_cast<double>(held->value));
    const PlotSeries::Stretch all = series.between(frame.span.from, frame.span.to + 1);
    const auto value = [&series](std::size_t n) { return static_cast<double>(series[n].value); };
    if (areDense(all, frame)) {
        forColumns(series, frame, [&](double x, PlotSeries::Stretch stretch) {
            const PlotExtremes found = series.extremes(stretch);
            line.to(x, value(stretch.first));
            line.to(x, value(std::min(found.lowest, found.highest)));
            line.to(x, value(std::max(found.lowest, found.highest)));
            line.to(x, value(stretch.end - 1));
        });
    } else {
        for (std::size_t n = all.first; n < all.end; ++n)
            line.to(frame.xOf(series[n].at_ns), value(n));
    }
    return line.endAt(frame.xOf(std::clamp(until_ns, frame.span.from, frame.span.to)));
}

QPolygonF onPixels(QPolygonF line, int width) {
    const auto placed = [width](double at) {
        return width % 2 == 0 ? std::round(at) : std::floor(at) + 0.5;
    };
    for (QPointF& point : line)
        point = {placed(point.x()), placed(point.y())};
    return line;
}

} // namespace ui
