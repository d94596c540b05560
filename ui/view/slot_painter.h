#pragma once

#include "ui/layout/occupancy_layout.h"
#include "ui/layout/slot_grid.h"
#include "ui/model/queue_moment.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace ui {

/// Draws the slots of one queue: empty ones as outlines, taken ones filled, each as much aged as it
/// is. Form tells whose entry it is: a client's is round and has its host's letter.
class SlotPainter {
public:
    /// `letters` are the names of the run's hosts.
    SlotPainter(QPainter& painter, const Theme& theme, const QStringList& letters);

    void paint(const SlotGrid& grid, const QueueRow& row, const QColor& hue);
    /// A client's badge, as everywhere: round for the first host, square for the others.
    void paintBadge(const QRectF& box, sim::HostId host);

private:
    void paintEmpty(const SlotGrid& grid, std::uint32_t slot);
    void paintRing(const QRectF& box, const SlotFigure& slot, const QColor& hue);
    void paintBar(const QRectF& box, const SlotFigure& slot, const QColor& hue);
    void paintBlock(const QRectF& box, const SlotFigure& slot, const QColor& hue);
    void paintCheck(const QRectF& box, const QColor& hue);
    void paintInside(const QRectF& box, const SlotFigure& slot, const QColor& hue);

    QPainter& painter_;
    const Theme& theme_;
    QStringList letters_;
};

} // namespace ui
