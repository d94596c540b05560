#include "ui/view/message_painter.h"

#include "ui/theme/fonts.h"

#include <cmath>

namespace ui {

namespace {

constexpr qreal diamond = 6;
constexpr qreal head = 10;
constexpr qreal halo_width = 12;

} // namespace

void MessagePainter::paint(const MessageMark& mark) {
    painter_.setRenderHint(QPainter::Antialiasing);
    if (mark.record == moment_.selection || mark.record == moment_.hover) {
        QColor halo = theme_.accent;
        halo.setAlphaF(mark.record == moment_.selection ? 0.4F : 0.18F);
        painter_.setPen(QPen(halo, halo_width * theme_.stroke_factor, Qt::SolidLine, Qt::RoundCap));
        painter_.drawLine(mark.line);
    }
    paintLine(mark.line);
    painter_.setPen(QPen(theme_.alarm, 1.2));
    painter_.setBrush(theme_.tint(theme_.alarm));
    painter_.drawRoundedRect(mark.badge, 4.5, 4.5);
    painter_.setPen(theme_.onTint(theme_.alarm));
    painter_.setFont(sansFont(theme_, type_size::badge, Weight::bold));
    painter_.drawText(mark.badge, Qt::AlignCenter, QStringLiteral("ICMP"));
}

void MessagePainter::paintSample(const QLineF& line) {
    paintLine(line);
}

void MessagePainter::paintLine(const QLineF& line) {
    const qreal size = diamond * theme_.stroke_factor;
    QPen pen(theme_.alarm, 2 * theme_.stroke_factor, Qt::SolidLine, Qt::FlatCap);
    pen.setDashPattern({4, 2, 1, 2});
    painter_.setPen(pen);
    const qreal length = std::max(line.length(), 1.0);
    painter_.drawLine(QLineF(line.pointAt(size / length), line.pointAt(1 - head * 0.7 / length)));
    painter_.setPen(QPen(theme_.alarm, 1.8 * theme_.stroke_factor));
    painter_.setBrush(theme_.card);
    const QPointF at = line.p1();
    painter_.drawPolygon(QPolygonF{{at + QPointF(0, -size), at + QPointF(size, 0),
                                    at + QPointF(0, size), at + QPointF(-size, 0)}});
    painter_.save();
    painter_.translate(line.p2());
    painter_.rotate(-line.angle());
    painter_.setPen(Qt::NoPen);
    painter_.setBrush(theme_.alarm);
    const qreal tip = head * std::sqrt(theme_.stroke_factor);
    painter_.drawPolygon(QPolygonF{{QPointF(0, 0), QPointF(-tip, tip * 0.42),
                                    QPointF(-tip * 0.72, 0), QPointF(-tip, -tip * 0.42)}});
    painter_.restore();
}

} // namespace ui
