#include "ui/view/arrow_painter.h"

#include "ui/theme/fonts.h"

#include <algorithm>
#include <cmath>

#include <QPainterPath>

namespace ui {

namespace {

constexpr qreal halo_width = 12;
constexpr qreal dot_radius = 3.4;
constexpr qreal under_way_opacity = 0.55;

QColor faded(QColor colour, qreal opacity) {
    colour.setAlphaF(static_cast<float>(opacity));
    return colour;
}

} // namespace

ArrowPainter::ArrowPainter(QPainter& painter, const LadderSource& source,
                           const LadderMoment& moment, qreal now)
    : painter_(painter), source_(source), moment_(moment), now_(now) {}

qreal ArrowPainter::progress(const Arrow& arrow) const {
    const bool ended = arrow.end != 0 && arrow.end <= moment_.cursor && arrow.fate == Fate::arrives;
    const qreal share = ended ? 1 : arrow.line.dy() <= 0 ? 0 : arrow.shareAt(now_);
    return std::clamp(share, 0.0, arrow.reach());
}

bool ArrowPainter::underWay(const Arrow& arrow) const {
    return progress(arrow) < arrow.reach() && arrow.departure <= moment_.cursor;
}

const QColor& ArrowPainter::hueOfArrow(const Arrow& arrow) const {
    return hueOf(source_.theme, arrow.kind, arrow.sender);
}

void ArrowPainter::paintHalo(const Arrow& arrow) {
    const auto is = [&arrow](sim::RecordId record) {
        return record != 0 && (record == arrow.departure || record == arrow.end);
    };
    if (!is(moment_.selection) && !is(moment_.hover)) return;
    const qreal opacity = is(moment_.selection) ? 0.4 : 0.18;
    const qreal width = halo_width * source_.theme.stroke_factor;
    painter_.setPen(QPen(faded(source_.theme.accent, opacity), width, Qt::SolidLine, Qt::RoundCap));
    painter_.drawLine(QLineF(arrow.line.p1(), arrow.line.pointAt(progress(arrow))));
}

void ArrowPainter::paintLine(const Arrow& arrow) {
    const QColor hue =
        underWay(arrow) ? faded(hueOfArrow(arrow), under_way_opacity) : hueOfArrow(arrow);
    const qreal width = strokeOf(source_.theme, arrow.kind);
    QPen pen(hue, width, Qt::SolidLine, Qt::FlatCap);
    if (arrow.sent_again) pen.setDashPattern({5, 2.2});
    if (arrow.copy) pen.setDashPattern({5, 2, 1.2, 2});
    painter_.setPen(pen);
    const qreal done = progress(arrow);
    const bool arrived = arrow.fate != Fate::lost && !underWay(arrow);
    const qreal head = arrived ? 6 / std::max(6.0, arrow.line.length()) : 0;
    painter_.drawLine(QLineF(arrow.line.p1(), arrow.line.pointAt(std::max(0.0, done - head))));
    painter_.setPen(Qt::NoPen);
    painter_.setBrush(hueOfArrow(arrow));
    const qreal radius = dot_radius * source_.theme.stroke_factor;
    painter_.drawEllipse(arrow.line.p1(), radius, radius);
    if (arrived) paintHead(arrow, hueOfArrow(arrow));
    if (arrow.fate == Fate::lost && !underWay(arrow)) paintLoss(arrow, hueOfArrow(arrow));
}

void ArrowPainter::paintHead(const Arrow& arrow, const QColor& hue) {
    const qreal size =
        (8.5 + strokeOf(source_.theme, arrow.kind)) * std::sqrt(source_.theme.stroke_factor);
    painter_.save();
    painter_.translate(arrow.line.p2());
    painter_.rotate(-arrow.line.angle());
    QPainterPath head;
    head.moveTo(0, 0);
    head.lineTo(-size, size * 0.42);
    head.lineTo(-size * 0.72, 0);
    head.lineTo(-size, -size * 0.42);
    head.closeSubpath();
    painter_.setPen(Qt::NoPen);
    painter_.setBrush(hue);
    painter_.drawPath(head);
    painter_.restore();
}

void ArrowPainter::paintLoss(const Arrow& arrow, const QColor& hue) {
    const Theme& theme = source_.theme;
    const QPointF cross = arrow.line.pointAt(Arrow::dies_at);
    const qreal share = std::clamp(arrow.shareAt(now_), Arrow::dies_at, 1.0);
    QPen dots(faded(hue, 0.6), 1.4 * theme.stroke_factor);
    dots.setDashPattern({2, 3});
    painter_.setPen(dots);
    painter_.drawLine(QLineF(cross, arrow.line.pointAt(share)));
    const qreal radius = 10 * theme.type_factor;
    painter_.setPen(QPen(theme.alarm, 2 * theme.stroke_factor));
    painter_.setBrush(theme.tint(theme.alarm));
    painter_.drawEllipse(cross, radius, radius);
    painter_.setPen(QPen(theme.alarm, 2.4 * theme.stroke_factor, Qt::SolidLine, Qt::RoundCap));
    const QPointF arm(radius * 0.42, radius * 0.42);
    painter_.drawLine(cross - arm, cross + arm);
    painter_.drawLine(cross + QPointF(arm.x(), -arm.y()), cross + QPointF(-arm.x(), arm.y()));
}

void ArrowPainter::paintLabel(const Arrow& arrow) {
    const Theme& theme = source_.theme;
    if (arrow.loss && progress(arrow) >= Arrow::dies_at) {
        painter_.setPen(QPen(theme.alarm, 1.2));
        painter_.setBrush(theme.tint(theme.alarm));
        painter_.drawRoundedRect(arrow.loss->box, 5, 5);
        painter_.setFont(sansFont(theme, type_size::state_pill, Weight::bold));
        painter_.setPen(theme.onTint(theme.alarm));
        painter_.drawText(arrow.loss->box, Qt::AlignCenter, arrow.loss->text);
    }
    if (!arrow.label || progress(arrow) < std::min(arrow.label->passed_at, arrow.reach())) return;
    const LineLabel& label = *arrow.label;
    painter_.save();
    painter_.translate(label.centre);
    painter_.rotate(label.degrees);
    painter_.translate(-label.width() / 2, -label.height / 2);
    painter_.setPen(Qt::NoPen);
    painter_.setBrush(faded(theme.card, 0.88));
    painter_.drawRoundedRect(QRectF(-3, 0, label.width() + 6, label.height), 5, 5);
    paintBadge(arrow, label);
    painter_.setFont(monoFont(theme, type_size::numbers));
    painter_.setPen(theme.text);
    const QRectF numbers(label.badge_width + LineLabel::gap, 0, label.numbers_width + 8,
                         label.height);
    painter_.drawText(numbers, Qt::AlignLeft | Qt::AlignVCenter, label.numbers);
    painter_.restore();
}

/// At the origin; what was sent again has a dashed edge and a turning arrow.
void ArrowPainter::paintBadge(const Arrow& arrow, const LineLabel& label) {
    const Theme& theme = source_.theme;
    const QColor& hue = hueOfArrow(arrow);
    QRectF box(0, 0.5, label.badge_width, label.height - 1);
    painter_.setBrush(theme.tint(hue));
    if (arrow.sent_again || theme.name == ThemeName::high_contrast)
        painter_.setPen(QPen(hue, 1.2, arrow.sent_again ? Qt::DashLine : Qt::SolidLine));
    painter_.drawRoundedRect(box, 4.5, 4.5);
    painter_.setPen(hue);
    if (arrow.sent_again) {
        const qreal mark = 18 * theme.type_factor;
        paintTurningArrow({mark * 0.72, label.height / 2}, 4.8 * theme.type_factor);
        box.setLeft(mark * 0.85);
    }
    painter_.setPen(theme.onTint(hue));
    painter_.setFont(sansFont(theme, type_size::badge, Weight::bold));
    painter_.drawText(box, Qt::AlignCenter, label.badge);
}

void ArrowPainter::paintTurningArrow(QPointF centre, qreal radius) {
    const QColor hue = painter_.pen().color();
    painter_.setPen(QPen(hue, radius * 0.36, Qt::SolidLine, Qt::RoundCap));
    const QRectF circle(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius);
    painter_.setBrush(Qt::NoBrush);
    painter_.drawArc(circle, 70 * 16, 285 * 16);
    const QPointF tip = centre + QPointF(radius * 0.34, -radius * 0.94);
    painter_.setPen(Qt::NoPen);
    painter_.setBrush(hue);
    const qreal size = radius * 0.72;
    painter_.drawPolygon(QPolygonF{{tip + QPointF(size, 0)},
                                   {tip + QPointF(-size * 0.5, -size)},
                                   {tip + QPointF(-size * 0.5, size)}});
}

/// On the line, but never over a lifeline or the words beside it.
QPointF ArrowPainter::capsuleCentre(const Arrow& arrow, qreal width) const {
    const qreal half = std::min(0.5, width / 2 / std::max(1.0, arrow.line.length()));
    return arrow.line.pointAt(std::clamp(progress(arrow), half, 1 - half));
}

void ArrowPainter::paintCapsule(const Arrow& arrow) {
    if (!underWay(arrow)) return;
    const Theme& theme = source_.theme;
    const QColor& hue = hueOfArrow(arrow);
    const LineLabel* label = arrow.label ? &*arrow.label : nullptr;
    const bool cells = arrow.kind == SegmentKind::data;
    const qreal width = cells ? 38 * theme.type_factor : label ? label->badge_width + 2 : 30;
    const qreal height = 22 * theme.type_factor;
    painter_.save();
    painter_.translate(capsuleCentre(arrow, width));
    painter_.rotate(label ? label->degrees : 0);
    const QRectF box(-width / 2, -height / 2, width, height);
    painter_.setPen(Qt::NoPen);
    for (const qreal reach : {10.0, 6.0, 3.0}) {
        painter_.setBrush(faded(hue, 0.10));
        painter_.drawRoundedRect(box.adjusted(-reach, -reach, reach, reach), 5 + reach, 5 + reach);
    }
    painter_.setBrush(hue);
    painter_.setPen(QPen(theme.text, 1.2));
    painter_.drawRoundedRect(box, 5, 5);
    painter_.setPen(QPen(theme.onHue(), 1.4));
    painter_.setFont(sansFont(theme, 12, Weight::bold));
    if (!cells) {
        painter_.drawText(box, Qt::AlignCenter, label ? label->badge : QString());
    } else {
        painter_.setBrush(Qt::NoBrush);
        const qreal cell = (width - 10) / 4;
        for (int n = 0; n < 4; ++n)
            painter_.drawRect(
                QRectF(box.left() + 5 + n * cell, box.top() + 6, cell - 1.5, height - 12));
    }
    painter_.restore();
}

} // namespace ui
