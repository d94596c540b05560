#include "ui/layout/plot_layout.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr double reach = 12;

/// Keeps the nearest of all that is offered.
class Nearest {
public:
    Nearest(const PlotShapes& shapes, QPointF point) : shapes_(shapes), point_(point) {}

    void take(const PlotCurve& curve, const PlotSeries& series) {
        const bool is_line = curve.shape == PlotShape::steps || curve.shape == PlotShape::area;
        if (shapes_.chart == PlotChart::throughput)
            takeRate(curve, series);
        else if (is_line)
            takeLine(curve, series);
        else
            takeMarks(curve, series);
    }
    [[nodiscard]] std::optional<PlotHit> found() const { return found_; }

private:
    void offer(const PlotCurve& curve, const PlotPoint& measured, QPointF place, double away) {
        if (away >= distance_) return;
        distance_ = away;
        found_ = {curve.topic, curve.of_kernel, measured.record, measured, place};
    }

    /// A tick is as near as its nearest end, or as its line where the pointer is beside it.
    void takeMarks(const PlotCurve& curve, const PlotSeries& series) {
        const PlotFrame& frame = shapes_.frame;
        const PlotSeries::Stretch near =
            series.between(frame.timeAt(point_.x() - reach), frame.timeAt(point_.x() + reach) + 1);
        for (std::size_t n = near.first; n < near.end; ++n) {
            const PlotPoint& measured = series[n];
            const double bottom = frame.yOf(static_cast<double>(measured.value));
            const bool is_range = shapes_.style == SequenceStyle::tcptrace;
            const double top = is_range ? frame.yOf(static_cast<double>(measured.top())) : bottom;
            const QPointF place(frame.xOf(measured.at_ns), std::clamp(point_.y(), top, bottom));
            offer(curve, measured, place,
                  std::hypot(place.x() - point_.x(), place.y() - point_.y()));
        }
    }

    void takeLine(const PlotCurve& curve, const PlotSeries& series) {
        const PlotPoint* held = series.at(shapes_.frame.timeAt(point_.x()));
        if (held == nullptr || curve.line.isEmpty() || point_.x() > curve.line.back().x() + reach)
            return;
        const double y = shapes_.frame.yOf(static_cast<double>(held->value));
        // A mark is meant before the line behind it.
        offer(curve, *held, {point_.x(), y}, std::abs(y - point_.y()) + reach / 4);
    }

    void takeRate(const PlotCurve& curve, const PlotSeries& series) {
        const std::int64_t at = shapes_.frame.timeAt(point_.x());
        const PlotPoint* last = series.at(at);
        if (last == nullptr) return;
        const double rate = rateAt(series, at, shapes_.interval);
        PlotPoint measured = *last;
        measured.value = static_cast<std::int64_t>(rate);
        const double y = shapes_.frame.yOf(rate);
        offer(curve, measured, {point_.x(), y}, std::abs(y - point_.y()));
    }

    const PlotShapes& shapes_;
    QPointF point_;
    double distance_{reach};
    std::optional<PlotHit> found_;
};

} // namespace

std::optional<PlotHit> hitPlot(const PlotShapes& shapes, const PlotStages& stages, QPointF point) {
    if (!shapes.frame.plot.contains(point)) return std::nullopt;
    Nearest nearest(shapes, point);
    for (std::size_t place = shapes.curves.size(); place-- > 0;) { // the uppermost first
        const PlotCurve& curve = shapes.curves[place];
        const PlotData* data = curve.of_kernel ? stages.kernel : stages.model;
        if (data != nullptr) nearest.take(curve, data->of(curve.topic));
    }
    return nearest.found();
}

} // namespace ui
