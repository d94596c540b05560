#pragma once

#include "ui/layout/ladder_shapes.h"

namespace ui {

/// What lies under a point of a ladder.
struct LadderHit {
    sim::RecordId record{}; ///< 0 for nothing
    QString tip;
};

/// Finds what has happened by `cursor` and lies at `point`, in the coordinates of the content:
/// labels first, then the nearest line. Nearer to its start a line stands for the departure, else
/// for its end.
LadderHit hitAt(const LadderShapes& shapes, QPointF point, sim::RecordId cursor);

} // namespace ui
