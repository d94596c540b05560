#pragma once

#include <cstdint>

#include <QRectF>

namespace ui {

/// How much of a slot can be shown.
enum class SlotDetail : std::uint8_t {
    ring,  ///< a ring for the time left, and the retries left as dots
    bar,   ///< a bar for the time left
    block, ///< a block as high as the time left
};

/// Where the slots of a queue are drawn: rows from the left, as large as they fit.
struct SlotGrid {
    QRectF area;               ///< what the slots take
    qreal cell{};              ///< from one slot to the next
    int columns{};             ///< of a row
    std::uint32_t count{};     ///< of the slots
    std::uint32_t per_cell{1}; ///< queues with more slots than pixels: how many share a place
    SlotDetail detail{};

    /// The box of a slot, without the gap around it.
    [[nodiscard]] QRectF box(std::uint32_t slot) const;
    /// The place of the slot under a point; the number of slots where there is none.
    [[nodiscard]] std::uint32_t slotAt(QPointF point) const;
};

/// `scale` is the theme's type factor: a projector's slots may be larger.
SlotGrid slotGrid(std::uint32_t count, const QRectF& room, qreal scale);

} // namespace ui
