#include "ui/layout/occupancy_layout.h"

#include "ui/layout/time_text.h"
#include "ui/model/load_text.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

/// The step of an axis: 1, 2 or 5 times a power of ten, so that `span` has `wanted` of them at
/// most.
double stepFor(double span, double wanted) {
    const double least = std::max(span / wanted, 1e-9);
    const double power = std::pow(10, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= least * (1 - 1e-9)) return factor * power;
    return 10 * power;
}

std::uint32_t highest(const LoadStory& story) {
    std::uint32_t most = 1;
    for (const sim::QueueSample& sample : story.samples)
        most = std::max({most, sample.syn_queue, sample.accept_queue, sample.syn_queue_most,
                         sample.accept_queue_most});
    return most;
}

/// Draws one curve after the other into the plot.
class CurveDrawer {
public:
    CurveDrawer(OccupancyShapes& shapes, std::uint32_t top) : shapes_(shapes), top_(top) {}

    [[nodiscard]] qreal yOf(std::uint32_t count) const {
        const QRectF& plot = shapes_.plot;
        return plot.bottom() - plot.height() * count / static_cast<qreal>(top_);
    }

    void draw(const LoadStory& story, QueueKind queue, bool of_kernel) {
        OccupancyCurve curve{.queue = queue, .of_kernel = of_kernel, .line = {}};
        curve.line << QPointF{shapes_.plot.left(), yOf(0)};
        for (const sim::QueueSample& sample : story.samples) {
            const qreal x = shapes_.xOf(sample.at);
            const qreal y = yOf(queue == QueueKind::syn ? sample.syn_queue : sample.accept_queue);
            addPoint(curve.line, {x, y});
        }
        shapes_.curves.push_back(std::move(curve));
    }

private:
    /// A plateau is one line; within half a pixel the highest count stands.
    static void addPoint(QPolygonF& line, QPointF point) {
        constexpr qreal grain = 0.5;
        QPointF& last = line.last();
        const bool steady =
            line.size() >= 2 && last.y() == point.y() && line[line.size() - 2].y() == point.y();
        if (steady)
            last.setX(point.x());
        else if (line.size() >= 3 && point.x() - line[line.size() - 3].x() < grain)
            last.setY(std::min(last.y(), point.y()));
        else
            line << QPointF{point.x(), last.y()} << point;
    }

    OccupancyShapes& shapes_;
    std::uint32_t top_;
};

void markTimes(OccupancyShapes& shapes) {
    constexpr double pixels_apart = 110;
    const auto span = static_cast<double>(shapes.end.since_start_ns);
    const double step = stepFor(span, std::max(1.0, shapes.plot.width() / pixels_apart));
    const auto steps = static_cast<int>(span * (1 + 1e-9) / step);
    for (int place = 0; place <= steps; ++place) {
        const sim::Duration since{static_cast<std::int64_t>(place * step)};
        shapes.times.push_back({shapes.xOf(sim::Time{} + since),
                                place == 0 ? QStringLiteral("0") : durationText(since)});
    }
}

/// The limits of the two queues, and between them round numbers.
void markCounts(OccupancyShapes& shapes, std::uint32_t top, const sim::QueueSample& limits,
                const CurveDrawer& drawer) {
    constexpr double pixels_apart = 34;
    constexpr double least_apart = 16;
    const auto mark = [&shapes, &drawer](std::uint32_t count) {
        const qreal y = drawer.yOf(count);
        const bool free =
            std::none_of(shapes.counts.begin(), shapes.counts.end(), [y](const AxisMark& other) {
                return std::abs(other.position - y) < least_apart;
            });
        if (free) shapes.counts.push_back({y, countText(count)});
    };
    mark(0);
    mark(limits.syn_queue_most);
    mark(limits.accept_queue_most);
    const double step =
        std::max(1.0, stepFor(top, std::max(1.0, shapes.plot.height() / pixels_apart)));
    for (auto count = static_cast<std::uint32_t>(step); count <= top;
         count += static_cast<std::uint32_t>(step))
        mark(count);
}

void placeVisits(const LoadStory& story, OccupancyShapes& shapes, const OccupancyMargins& margins) {
    const qreal times_height = margins.bottom;
    for (std::size_t n = 0; n < std::min(story.visits.size(), most_visit_rows); ++n) {
        const Visit& visit = story.visits[n];
        const std::optional<sim::Time> settled = visit.welcomed ? visit.welcomed : visit.over;
        const qreal left = shapes.xOf(visit.knocks.front());
        const qreal right = shapes.xOf(settled.value_or(shapes.end));
        const qreal top =
            shapes.plot.bottom() + times_height + margins.visit_row * static_cast<qreal>(n);
        VisitSpan span{.visit = n,
                       .track = {left, top, std::max(1.0, right - left), margins.visit_row},
                       .knocks = {},
                       .settled = settled.has_value()};
        for (const sim::Time knock : visit.knocks)
            span.knocks.push_back(shapes.xOf(knock));
        shapes.visits.push_back(std::move(span));
    }
}

} // namespace

qreal OccupancyShapes::xOf(sim::Time time) const {
    if (end.since_start_ns <= 0) return plot.left();
    return plot.left()
           + plot.width() * static_cast<double>(time.since_start_ns)
                 / static_cast<double>(end.since_start_ns);
}

sim::Time OccupancyShapes::timeAt(qreal x) const {
    const double share = plot.width() <= 0 ? 0 : (x - plot.left()) / plot.width();
    const double ns = std::clamp(share, 0.0, 1.0) * static_cast<double>(end.since_start_ns);
    return {static_cast<std::int64_t>(ns)};
}

OccupancyShapes layoutOccupancy(const LoadStory& model, const LoadStory* kernel, const QRectF& area,
                                const OccupancyMargins& margins) {
    OccupancyShapes shapes;
    if (model.samples.empty()) return shapes;
    const auto rows = static_cast<qreal>(std::min(model.visits.size(), most_visit_rows));
    shapes.plot = area.adjusted(margins.left, margins.top, -margins.right,
                                -margins.bottom - rows * margins.visit_row);
    shapes.end = kernel == nullptr ? model.end : std::max(model.end, kernel->end);
    std::uint32_t top = highest(model);
    if (kernel != nullptr) top = std::max(top, highest(*kernel));
    CurveDrawer drawer(shapes, top);
    for (const QueueKind queue : {QueueKind::accept, QueueKind::syn}) {
        if (kernel != nullptr && !kernel->samples.empty()) drawer.draw(*kernel, queue, true);
        drawer.draw(model, queue, false);
    }
    const sim::QueueSample& first = model.samples.front();
    shapes.limits = {drawer.yOf(first.syn_queue_most), drawer.yOf(first.accept_queue_most)};
    if (model.flood_from)
        shapes.flood = {QPointF{shapes.xOf(*model.flood_from), shapes.plot.top()},
                        QPointF{shapes.xOf(*model.flood_to), shapes.plot.bottom()}};
    markTimes(shapes);
    markCounts(shapes, top, first, drawer);
    placeVisits(model, shapes, margins);
    return shapes;
}

} // namespace ui
