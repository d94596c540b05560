#pragma once

#include "sim/base/expected.h"
#include "ui/model/run.h"
#include "ui/theme/segment_look.h"
#include "ui/theme/theme.h"
#include "ui/view/picture_file.h"

#include <QString>

namespace ui {

/// How a ladder looks on paper.
struct LadderSheet {
    QString title; ///< above the hosts; none leaves no room for one
    Theme theme;
    Numbers numbers{};
    int width{Picture::usual_width}; ///< in pixels; a PDF has 96 of them to the inch
};

/// Writes the whole ladder of a run, from its first event to its last, to a file whose name says
/// the format. The painter is the window's. A long PDF has several pages, each with the hosts at
/// its top; a long picture is drawn closer together, for pictures cannot be of any height. The
/// error names the file and what to write instead.
sim::Expected<void> exportLadder(const Run& run, const LadderSheet& look, const QString& file);

} // namespace ui
