#pragma once

#include "ui/layout/slot_grid.h"

#include <vector>

#include <QLineF>
#include <QRectF>

namespace ui {

/// Where one queue stands on its stage.
struct QueuePanel {
    QRectF box;   ///< the whole panel
    QRectF head;  ///< its name and its count
    QRectF words; ///< what its entries are
    SlotGrid grid;
};

/// The stage of a listener: who comes, the two queues, and what falls over the edge.
struct QueueStageShapes {
    QRectF street;              ///< the column of those who come
    std::vector<QRectF> visits; ///< a box for each client, as many as there is room for
    QRectF flood;               ///< what is said of the flood
    QueuePanel syn, accept;
    QRectF dropped, cookies;    ///< below the SYN queue
    QRectF overflows, returned; ///< below the accept queue
    QLineF arrival;             ///< SYNs, from the street into the SYN queue
    QLineF promotion;           ///< the ACK, from queue to queue
    QLineF acceptance;          ///< accept(), out of the accept queue
    QRectF program;             ///< who calls accept()
};

/// `scale` is the theme's type factor.
QueueStageShapes layoutQueueStage(const QRectF& area, std::uint32_t syn_slots,
                                  std::uint32_t accept_slots, std::size_t visits, qreal scale);

} // namespace ui
