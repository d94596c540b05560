#pragma once

#include "ui/layout/plot_frame.h"
#include "ui/model/plot_series.h"

#include <vector>

#include <QLineF>
#include <QPolygonF>

namespace ui {

/// The marks of a series in a frame.
struct ReducedMarks {
    /// The points one by one, while there are few enough to be told apart.
    std::vector<const PlotPoint*> points;
    /// Else for each column of pixels that has some, from its least to its greatest value: x, and y
    /// from the bottom up.
    std::vector<QLineF> columns;
};

/// What a series of marks shows. At most two points a column of pixels are shown one by one; the
/// columns of more keep the least and the greatest value.
ReducedMarks reduceMarks(const PlotSeries& series, const PlotFrame& frame);

/// The line of a series whose value holds until the next point, through the whole frame and up to
/// `until_ns` at the most. Where points lie closer than pixels, each column keeps its first, least,
/// greatest and last value.
QPolygonF reduceSteps(const PlotSeries& series, const PlotFrame& frame, std::int64_t until_ns);

/// The same line where a pen of `width` whole pixels covers whole pixels: its middle is between two
/// pixels where the width is even, else on one.
QPolygonF onPixels(QPolygonF line, int width);

} // namespace ui
