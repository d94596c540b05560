#include "ui/view/ribbon_painter.h"

#include "sim/base/assert.h"
#include "ui/theme/fonts.h"

#include <algorithm>
#include <cmath>

#include <QFontMetricsF>

namespace ui {

namespace {

constexpr double radius = 3;
constexpr double least_signed = 11; ///< a piece of this width has room for a sign
constexpr double hatch_apart = 6;
constexpr double arrow_length = 11;
constexpr double arrow_gap = 5; ///< between a number and the arrow beside it

bool isHeld(ByteFate fate) {
    switch (fate) {
    case ByteFate::acknowledged:
    case ByteFate::in_flight:
    case ByteFate::again:
    case ByteFate::sacked:
    case ByteFate::lost:
    case ByteFate::allowed:
    case ByteFate::forbidden: return false;
    case ByteFate::read:
    case ByteFate::unread:
    case ByteFate::buffered:
    case ByteFate::room:
    case ByteFate::no_room: return true;
    }
    sim::unreachable();
}

/// How a piece is filled and framed.
struct PieceLook {
    QColor fill, frame;
    double line{};
};

/// Around what can not be sent or taken: fainter than all that can.
QColor faint(const Theme& theme) {
    return mixed(theme.card, theme.third_text, 0.5);
}

PieceLook lookOf(const Theme& theme, ByteFate fate, const ByteFlow& flow) {
    const QColor& data = theme.ofHost(flow.sender);
    switch (fate) {
    case ByteFate::acknowledged:
        return {theme.tint(theme.opening), mixed(theme.card, theme.opening, 0.7), 1};
    case ByteFate::in_flight: return {data, data, 1};
    case ByteFate::again: return {mixed(theme.card, data, 0.62), data, 1.6};
    case ByteFate::sacked: return {theme.tint(theme.sacked), theme.sacked, 1.4};
    case ByteFate::lost: return {theme.tint(data), theme.alarm, 1.6};
    case ByteFate::allowed: return {theme.card, data, 1.4};
    case ByteFate::forbidden: return {theme.field, faint(theme), 1};
    case ByteFate::read:
        return {mixed(theme.card, theme.opening, 0.45), mixed(theme.card, theme.opening, 0.45), 1};
    case ByteFate::unread: return {data, data, 1};
    case ByteFate::buffered: return {theme.tint(data), data, 1.2};
    case ByteFate::room: return {theme.card, theme.ofHost(flow.receiver), 1.2};
    case ByteFate::no_room: return {theme.field, faint(theme), 1};
    }
    sim::unreachable();
}

} // namespace

QFont RibbonPainter::labelFont(const Theme& theme) {
    return monoFont(theme, 12, Weight::bold);
}

double RibbonPainter::arrowWidth(const Theme& theme) {
    return (arrow_length + arrow_gap) * theme.type_factor;
}

void RibbonPainter::paint(const RibbonShapes& shapes, const ByteFlow& flow) {
    for (const RibbonPiece& piece : shapes.pieces)
        paintPiece(piece, flow);
    if (shapes.fin) paintFin(*shapes.fin);
    if (shapes.cwnd) paintBracket(*shapes.cwnd, flow);
    for (const RibbonMark& mark : shapes.marks)
        paintMark(mark, shapes, flow);
}

void RibbonPainter::paintSample(const QRectF& box, ByteFate fate, const ByteFlow& flow) {
    paintPiece({{}, fate, box}, flow);
}

/// Hue says whose bytes, the sign says what has become of them.
void RibbonPainter::paintPiece(const RibbonPiece& piece, const ByteFlow& flow) {
    const PieceLook look = lookOf(theme_, piece.fate, flow);
    const double half = look.line / 2;
    const QRectF box = piece.box.adjusted(half, half, -half, -half);
    const double round = isHeld(piece.fate) ? radius / 2 : radius;
    painter_.setPen(
        QPen(look.frame, look.line, piece.fate == ByteFate::again ? Qt::DashLine : Qt::SolidLine));
    painter_.setBrush(look.fill);
    if (piece.box.width() < 3)
        painter_.fillRect(piece.box, piece.fate == ByteFate::allowed ? look.frame : look.fill);
    else
        painter_.drawRoundedRect(box, round, round);
    if (piece.fate == ByteFate::unread) paintLines(box, theme_.card);
    if (piece.fate == ByteFate::buffered) paintHatch(box, look.frame);
    if (piece.box.width() < least_signed) return;
    if (piece.fate == ByteFate::acknowledged) paintCheck(box);
    if (piece.fate == ByteFate::lost) paintCross(box);
    if (piece.fate == ByteFate::again) paintTurn(box);
    if (piece.fate == ByteFate::sacked) paintLetter(box, QStringLiteral("S"));
}

/// An arrow that turns: what was sent again.
void RibbonPainter::paintTurn(const QRectF& box) {
    const double side = std::min({box.width(), box.height(), 20.0}) / 4.2;
    const QRectF ring(box.center() - QPointF(side, side), QSizeF(2 * side, 2 * side));
    painter_.setPen(QPen(theme_.text, 1.6 * theme_.stroke_factor, Qt::SolidLine, Qt::RoundCap));
    painter_.setBrush(Qt::NoBrush);
    painter_.drawArc(ring, 20 * 16, 270 * 16);
    const QPointF tip(ring.right() - 0.06 * side, ring.center().y() - 0.34 * side);
    painter_.drawPolyline(QPolygonF{
        {tip + QPointF(-0.9 * side, -0.2 * side), tip, tip + QPointF(0.35 * side, -0.9 * side)}});
}

void RibbonPainter::paintLetter(const QRectF& box, const QString& letter) {
    const QFont font = sansFont(theme_, 11, Weight::bold);
    if (QFontMetricsF(font).height() > box.height() + 6) return;
    painter_.setFont(font);
    painter_.setPen(theme_.onTint(theme_.sacked));
    painter_.drawText(box.adjusted(-4, -4, 4, 4), Qt::AlignCenter, letter);
}

/// Over all that cwnd allows.
void RibbonPainter::paintBracket(const QLineF& line, const ByteFlow& flow) {
    painter_.setPen(
        QPen(theme_.ofHost(flow.sender), 2 * theme_.stroke_factor, Qt::SolidLine, Qt::FlatCap));
    painter_.drawLine(line);
}

void RibbonPainter::paintCheck(const QRectF& box) {
    const QPointF centre = box.center();
    const double side = std::min({box.width(), box.height(), 20.0}) / 4.4;
    painter_.setPen(QPen(theme_.opening, 1.8 * theme_.stroke_factor, Qt::SolidLine, Qt::RoundCap,
                         Qt::RoundJoin));
    painter_.drawPolyline(QPolygonF{{centre + QPointF(-1.05 * side, 0.05 * side),
                                     centre + QPointF(-0.3 * side, 0.8 * side),
                                     centre + QPointF(1.1 * side, -0.8 * side)}});
}

void RibbonPainter::paintCross(const QRectF& box) {
    const QPointF centre = box.center();
    const double side = std::min({box.width(), box.height(), 20.0}) / 4.4;
    painter_.setPen(QPen(theme_.alarm, 1.8 * theme_.stroke_factor, Qt::SolidLine, Qt::RoundCap));
    painter_.drawLine(centre - QPointF(side, side), centre + QPointF(side, side));
    painter_.drawLine(centre + QPointF(-side, side), centre + QPointF(side, -side));
}

void RibbonPainter::paintHatch(const QRectF& box, const QColor& hue) {
    painter_.save();
    painter_.setClipRect(box, Qt::IntersectClip);
    painter_.setPen(QPen(hue, 1.4));
    const auto lines = static_cast<int>(std::ceil((box.width() + box.height()) / hatch_apart));
    for (int line = 0; line < lines; ++line) {
        const double x = box.left() - box.height() + line * hatch_apart;
        painter_.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()));
    }
    painter_.restore();
}

void RibbonPainter::paintLines(const QRectF& box, const QColor& hue) {
    painter_.setPen(QPen(hue, 1.2, Qt::SolidLine, Qt::FlatCap));
    for (const double share : {1.0 / 3, 2.0 / 3}) {
        const double y = box.top() + share * box.height();
        painter_.drawLine(QPointF(box.left() + 1.5, y), QPointF(box.right() - 1.5, y));
    }
}

void RibbonPainter::paintFin(const QRectF& box) {
    painter_.setPen(Qt::NoPen);
    painter_.setBrush(theme_.closing);
    painter_.drawRoundedRect(box, radius, radius);
    const QFont font = sansFont(theme_, 11, Weight::bold);
    if (QFontMetricsF(font).horizontalAdvance(QStringLiteral("FIN")) + 2 > box.width()) return;
    painter_.setFont(font);
    painter_.setPen(theme_.onHue());
    painter_.drawText(box, Qt::AlignCenter, QStringLiteral("FIN"));
}

QColor RibbonPainter::hueOf(RibbonCursor cursor, const ByteFlow& flow) const {
    switch (cursor) {
    case RibbonCursor::snd_una: return theme_.opening;
    case RibbonCursor::snd_nxt:
    case RibbonCursor::cwnd_end: return theme_.ofHost(flow.sender);
    case RibbonCursor::rcv_nxt: return theme_.ofHost(flow.receiver);
    case RibbonCursor::snd_end:
    case RibbonCursor::rcv_end: return theme_.second_text;
    }
    sim::unreachable();
}

/// A line through its row, and its name outside of it.
void RibbonPainter::paintMark(const RibbonMark& mark, const RibbonShapes& shapes,
                              const ByteFlow& flow) {
    const QColor hue = hueOf(mark.cursor, flow);
    const bool of_sender =
        mark.cursor == RibbonCursor::snd_una || mark.cursor == RibbonCursor::snd_nxt
        || mark.cursor == RibbonCursor::snd_end || mark.cursor == RibbonCursor::cwnd_end;
    const QRectF& row = of_sender ? shapes.sent : shapes.held;
    const double above = of_sender ? 4 : 1;
    const double below = of_sender ? 1 : 4;
    if (mark.beyond == RibbonBeyond::no) {
        const double x = mark.x - 1;
        painter_.setPen(QPen(hue, 2 * theme_.stroke_factor, Qt::SolidLine, Qt::FlatCap));
        painter_.drawLine(QPointF(x, row.top() - above), QPointF(x, row.bottom() + below));
    }
    if (mark.text.isEmpty()) return;
    painter_.setFont(labelFont(theme_));
    painter_.setPen(hue);
    QRectF words = mark.label;
    if (mark.beyond == RibbonBeyond::left) words.setLeft(words.left() + arrowWidth(theme_));
    if (mark.beyond == RibbonBeyond::right) words.setRight(words.right() - arrowWidth(theme_));
    painter_.drawText(words.adjusted(-2, -4, 2, 4), Qt::AlignCenter, mark.text);
    if (mark.beyond != RibbonBeyond::no) paintArrow(mark, hue);
}

/// At the outer end of a label: where the cursor would be.
void RibbonPainter::paintArrow(const RibbonMark& mark, const QColor& hue) {
    const double scale = theme_.type_factor;
    const double way = mark.beyond == RibbonBeyond::right ? 1 : -1;
    const double length = arrowWidth(theme_) - arrow_gap * scale;
    const QPointF tip(way > 0 ? mark.label.right() - 1 : mark.label.left() + 1,
                      mark.label.center().y());
    const double barb = 4 * scale;
    painter_.setPen(
        QPen(hue, 1.8 * theme_.stroke_factor, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter_.drawLine(tip, tip - QPointF(way * length, 0));
    painter_.drawPolyline(
        QPolygonF{{tip - QPointF(way * barb, barb), tip, tip - QPointF(way * barb, -barb)}});
}

} // namespace ui
