#include "ui/layout/ladder_hit.h"

#include <algorithm>
#include <cmath>

#include <QTransform>

namespace ui {

namespace {

constexpr qreal reach_of_mouse = 7;

bool onLabel(const LineLabel& label, QPointF point) {
    QTransform turn;
    turn.rotate(-label.degrees);
    const QPointF offset = turn.map(point - label.centre);
    return std::abs(offset.x()) <= label.width() / 2 && std::abs(offset.y()) <= label.height / 2;
}

/// Where on the line, as a share of it, the point nearest to `point` lies.
qreal nearestShare(const QLineF& line, QPointF point) {
    const QPointF along = line.p2() - line.p1();
    const qreal square = QPointF::dotProduct(along, along);
    if (square <= 0) return 0;
    return std::clamp(QPointF::dotProduct(point - line.p1(), along) / square, 0.0, 1.0);
}

sim::RecordId recordOf(const Arrow& arrow, qreal share, sim::RecordId cursor) {
    const bool ended = arrow.end != 0 && arrow.end <= cursor;
    return ended && share > arrow.reach() / 2 ? arrow.end : arrow.departure;
}

LadderHit hitMessage(const LadderShapes& shapes, QPointF point, sim::RecordId cursor) {
    for (const MessageMark& mark : shapes.messages)
        if (mark.record <= cursor && mark.badge.contains(point)) return {mark.record, {}};
    return {};
}

/// The words or the badge at a point; record 0 where there are none.
LadderHit hitWords(const LadderShapes& shapes, QPointF point, sim::RecordId cursor) {
    for (const SideLabel& label : shapes.sides)
        if (label.record <= cursor && label.box.contains(point)) return {label.record, label.tip};
    for (const Arrow& arrow : shapes.arrows) {
        if (arrow.departure > cursor) break;
        if (arrow.label && onLabel(*arrow.label, point)) return {arrow.departure, {}};
        if (arrow.loss && arrow.end <= cursor && arrow.loss->box.contains(point))
            return {arrow.end, {}};
    }
    return hitMessage(shapes, point, cursor);
}

/// A line near a point.
struct NearLine {
    sim::RecordId record{};
    qreal distance{reach_of_mouse};

    void offer(sim::RecordId other, qreal away) {
        if (away >= distance) return;
        record = other;
        distance = away;
    }
};

} // namespace

LadderHit hitAt(const LadderShapes& shapes, QPointF point, sim::RecordId cursor) {
    LadderHit words = hitWords(shapes, point, cursor);
    if (words.record != 0 || !words.tip.isEmpty()) return words;
    NearLine nearest;
    for (const MessageMark& mark : shapes.messages) {
        const QPointF near = mark.line.pointAt(nearestShare(mark.line, point));
        if (mark.record <= cursor) nearest.offer(mark.record, QLineF(near, point).length());
    }
    for (const Arrow& arrow : shapes.arrows) {
        if (arrow.departure > cursor) break;
        const qreal share = std::min(nearestShare(arrow.line, point), arrow.reach());
        nearest.offer(recordOf(arrow, share, cursor),
                      QLineF(arrow.line.pointAt(share), point).length());
    }
    return {nearest.record, {}};
}

} // namespace ui
