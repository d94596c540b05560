#include "ui/view/plot_painter.h"

#include "sim/base/assert.h"
#include "ui/layout/plot_reduce.h"
#include "ui/theme/fonts.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <QFontMetricsF>

namespace ui {

namespace {

/// More than that are drawn without smoothing and patterns, which nobody would see.
constexpr std::size_t most_smooth_marks = 700;
constexpr qsizetype most_fine_points = 1500;
constexpr qsizetype most_corners = 500; ///< of an area in one piece
constexpr double area_line = 0.55;      ///< how much of its hue the line of an area has
constexpr double dot_radius = 2.7;
constexpr double diamond_radius = 4.6;

/// The pieces of a stepped line that are not above `top`. An SVG clips nothing.
std::vector<QPolygonF> runsBelow(const QPolygonF& line, double top) {
    const auto is_above = [top](const QPointF& point) { return point.y() < top; };
    if (std::none_of(line.begin(), line.end(), is_above)) return {line};
    std::vector<QPolygonF> runs;
    bool open = false;
    for (qsizetype n = 0; n < line.size(); ++n) {
        const QPointF& point = line.at(n);
        const bool leaves = open && is_above(point);
        if (leaves) runs.back() << QPointF(point.x(), top);
        const bool enters = !open && !is_above(point);
        if (enters) runs.emplace_back();
        if (enters && n > 0) runs.back() << QPointF(point.x(), top);
        open = !is_above(point);
        if (open) runs.back() << point;
    }
    return runs;
}

/// The same whatever style a plot of sequence numbers has: that has no areas.
bool isArea(PlotTopic topic) {
    return shapeOf(topic, SequenceStyle::stevens) == PlotShape::area;
}

/// How much of the border's colour the lines of the ground have: fainter than all data, also where
/// borders are white.
double gridShare(const Theme& theme) {
    return theme.name == ThemeName::high_contrast ? 0.28 : 0.7;
}

/// How much of what has not happened yet is hidden.
float veilOf(const Theme& theme) {
    return theme.name == ThemeName::high_contrast ? 0.45F : 0.62F;
}

QPolygonF diamond(QPointF centre, double radius) {
    return QPolygonF{{centre + QPointF(0, -radius), centre + QPointF(radius, 0),
                      centre + QPointF(0, radius), centre + QPointF(-radius, 0)}};
}

} // namespace

QFont PlotPainter::tickFont(const Theme& theme) {
    return monoFont(theme, 12);
}

QFont PlotPainter::chipFont(const Theme& theme) {
    return monoFont(theme, 12, Weight::bold);
}

QColor PlotPainter::hueOf(PlotTopic topic) const {
    switch (topic) {
    case PlotTopic::segments:
    case PlotTopic::cwnd:
    case PlotTopic::in_flight:
    case PlotTopic::unread:
    case PlotTopic::sent: return theme_.ofHost(ends_.sender);
    case PlotTopic::advertised: return theme_.ofHost(ends_.receiver);
    case PlotTopic::segments_again:
    case PlotTopic::segments_lost:
    case PlotTopic::ssthresh:
    case PlotTopic::rto: return theme_.alarm;
    case PlotTopic::acknowledged:
    case PlotTopic::rtt:
    case PlotTopic::delivered: return theme_.opening;
    case PlotTopic::flight_size:
    case PlotTopic::sacked: return theme_.sacked;
    case PlotTopic::window_end: return theme_.second_text;
    }
    sim::unreachable();
}

/// How wide a topic's line is, in whole pixels: lines with parts of pixels, which are drawn without
/// smoothing, would be now thicker, now thinner.
int PlotPainter::lineOf(PlotTopic topic, bool hollow) const {
    const bool is_limit =
        topic == PlotTopic::ssthresh || topic == PlotTopic::rto || topic == PlotTopic::window_end;
    const double kernel = isArea(topic) ? 3 : 5;
    const double model = topic == PlotTopic::cwnd ? 3 : is_limit ? 2 : 2.2;
    const double width = hollow ? kernel : isArea(topic) ? 1 : model;
    return std::max(1, static_cast<int>(std::lround(width * theme_.stroke_factor)));
}

/// An area says by its ground what it is: it has a faint line, so that the line that lies upon it
/// stays the only full one.
QPen PlotPainter::penOf(PlotTopic topic, bool hollow) const {
    const QColor hue = hueOf(topic);
    const int width = lineOf(topic, hollow);
    if (hollow) {
        QPen pen(mixed(hue, theme_.text, 0.35), width, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin);
        pen.setDashPattern({1.4, 1.1});
        return pen;
    }
    const QColor line = isArea(topic) ? mixed(theme_.field, hue, area_line) : hue;
    QPen pen(line, width, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin);
    if (topic == PlotTopic::ssthresh) pen.setDashPattern({6, 3});
    if (topic == PlotTopic::rto) pen.setDashPattern({6, 2.5, 1.5, 2.5});
    if (topic == PlotTopic::window_end) pen.setDashPattern({2.5, 2});
    return pen;
}

/// Areas, then the lines of the ground, then what is drawn upon them.
void PlotPainter::paintPlot(const PlotShapes& shapes) {
    const QRectF& plot = shapes.frame.plot;
    const auto of_model = [](const PlotCurve& curve) { return !curve.of_kernel; };
    const bool overlaid = std::any_of(shapes.curves.begin(), shapes.curves.end(), of_model);
    const auto is_hollow = [overlaid](const PlotCurve& curve) {
        return curve.of_kernel && overlaid;
    };
    ground_ = theme_.field;
    painter_.save();
    painter_.setClipRect(plot.adjusted(0, -1, 0, 1));
    painter_.setRenderHint(QPainter::Antialiasing, false);
    painter_.fillRect(plot, theme_.field);
    for (const PlotCurve& curve : shapes.curves)
        if (curve.shape == PlotShape::area && !is_hollow(curve)) paintArea(curve, plot);
    painter_.setPen(QPen(mixed(theme_.field, theme_.border, gridShare(theme_)), 1));
    for (const PlacedTick& tick : shapes.values)
        painter_.drawLine(QPointF(plot.left(), tick.position),
                          QPointF(plot.right() - 1, tick.position));
    for (const PlacedTick& tick : shapes.times)
        painter_.drawLine(QPointF(tick.position, plot.top()),
                          QPointF(tick.position, plot.bottom() - 1));
    for (const PlotCurve& curve : shapes.curves)
        paintCurve(curve, is_hollow(curve), plot.top());
    painter_.restore();
}

void PlotPainter::paintCurve(const PlotCurve& curve, bool hollow, double top) {
    if (curve.shape != PlotShape::steps && curve.shape != PlotShape::area) {
        painter_.setRenderHint(QPainter::Antialiasing, curve.marks.size() <= most_smooth_marks);
        paintMarks(curve, hollow);
        return;
    }
    QPen pen = penOf(curve.topic, hollow);
    // A dash pattern along thousands of corners is neither seen nor quick.
    if (curve.line.size() > most_fine_points) pen = QPen(pen.color(), 0);
    painter_.setRenderHint(QPainter::Antialiasing, false);
    painter_.setPen(pen);
    painter_.setBrush(Qt::NoBrush);
    for (const QPolygonF& run : runsBelow(curve.line, top))
        painter_.drawPolyline(onPixels(run, pen.width()));
}

/// Many points column by column and opaque: one polygon of thousands of corners, or columns that
/// let the ground shine through, would take a hundred times as long.
void PlotPainter::paintArea(const PlotCurve& curve, const QRectF& plot) {
    if (curve.line.isEmpty()) return;
    const QColor fill = mixed(theme_.field, hueOf(curve.topic), theme_.isDark() ? 0.26 : 0.2);
    if (curve.line.size() <= most_corners) {
        QPolygonF area = onPixels(curve.line, 0);
        area << QPointF(area.back().x(), plot.bottom()) << QPointF(area.front().x(), plot.bottom());
        painter_.setPen(Qt::NoPen);
        painter_.setBrush(fill);
        painter_.drawPolygon(area);
        return;
    }
    double peak = plot.bottom();
    for (qsizetype n = 1; n < curve.line.size(); ++n) {
        const QPointF& from = curve.line.at(n - 1);
        const QPointF& to = curve.line.at(n);
        peak = std::min(peak, from.y());
        const double width = to.x() - from.x();
        if (width <= 0) continue;
        constexpr double narrow = 1.5;
        const double top = width <= narrow ? peak : from.y();
        painter_.fillRect(QRectF(from.x(), top, width, plot.bottom() - top), fill);
        peak = plot.bottom();
    }
}

void PlotPainter::paintMarks(const PlotCurve& curve, bool hollow) {
    const QColor hue = hollow ? mixed(hueOf(curve.topic), theme_.text, 0.35) : hueOf(curve.topic);
    if (!curve.columns.empty()) {
        painter_.setPen(QPen(hue, 1, Qt::SolidLine, Qt::SquareCap));
        painter_.drawLines(curve.columns.data(), static_cast<int>(curve.columns.size()));
    }
    for (const PlotMark& mark : curve.marks)
        paintMark(curve.shape, mark, hue, hollow);
}

void PlotPainter::paintMark(PlotShape shape, const PlotMark& mark, const QColor& hue, bool hollow) {
    const double stroke = theme_.stroke_factor;
    const QPointF bottom(mark.x, mark.bottom);
    const QPointF top(mark.x, mark.top);
    const double dot = (hollow ? 4.2 : dot_radius) * stroke;
    const double cap = (hollow ? 4 : 2.5) * stroke;
    const double arm = (hollow ? 6 : 4.5) * stroke;
    const double range_line = (hollow ? 1.2 : 2) * stroke;
    painter_.setBrush(Qt::NoBrush);
    switch (shape) {
    case PlotShape::dot:
        painter_.setPen(hollow ? QPen(hue, 1.3 * stroke) : QPen(Qt::NoPen));
        if (!hollow) painter_.setBrush(hue);
        painter_.drawEllipse(bottom, dot, dot);
        return;
    case PlotShape::range:
        painter_.setPen(QPen(hue, range_line, Qt::SolidLine, Qt::FlatCap));
        painter_.drawLine(bottom, top);
        painter_.drawLine(bottom - QPointF(cap, 0), bottom + QPointF(cap, 0));
        painter_.drawLine(top - QPointF(cap, 0), top + QPointF(cap, 0));
        return;
    case PlotShape::bracket:
        painter_.setPen(QPen(hue, range_line, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
        painter_.drawPolyline(
            QPolygonF{{bottom + QPointF(arm, 0), bottom, top, top + QPointF(arm, 0)}});
        return;
    case PlotShape::again:
        painter_.setPen(QPen(hue, 1.8 * stroke, Qt::SolidLine, Qt::FlatCap));
        if (bottom != top) painter_.drawLine(bottom, top);
        if (!hollow) painter_.setBrush(hue);
        painter_.drawPolygon(diamond((bottom + top) / 2, diamond_radius * stroke));
        return;
    case PlotShape::cross: paintCross((bottom + top) / 2, hue, hollow); return;
    case PlotShape::steps:
    case PlotShape::area: return;
    }
    sim::unreachable();
}

/// Upon the segment that was lost, with a halo that sets it off.
void PlotPainter::paintCross(QPointF centre, const QColor& hue, bool hollow) {
    const double stroke = theme_.stroke_factor;
    const double line = (hollow ? 1.2 : 2.4) * stroke;
    const double arm = (hollow ? 6.6 : 5) * stroke;
    const QLineF falling(centre - QPointF(arm, arm), centre + QPointF(arm, arm));
    const QLineF rising(centre - QPointF(arm, -arm), centre + QPointF(arm, -arm));
    for (const QPen& pen : {QPen(ground_, line + 3 * stroke, Qt::SolidLine, Qt::RoundCap),
                            QPen(hue, line, Qt::SolidLine, Qt::RoundCap)}) {
        painter_.setPen(pen);
        painter_.drawLine(falling);
        painter_.drawLine(rising);
    }
}

void PlotPainter::paintTicks(const PlotShapes& shapes, const std::vector<QRectF>& taken) {
    const QRectF& plot = shapes.frame.plot;
    const QFont font = tickFont(theme_);
    const QFontMetricsF metrics(font);
    const double line = metrics.height();
    painter_.setFont(font);
    painter_.setPen(theme_.third_text);
    for (const PlacedTick& tick : shapes.values)
        painter_.drawText(QRectF(0, tick.position - line / 2, plot.left() - 7, line),
                          Qt::AlignRight | Qt::AlignVCenter, tick.text);
    for (const PlacedTick& tick : shapes.times) {
        const double width = metrics.horizontalAdvance(tick.text);
        const double left = std::min(tick.position - width / 2, plot.right() + 10 - width);
        const QRectF box(left, plot.bottom() + 4, width, line);
        const QRectF wide = box.adjusted(-6, 0, 6, 0);
        const auto meets = [&wide](const QRectF& other) { return wide.intersects(other); };
        if (std::any_of(taken.begin(), taken.end(), meets)) continue;
        painter_.drawText(box, Qt::AlignCenter, tick.text);
    }
}

void PlotPainter::paintLegend(const PlotLegend& legend) {
    ground_ = theme_.card;
    for (const PlotLegendEntry& entry : legend.entries) {
        const QRectF& box = entry.sample;
        const double y = box.center().y();
        PlotCurve sample{entry.topic, entry.shape, false, {}, {}, {}};
        if (entry.shape == PlotShape::steps || entry.shape == PlotShape::area)
            sample.line = QPolygonF{{QPointF(box.left(), y - 1), QPointF(box.right(), y - 1)}};
        const bool is_tall = entry.shape == PlotShape::range || entry.shape == PlotShape::bracket;
        const double half = is_tall ? 6 : 0;
        if (sample.line.isEmpty())
            sample.marks.push_back({box.center().x(), y + half, y - half, 0});
        if (entry.shape == PlotShape::area)
            paintArea(sample, box.adjusted(0, 0, 0, -5 * theme_.type_factor));
        paintCurve(sample, false, box.top());
        painter_.setRenderHint(QPainter::Antialiasing);
        painter_.setFont(sansFont(theme_, type_size::small));
        painter_.setPen(theme_.second_text);
        painter_.drawText(entry.words, Qt::AlignLeft | Qt::AlignVCenter, entry.name);
        painter_.setFont(monoFont(theme_, type_size::small, Weight::bold));
        painter_.setPen(theme_.text);
        painter_.drawText(entry.number, Qt::AlignLeft | Qt::AlignVCenter, entry.value);
    }
}

void PlotPainter::paintFuture(const QRectF& plot, double x) {
    if (x >= plot.right()) return;
    QColor veil = theme_.field;
    veil.setAlphaF(veilOf(theme_));
    painter_.fillRect(QRectF(QPointF(std::max(x, plot.left()), plot.top() - 1),
                             plot.bottomRight() + QPointF(0, 1)),
                      veil);
}

void PlotPainter::paintCursor(const QRectF& plot, double x, const QRectF& chip,
                              const QString& text) {
    painter_.setRenderHint(QPainter::Antialiasing);
    if (x >= plot.left() && x <= plot.right()) {
        painter_.setPen(QPen(theme_.accent, 1.8 * theme_.stroke_factor));
        painter_.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
        painter_.setPen(Qt::NoPen);
        painter_.setBrush(theme_.accent);
        const double half = 5 * theme_.stroke_factor;
        const QPointF base(x, plot.top() - 1);
        painter_.drawPolygon(QPolygonF{
            {base - QPointF(half, 0), base + QPointF(half, 0), base + QPointF(0, 1.4 * half)}});
    }
    painter_.setPen(Qt::NoPen);
    painter_.setBrush(theme_.accent);
    painter_.drawRoundedRect(chip, 5, 5);
    painter_.setFont(chipFont(theme_));
    painter_.setPen(theme_.onHue());
    painter_.drawText(chip, Qt::AlignCenter, text);
}

void PlotPainter::paintPointer(const QRectF& plot, double x, const QRectF& chip,
                               const QString& text) {
    painter_.setRenderHint(QPainter::Antialiasing);
    painter_.setPen(QPen(theme_.second_text, theme_.stroke_factor, Qt::DashLine));
    painter_.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    painter_.setPen(QPen(theme_.second_text, theme_.stroke_factor));
    painter_.setBrush(theme_.card);
    painter_.drawRoundedRect(chip.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    painter_.setFont(chipFont(theme_));
    painter_.setPen(theme_.text);
    painter_.drawText(chip, Qt::AlignCenter, text);
}

void PlotPainter::paintRing(QPointF place) {
    painter_.setRenderHint(QPainter::Antialiasing);
    painter_.setBrush(Qt::NoBrush);
    painter_.setPen(QPen(theme_.accent, 2.2 * theme_.stroke_factor));
    const double radius = 8 * theme_.stroke_factor;
    painter_.drawEllipse(place, radius, radius);
}

void PlotPainter::paintBubble(QPointF place, const QStringList& lines, const QRectF& bounds) {
    const QFont font = sansFont(theme_, type_size::small);
    const QFontMetricsF metrics(font);
    double width = 0;
    for (const QString& line : lines)
        width = std::max(width, metrics.horizontalAdvance(line));
    const double row = metrics.height() + 2;
    QRectF box(0, 0, width + 20, row * static_cast<double>(lines.size()) + 10);
    box.moveTopLeft(place + QPointF(14, -box.height() - 8));
    if (box.right() > bounds.right()) box.moveRight(place.x() - 14);
    if (box.top() < bounds.top())
        box.moveTop(std::min(place.y() + 12, bounds.bottom() - box.height()));
    box.moveLeft(std::max(box.left(), bounds.left()));
    painter_.setRenderHint(QPainter::Antialiasing);
    painter_.setPen(QPen(theme_.accent, 1.2));
    painter_.setBrush(theme_.card);
    painter_.drawRoundedRect(box, 6, 6);
    painter_.setFont(font);
    double y = box.top() + 5;
    for (const QString& line : lines) {
        painter_.setPen(y > box.top() + 5 ? theme_.second_text : theme_.text);
        painter_.drawText(QRectF(box.left() + 10, y, width + 2, row),
                          Qt::AlignLeft | Qt::AlignVCenter, line);
        y += row;
    }
}

} // namespace ui
