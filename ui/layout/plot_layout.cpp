#include "ui/layout/plot_layout.h"

#include "sim/base/assert.h"
#include "ui/layout/plot_reduce.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr double head_room = 0.08; ///< of the values' height, above them
constexpr double mark_room = 8;    ///< above and below the marks of a plot of sequence numbers
constexpr double ratio_room = 1.6; ///< above and below, where ratios are shown
constexpr double value_room = 34;  ///< from one value to the next, at least
constexpr double ratio_tick_room = 19;
constexpr double time_room = 85;
constexpr double interval_room = 10;
/// A limit that lies far above everything else would press that flat: then it leaves the frame.
constexpr double most_of_limit = 2.2;

/// What bounds the others, and may be out of sight.
bool isLimit(PlotTopic topic) {
    return topic == PlotTopic::window_end || topic == PlotTopic::ssthresh;
}

/// The topics in the order in which they are painted: a segment upon the lines, and what became of
/// it upon the segment. Elsewhere, what the legend names first lies above.
std::vector<PlotTopic> fromBelow(PlotChart chart, SequenceStyle style) {
    if (chart == PlotChart::sequence && style == SequenceStyle::stevens)
        return {PlotTopic::acknowledged, PlotTopic::segments, PlotTopic::segments_again,
                PlotTopic::segments_lost};
    if (chart == PlotChart::sequence)
        return {PlotTopic::window_end, PlotTopic::acknowledged,   PlotTopic::sacked,
                PlotTopic::segments,   PlotTopic::segments_again, PlotTopic::segments_lost};
    std::vector<PlotTopic> topics = topicsOf(chart, style);
    std::reverse(topics.begin(), topics.end());
    return topics;
}

/// The least and the greatest value in sight.
struct ValueRange {
    double low{}, high{};
    bool any{};

    void add(double bottom, double top) {
        low = any ? std::min(low, bottom) : bottom;
        high = any ? std::max(high, top) : top;
        any = true;
    }
    void add(const ValueRange& other) {
        if (other.any) add(other.low, other.high);
    }
};

ValueRange rangeOf(const PlotSeries& series, PlotShape shape, const PlotSpan& span) {
    ValueRange range;
    const auto take = [&range](const PlotPoint& point) {
        range.add(static_cast<double>(point.value), static_cast<double>(point.top()));
    };
    const PlotSeries::Stretch stretch = series.between(span.from, span.to + 1);
    if (!stretch.isEmpty()) {
        const PlotExtremes found = series.extremes(stretch);
        take(series[found.lowest]);
        take(series[found.highest]);
    }
    const bool holds = shape == PlotShape::steps || shape == PlotShape::area;
    const PlotPoint* held = holds ? series.at(span.from) : nullptr;
    if (held != nullptr) take(*held);
    return range;
}

/// Fills in shapes of one request.
class PlotBuilder {
public:
    explicit PlotBuilder(const PlotRequest& request) : request_(request) {
        shapes_.chart = request.chart;
        shapes_.style = request.style;
        shapes_.unit = unitOf(request.chart);
        shapes_.frame.plot = request.plot;
        shapes_.frame.span = request.span;
    }

    PlotShapes build() {
        if (request_.plot.width() < 2 || request_.plot.height() < 2) return std::move(shapes_);
        if (request_.chart == PlotChart::throughput)
            shapes_.interval = throughputInterval(shapes_.frame.timePerPixel());
        fitValues();
        placeTicks();
        // The kernel's lines are thicker and lie below.
        for (const bool of_kernel : {true, false})
            for (const PlotTopic topic : fromBelow(request_.chart, request_.style))
                addCurve(topic, of_kernel);
        return std::move(shapes_);
    }

private:
    template <typename Act>
    void forStages(const Act& act) const {
        if (request_.stages.model != nullptr) act(*request_.stages.model);
        if (request_.stages.kernel != nullptr) act(*request_.stages.kernel);
    }

    void fitValues() {
        ValueRange range, limits;
        for (const PlotTopic topic : topicsOf(request_.chart, request_.style)) {
            ValueRange& taken = isLimit(topic) ? limits : range;
            forStages([&](const PlotData& data) {
                const PlotSeries& series = data.of(topic);
                taken.add(request_.chart == PlotChart::throughput
                              ? ratesOf(series)
                              : rangeOf(series, shapeOf(topic, request_.style), request_.span));
            });
        }
        if (request_.chart == PlotChart::round_trip) {
            fitRatios(range);
            return;
        }
        const double floor = request_.chart == PlotChart::sequence ? range.low : 0;
        const double reach = range.high - floor;
        if (!range.any || limits.high - floor <= most_of_limit * reach) range.add(limits);
        shapes_.frame.low = request_.chart == PlotChart::sequence ? range.low : 0;
        const double height = std::max(range.high - shapes_.frame.low, 1.0);
        shapes_.frame.high = shapes_.frame.low + (1 + head_room) * height;
        if (request_.chart == PlotChart::sequence) makeRoomForMarks(height);
    }

    /// A mark is as large in a low plot as in a high one.
    void makeRoomForMarks(double height) {
        const double mark = mark_room * request_.type_factor;
        const double between_marks = std::max(request_.plot.height() - 2 * mark, mark);
        const double least = mark * height / between_marks;
        shapes_.frame.high = shapes_.frame.low + height + std::max(head_room * height, least);
        shapes_.frame.low -= std::max(head_room / 2 * height, least);
    }

    /// A round trip is often a tiny part of the timeout that it leads to.
    void fitRatios(const ValueRange& range) {
        constexpr double millisecond = 1e6;
        shapes_.frame.logarithmic = true;
        shapes_.frame.low = (range.any ? range.low : millisecond) / ratio_room;
        shapes_.frame.high = (range.any ? range.high : millisecond) * ratio_room;
    }

    void placeTicks() {
        const PlotFrame& frame = shapes_.frame;
        const auto fitting = [this](double length, double room) {
            return std::max(2, static_cast<int>(length / (room * request_.type_factor)));
        };
        const int values =
            fitting(frame.plot.height(), frame.logarithmic ? ratio_tick_room : value_room);
        const std::vector<PlotTick> ticks =
            frame.logarithmic ? ratioTicks(frame.low, frame.high, values, shapes_.unit)
                              : roundTicks(std::max(frame.low, 0.0), frame.high, values,
                                           shapes_.unit, request_.offset);
        for (const PlotTick& tick : ticks)
            shapes_.values.push_back({frame.yOf(tick.value), tick.text});
        const int times = fitting(frame.plot.width(), time_room);
        for (const PlotTick& tick :
             roundTicks(static_cast<double>(frame.span.from), static_cast<double>(frame.span.to),
                        times, PlotUnit::time))
            shapes_.times.push_back({frame.xOf(static_cast<std::int64_t>(tick.value)), tick.text});
    }

    /// The borders of the intervals in sight.
    [[nodiscard]] std::int64_t firstInterval() const {
        const std::int64_t length = shapes_.interval.count();
        return request_.span.from / length * length;
    }
    ValueRange ratesOf(const PlotSeries& bytes) const {
        ValueRange range;
        if (bytes.isEmpty()) return range;
        for (std::int64_t at = firstInterval(); at < request_.span.to;
             at += shapes_.interval.count()) {
            const double rate = rateAt(bytes, at, shapes_.interval);
            range.add(rate, rate);
        }
        return range;
    }

    void addCurve(PlotTopic topic, bool of_kernel) {
        const PlotData* data = of_kernel ? request_.stages.kernel : request_.stages.model;
        if (data == nullptr || data->of(topic).isEmpty()) return;
        const PlotSeries& series = data->of(topic);
        PlotCurve curve{.topic = topic,
                        .shape = shapeOf(topic, request_.style),
                        .of_kernel = of_kernel,
                        .line = {},
                        .marks = {},
                        .columns = {}};
        if (request_.chart == PlotChart::throughput) {
            curve.line = rateLine(series, *data);
        } else if (curve.shape == PlotShape::steps || curve.shape == PlotShape::area) {
            curve.line = reduceSteps(series, shapes_.frame, data->endOf(topic));
        } else {
            addMarks(curve, series);
        }
        shapes_.curves.push_back(std::move(curve));
    }

    /// In Stevens' plots all that is told of a segment stands where it begins.
    void addMarks(PlotCurve& curve, const PlotSeries& series) const {
        const PlotFrame& frame = shapes_.frame;
        ReducedMarks reduced = reduceMarks(series, frame);
        curve.columns = std::move(reduced.columns);
        const bool is_point =
            request_.chart == PlotChart::sequence && request_.style == SequenceStyle::stevens;
        for (const PlotPoint* point : reduced.points)
            curve.marks.push_back(
                {frame.xOf(point->at_ns), frame.yOf(static_cast<double>(point->value)),
                 frame.yOf(static_cast<double>(is_point ? point->value : point->top())),
                 point->record});
    }

    [[nodiscard]] QPolygonF rateLine(const PlotSeries& bytes, const PlotData& data) const {
        const PlotFrame& frame = shapes_.frame;
        const std::int64_t end = std::min(request_.span.to, data.to.since_start_ns + 1);
        QPolygonF line;
        for (std::int64_t at = firstInterval(); at < end; at += shapes_.interval.count()) {
            const double y = frame.yOf(rateAt(bytes, at, shapes_.interval));
            line << QPointF(std::max(frame.xOf(at), frame.plot.left()), y)
                 << QPointF(std::min(frame.xOf(at + shapes_.interval.count()), frame.plot.right()),
                            y);
        }
        return line;
    }

    const PlotRequest& request_;
    PlotShapes shapes_;
};

} // namespace

std::vector<PlotTopic> topicsOf(PlotChart chart, SequenceStyle style) {
    switch (chart) {
    case PlotChart::sequence:
        if (style == SequenceStyle::stevens)
            return {PlotTopic::segments, PlotTopic::segments_again, PlotTopic::segments_lost,
                    PlotTopic::acknowledged};
        return {PlotTopic::segments,     PlotTopic::segments_again, PlotTopic::segments_lost,
                PlotTopic::acknowledged, PlotTopic::window_end,     PlotTopic::sacked};
    case PlotChart::congestion:
        return {PlotTopic::cwnd, PlotTopic::ssthresh, PlotTopic::in_flight, PlotTopic::flight_size};
    case PlotChart::round_trip: return {PlotTopic::rtt, PlotTopic::rto};
    case PlotChart::windows: return {PlotTopic::advertised, PlotTopic::unread};
    case PlotChart::throughput: return {PlotTopic::sent, PlotTopic::delivered};
    }
    sim::unreachable();
}

PlotShape shapeOf(PlotTopic topic, SequenceStyle style) {
    switch (topic) {
    case PlotTopic::segments:
        return style == SequenceStyle::stevens ? PlotShape::dot : PlotShape::range;
    case PlotTopic::segments_again: return PlotShape::again;
    case PlotTopic::segments_lost: return PlotShape::cross;
    case PlotTopic::sacked: return PlotShape::bracket;
    case PlotTopic::rtt: return PlotShape::dot;
    case PlotTopic::flight_size:
    case PlotTopic::in_flight:
    case PlotTopic::unread:
    case PlotTopic::delivered: return PlotShape::area;
    case PlotTopic::acknowledged:
    case PlotTopic::window_end:
    case PlotTopic::cwnd:
    case PlotTopic::ssthresh:
    case PlotTopic::rto:
    case PlotTopic::advertised:
    case PlotTopic::sent: return PlotShape::steps;
    }
    sim::unreachable();
}

PlotUnit unitOf(PlotChart chart) {
    switch (chart) {
    case PlotChart::sequence: return PlotUnit::sequence;
    case PlotChart::congestion:
    case PlotChart::windows: return PlotUnit::bytes;
    case PlotChart::round_trip: return PlotUnit::time;
    case PlotChart::throughput: return PlotUnit::rate;
    }
    sim::unreachable();
}

PlotSpan wholeSpan(const PlotStages& stages) {
    constexpr double room_at_ends = 0.02;
    constexpr std::int64_t shortest_ns = 1000;
    const PlotData* one = stages.model != nullptr ? stages.model : stages.kernel;
    const PlotData* other = stages.kernel != nullptr ? stages.kernel : stages.model;
    SIM_ASSERT(one != nullptr && other != nullptr);
    const std::int64_t from = std::min(one->from, other->from).since_start_ns;
    const std::int64_t to =
        std::max({one->to.since_start_ns, other->to.since_start_ns, from + shortest_ns});
    const auto room = static_cast<std::int64_t>(room_at_ends * static_cast<double>(to - from));
    return {from - room, to + room + 1};
}

sim::Duration throughputInterval(double ns_per_pixel) {
    const double least = std::max(1.0, ns_per_pixel * interval_room);
    return sim::Duration{static_cast<std::int64_t>(roundStep(least, PlotUnit::time))};
}

double rateAt(const PlotSeries& bytes, std::int64_t at_ns, sim::Duration interval) {
    const std::int64_t from = at_ns / interval.count() * interval.count();
    const auto until = [&bytes](std::int64_t time) {
        const PlotPoint* point = bytes.at(time - 1);
        return point == nullptr ? 0.0 : static_cast<double>(point->value);
    };
    constexpr double bits_ns = 8e9;
    return (until(from + interval.count()) - until(from)) * bits_ns
           / static_cast<double>(interval.count());
}

PlotShapes layoutPlot(const PlotRequest& request) {
    return PlotBuilder(request).build();
}

} // namespace ui
