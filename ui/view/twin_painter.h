#pragma once

#include "ui/layout/compare_layout.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace ui {

/// What of a comparison is pointed at, as places in TwinShapes::rows.
struct TwinFocus {
    std::optional<std::size_t> hovered, selected;
    std::optional<double> now; ///< below this height nothing has happened yet
};

/// The fonts a comparison's layout asks.
TwinFonts twinFonts(const Theme& theme);
/// The height of the header with stages and hosts, in pixels.
double twinHeaderHeight(const Theme& theme);

/// Draws the two ladders of a comparison.
class TwinPainter {
public:
    TwinPainter(QPainter& painter, const Theme& theme, const TwinShapes& shapes)
        : painter_(painter), theme_(theme), shapes_(shapes) {}

    /// The names of stages and hosts, above the lifelines.
    void paintHeader(const Comparison& comparison, const QString& kernel_name);
    /// What lies between two heights of the content.
    void paintContent(const TwinFocus& focus, double top, double bottom);

private:
    void paintStage(const TwinLadder& ladder, const QString& name, const sim::Trace& trace);
    void paintHost(QPointF centre, sim::HostId host, const QString& name);
    void paintStretch(const TwinFocus& focus, double top, double bottom);
    void paintRow(const TwinRow& row, const TwinFocus& focus, std::size_t place);
    void paintLadder(const TwinLadder& ladder, double top, double bottom);
    void paintArrow(const TwinArrow& arrow);
    void paintLoss(QPointF at);
    void paintWords(const TwinArrow& arrow);
    void paintChip(const TwinLadder& ladder, const TwinChip& chip);
    void paintGap(const TwinGap& gap);

    QPainter& painter_;
    const Theme& theme_;
    const TwinShapes& shapes_;
};

} // namespace ui
