#include "ui/layout/slot_grid.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr qreal largest_cell = 72;
constexpr qreal least_ring = 34;
constexpr qreal least_bar = 15;
constexpr qreal least_cell = 5;
/// Above so many count single ones are no longer read, only their pattern.
constexpr std::uint32_t most_detailed = 150;

int columnsOf(qreal cell, qreal width) {
    return std::max(1, static_cast<int>(width / cell));
}

bool fits(std::uint32_t places, qreal cell, QSizeF room) {
    const auto columns = static_cast<std::uint32_t>(columnsOf(cell, room.width()));
    const std::uint32_t rows = (places + columns - 1) / columns;
    return rows * cell <= room.height();
}

/// The largest cell of half a pixel's grain with which all places fit.
qreal cellFor(std::uint32_t places, QSizeF room, qreal scale) {
    qreal cell = std::min(largest_cell * scale, room.width());
    while (cell > least_cell && !fits(places, cell, room))
        cell -= 0.5;
    return cell;
}

SlotDetail detailOf(std::uint32_t count, qreal cell) {
    if (count > most_detailed || cell < least_bar) return SlotDetail::block;
    return cell < least_ring ? SlotDetail::bar : SlotDetail::ring;
}

qreal gapOf(SlotDetail detail, qreal cell) {
    if (detail == SlotDetail::block) return cell < 8 ? 1 : 2;
    return detail == SlotDetail::bar ? 3 : 6;
}

} // namespace

QRectF SlotGrid::box(std::uint32_t slot) const {
    const auto place = static_cast<int>(slot / per_cell);
    const qreal gap = gapOf(detail, cell);
    return {area.left() + cell * (place % columns) + gap / 2,
            area.top() + cell * (place / columns) + gap / 2, cell - gap, cell - gap};
}

std::uint32_t SlotGrid::slotAt(QPointF point) const {
    if (count == 0 || !area.contains(point)) return count;
    const int column = static_cast<int>((point.x() - area.left()) / cell);
    const int row = static_cast<int>((point.y() - area.top()) / cell);
    if (column >= columns) return count;
    return std::min(count, static_cast<std::uint32_t>(row * columns + column) * per_cell);
}

SlotGrid slotGrid(std::uint32_t count, const QRectF& room, qreal scale) {
    SlotGrid grid{.area = room, .cell = 1, .columns = 1, .count = count};
    if (count == 0 || room.width() < least_cell || room.height() < least_cell) return grid;
    while (!fits((count + grid.per_cell - 1) / grid.per_cell, least_cell, room.size()))
        ++grid.per_cell;
    const std::uint32_t places = (count + grid.per_cell - 1) / grid.per_cell;
    grid.cell = cellFor(places, room.size(), scale);
    grid.columns = columnsOf(grid.cell, room.width());
    grid.detail = detailOf(count, grid.cell / scale);
    const auto columns = static_cast<std::uint32_t>(grid.columns);
    const std::uint32_t rows = (places + columns - 1) / columns;
    grid.area.setSize({std::min(places, columns) * grid.cell, rows * grid.cell});
    return grid;
}

} // namespace ui
