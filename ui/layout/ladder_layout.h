#pragma once

#include "ui/layout/ladder_geometry.h"
#include "ui/layout/ladder_shapes.h"

namespace ui {

/// What a ladder is laid out from.
struct LadderSource {
    const Run& run;
    const LadderIndex& index;
    const LadderGeometry& geometry;
    const Theme& theme;
    Numbers numbers{};
};

/// A stretch of stage time, both ends included.
struct StageRange {
    StageTime from{}, to{};
};

/// All of a run's stage time, with the room above and below it.
StageRange wholeOf(const Run& run);

/// The shapes between two stage times. Depends on nothing but its arguments and the fonts of the
/// theme.
LadderShapes layoutLadder(const LadderSource& source, StageRange range);

} // namespace ui
