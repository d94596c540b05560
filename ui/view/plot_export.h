#pragma once

#include "ui/layout/plot_layout.h"
#include "ui/view/picture_file.h"

#include <optional>
#include <vector>

namespace ui {

/// How plots look on paper.
struct PlotSheet {
    QString title; ///< above them; none leaves no room for one
    Theme theme;
    int width{Picture::usual_width}; ///< in pixels
    SequenceStyle style{};
    std::vector<PlotChart> charts; ///< from the top down
    PlotStages stages;             ///< at least one of them
    std::optional<PlotSpan> span;  ///< the whole direction when not said
    std::uint32_t offset{};        ///< what sequence numbers are written with
};

/// Writes plots, one below the other with one axis of time, to a file whose name says the format.
/// The painter is the window's. The error names the file and what to write instead.
sim::Expected<void> exportPlots(const PlotSheet& sheet, const QString& file);

/// "sequence", "congestion", "round-trip", "windows", "throughput": as arguments name them.
QString keyOf(PlotChart chart);

} // namespace ui
