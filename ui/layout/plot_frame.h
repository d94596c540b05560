#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

#include <QRectF>

namespace ui {

/// A stretch of virtual time in nanoseconds since the start of the run; from < to.
struct PlotSpan {
    std::int64_t from{}, to{1};

    [[nodiscard]] double length() const { return static_cast<double>(to - from); }
    bool operator==(const PlotSpan&) const = default;
};

/// Where a plot puts its values: time from left to right, values from the bottom up.
struct PlotFrame {
    QRectF plot;
    PlotSpan span;
    double low{}, high{1};
    bool logarithmic{}; ///< equal ratios are equally far apart; values below 1 stand at 1

    [[nodiscard]] double xOf(std::int64_t at_ns) const {
        return plot.left() + static_cast<double>(at_ns - span.from) / span.length() * plot.width();
    }
    [[nodiscard]] std::int64_t timeAt(double x) const {
        return span.from
               + static_cast<std::int64_t>((x - plot.left()) / plot.width() * span.length());
    }
    [[nodiscard]] double yOf(double value) const {
        const double share = (placed(value) - placed(low)) / (placed(high) - placed(low));
        return plot.bottom() - share * plot.height();
    }
    /// How much time a pixel stands for.
    [[nodiscard]] double timePerPixel() const { return span.length() / plot.width(); }

private:
    [[nodiscard]] double placed(double value) const {
        return logarithmic ? std::log10(std::max(value, 1.0)) : value;
    }
};

} // namespace ui
