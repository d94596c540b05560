#include "ui/view/slot_painter.h"

#include "sim/base/assert.h"
#include "ui/theme/fonts.h"

#include <algorithm>
#include <vector>

namespace ui {

namespace {

constexpr int whole_circle = 360 * 16; ///< as Qt counts angles
constexpr int twelve_o_clock = 90 * 16;

} // namespace

SlotPainter::SlotPainter(QPainter& painter, const Theme& theme, const QStringList& letters)
    : painter_(painter), theme_(theme), letters_(letters) {}

void SlotPainter::paint(const SlotGrid& grid, const QueueRow& row, const QColor& hue) {
    painter_.save();
    painter_.setRenderHint(QPainter::Antialiasing, grid.detail != SlotDetail::block);
    std::vector<bool> taken(grid.count);
    for (const SlotFigure& slot : row.figures)
        if (slot.slot < grid.count) taken[slot.slot] = true;
    for (std::uint32_t slot = 0; slot < grid.count; slot += grid.per_cell)
        if (!taken[slot] || grid.per_cell > 1) paintEmpty(grid, slot);
    for (const SlotFigure& slot : row.figures) {
        if (slot.slot >= grid.count) continue;
        const QRectF box = grid.box(slot.slot);
        const QColor& own = slot.owner == SlotOwner::visitor && slot.host != sim::no_host
                                ? theme_.ofHost(slot.host)
                                : hue;
        switch (grid.detail) {
        case SlotDetail::ring: paintRing(box, slot, own); break;
        case SlotDetail::bar: paintBar(box, slot, own); break;
        case SlotDetail::block: paintBlock(box, slot, own); break;
        }
    }
    painter_.restore();
}

void SlotPainter::paintEmpty(const SlotGrid& grid, std::uint32_t slot) {
    const QRectF box = grid.box(slot);
    painter_.setBrush(theme_.field);
    if (grid.detail == SlotDetail::block) {
        const QColor faint = mixed(theme_.card, theme_.border, theme_.isDark() ? 0.55 : 0.9);
        painter_.fillRect(box, faint);
        return;
    }
    QPen pen(mixed(theme_.border, theme_.third_text, 0.35), 1.2);
    pen.setDashPattern({2.5, 2.5});
    painter_.setPen(pen);
    painter_.drawRoundedRect(box, std::min(6.0, box.width() * 0.2),
                             std::min(6.0, box.width() * 0.2));
}

/// The ring runs out as the timer does; the number says how often the SYN ACK is sent again still.
void SlotPainter::paintRing(const QRectF& box, const SlotFigure& slot, const QColor& hue) {
    painter_.setPen(QPen(hue, 1.4 * theme_.stroke_factor));
    painter_.setBrush(theme_.tint(hue));
    painter_.drawRoundedRect(box, 7, 7);
    const qreal width = std::max(3.0, box.width() * 0.085);
    const QRectF ring = box.adjusted(width + 2, width + 2, -width - 2, -width - 2);
    if (slot.time_left) {
        painter_.setBrush(Qt::NoBrush);
        painter_.setPen(QPen(mixed(theme_.tint(hue), hue, 0.25), width));
        painter_.drawEllipse(ring);
        painter_.setPen(QPen(hue, width, Qt::SolidLine, Qt::FlatCap));
        painter_.drawArc(ring, twelve_o_clock, qRound(*slot.time_left * whole_circle));
    }
    paintInside(ring.adjusted(width, width, -width, -width), slot, hue);
}

void SlotPainter::paintInside(const QRectF& box, const SlotFigure& slot, const QColor& hue) {
    if (slot.owner == SlotOwner::visitor && slot.host != sim::no_host) {
        paintBadge(box, slot.host);
        return;
    }
    if (slot.owner == SlotOwner::unknown) {
        painter_.setPen(Qt::NoPen);
        painter_.setBrush(hue);
        painter_.drawEllipse(box.center(), box.width() * 0.28, box.height() * 0.28);
        return;
    }
    if (!slot.time_left || slot.acked) {
        paintCheck(box, hue);
        return;
    }
    QFont font = monoFont(theme_, 12, Weight::bold);
    font.setPointSizeF(std::max(7.0, box.height() * 0.55));
    painter_.setFont(font);
    painter_.setPen(theme_.text);
    painter_.drawText(box.adjusted(-6, -6, 6, 6), Qt::AlignCenter,
                      QString::number(slot.retries_left));
}

void SlotPainter::paintCheck(const QRectF& box, const QColor& hue) {
    const QPointF centre = box.center();
    const qreal unit = box.width() / 5;
    painter_.setPen(QPen(theme_.onTint(hue), std::max(1.6, box.width() * 0.13), Qt::SolidLine,
                         Qt::RoundCap, Qt::RoundJoin));
    painter_.setBrush(Qt::NoBrush);
    painter_.drawPolyline(QPolygonF{{centre + QPointF(-1.6 * unit, 0.1 * unit),
                                     centre + QPointF(-0.4 * unit, 1.3 * unit),
                                     centre + QPointF(1.7 * unit, -1.3 * unit)}});
}

void SlotPainter::paintBadge(const QRectF& box, sim::HostId host) {
    painter_.setPen(Qt::NoPen);
    painter_.setBrush(theme_.ofHost(host));
    if (host == 0)
        painter_.drawEllipse(box);
    else
        painter_.drawRoundedRect(box, box.width() * 0.2, box.width() * 0.2);
    QFont font = sansFont(theme_, 12, Weight::bold);
    font.setPointSizeF(std::max(6.0, box.height() * 0.46));
    painter_.setFont(font);
    painter_.setPen(theme_.onHue());
    painter_.drawText(box.adjusted(-8, -8, 8, 8), Qt::AlignCenter, letters_.value(host).left(1));
}

void SlotPainter::paintBar(const QRectF& box, const SlotFigure& slot, const QColor& hue) {
    painter_.setPen(QPen(hue, 1.2));
    painter_.setBrush(theme_.tint(hue));
    const qreal corner = std::min(4.0, box.width() * 0.2);
    painter_.drawRoundedRect(box, corner, corner);
    const bool visitor = slot.owner == SlotOwner::visitor && slot.host != sim::no_host;
    if (!visitor && (!slot.time_left || slot.acked)) {
        paintCheck(box.adjusted(3, 3, -3, -3), hue);
        return;
    }
    const qreal height = (box.height() - 4) * slot.time_left.value_or(1);
    painter_.setPen(Qt::NoPen);
    painter_.setBrush(visitor ? theme_.tint(hue) : hue);
    painter_.drawRoundedRect(
        QRectF(box.left() + 2, box.bottom() - 2 - height, box.width() - 4, height), corner / 2,
        corner / 2);
    if (visitor) paintBadge(box.adjusted(1, 1, -1, -1), slot.host);
}

void SlotPainter::paintBlock(const QRectF& box, const SlotFigure& slot, const QColor& hue) {
    const bool visitor = slot.owner == SlotOwner::visitor && slot.host != sim::no_host;
    if (visitor) {
        painter_.fillRect(box.adjusted(-1, -1, 1, 1), theme_.text);
        painter_.fillRect(box.adjusted(0.5, 0.5, -0.5, -0.5), hue);
        return;
    }
    painter_.fillRect(box, mixed(theme_.card, hue, 0.42));
    const qreal height = box.height() * slot.time_left.value_or(1);
    painter_.fillRect(QRectF(box.left(), box.bottom() - height, box.width(), height), hue);
}

} // namespace ui
