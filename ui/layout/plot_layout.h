#pragma once

#include "ui/layout/plot_axis.h"
#include "ui/layout/plot_frame.h"
#include "ui/model/plot_data.h"

#include <optional>
#include <vector>

#include <QLineF>
#include <QPolygonF>

namespace ui {

/// The plots of a direction.
enum class PlotChart : std::uint8_t { sequence, congestion, round_trip, windows, throughput };
inline constexpr std::size_t plot_charts = 5;

/// How a plot of sequence numbers over time is drawn.
enum class SequenceStyle : std::uint8_t {
    stevens,  ///< a dot where each segment begins, and the line of ACKs
    tcptrace, ///< a tick as long as each segment, the lines of ACKs and of the window, SACK blocks
};

/// How a topic is drawn.
enum class PlotShape : std::uint8_t {
    dot,     ///< at the value
    range,   ///< a tick from the first to the last number
    bracket, ///< the same, open to the right
    again,   ///< a diamond, upon a tick where the style has ticks
    cross,   ///< through the value
    steps,   ///< a line that holds each value until the next
    area,    ///< the same, filled down to zero
};

/// A mark of its own.
struct PlotMark {
    double x{}, bottom{}, top{};
    sim::RecordId record{};
};

/// What is drawn of a topic of a stage.
struct PlotCurve {
    PlotTopic topic{};
    PlotShape shape{};
    bool of_kernel{};
    QPolygonF line;              ///< of steps and areas
    std::vector<PlotMark> marks; ///< of all others
    std::vector<QLineF> columns; ///< in place of marks that stand closer than pixels
};

/// A tick with its place: x of a time, y of a value.
struct PlacedTick {
    double position{};
    QString text;
};

/// A plot, ready to be painted. Curves may leave the frame at its top.
struct PlotShapes {
    PlotChart chart{};
    SequenceStyle style{};
    PlotUnit unit{};
    PlotFrame frame;
    std::vector<PlacedTick> values, times;
    std::vector<PlotCurve> curves; ///< in the order in which they are painted
    sim::Duration interval{};      ///< over which bytes are counted; only of the throughput
};

/// The series a plot is made of. A stage that is not shown is null.
struct PlotStages {
    const PlotData* model{};
    const PlotData* kernel{};
};

/// What shall be drawn where.
struct PlotRequest {
    PlotChart chart{};
    SequenceStyle style{};
    PlotStages stages;
    PlotSpan span;
    QRectF plot;            ///< of the frame
    std::uint32_t offset{}; ///< what sequence numbers are written with
    double type_factor{1};  ///< how large the type of the ticks is
};

PlotShapes layoutPlot(const PlotRequest& request);

/// The topics of a plot, in the order of its legend.
std::vector<PlotTopic> topicsOf(PlotChart chart, SequenceStyle style);
PlotShape shapeOf(PlotTopic topic, SequenceStyle style);
PlotUnit unitOf(PlotChart chart);

/// All of a direction in time, with a little room at both ends; of both stages, where both are
/// given.
PlotSpan wholeSpan(const PlotStages& stages);

/// The interval that throughput is counted over where a pixel stands for that much time.
sim::Duration throughputInterval(double ns_per_pixel);
/// Bits a second in the interval that holds `at_ns`, out of a series of all bytes so far.
double rateAt(const PlotSeries& bytes, std::int64_t at_ns, sim::Duration interval);

/// What lies at a point of a plot.
struct PlotHit {
    PlotTopic topic{};
    bool of_kernel{};
    sim::RecordId record{};
    PlotPoint point; ///< as measured; of the throughput its value is the rate
    QPointF place;   ///< in the plot
};

/// The mark or line nearest to a point, within a dozen pixels.
std::optional<PlotHit> hitPlot(const PlotShapes& shapes, const PlotStages& stages, QPointF point);

} // namespace ui
