#pragma once

#include "sim/base/expected.h"
#include "ui/model/run.h"
#include "ui/theme/segment_look.h"
#include "ui/theme/theme.h"

#include <cstdint>
#include <optional>

#include <QString>

namespace ui {

/// The files a ladder can be written to.
enum class PictureFormat : std::uint8_t { svg, png, pdf };

/// The format that the end of a file's name asks for; none when it asks for another.
std::optional<PictureFormat> formatOf(const QString& file);

/// How a ladder looks on paper.
struct LadderSheet {
    static constexpr int least_width = 600;
    static constexpr int most_width = 4000;
    static constexpr int usual_width = 1000;

    QString title; ///< above the hosts; none leaves no room for one
    Theme theme;
    Numbers numbers{};
    int width{usual_width}; ///< in pixels; a PDF has 96 of them to the inch
};

/// Writes the whole ladder of a run, from its first event to its last, to a file whose name says
/// the format. The painter is the window's. A long PDF has several pages, each with the hosts at
/// its top; a long picture is drawn closer together, for pictures cannot be of any height. The
/// error names the file and what to write instead.
sim::Expected<void> exportLadder(const Run& run, const LadderSheet& sheet, const QString& file);

} // namespace ui
