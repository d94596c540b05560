#pragma once

#include "ui/layout/plot_legend.h"
#include "ui/theme/theme.h"

#include <vector>

#include <QPainter>
#include <QPen>

namespace ui {

/// Draws one plot, and the samples of its legend. Hue and line say what, shape says which kind; the
/// kernel's lines are thick and dashed and its marks hollow where both stages are shown.
class PlotPainter {
public:
    /// Who sends and who receives the bytes that the plot tells of.
    struct Ends {
        sim::HostId sender{}, receiver{};
    };

    PlotPainter(QPainter& painter, const Theme& theme, Ends ends)
        : painter_(painter), theme_(theme), ends_(ends) {}

    /// The ground, its lines at the ticks, and all curves.
    void paintPlot(const PlotShapes& shapes);
    /// The ticks' texts, left of the plot and below it. None of those below lies where others do.
    void paintTicks(const PlotShapes& shapes, const std::vector<QRectF>& taken);
    void paintLegend(const PlotLegend& legend);
    /// Fades what is right of x: it has not happened yet.
    void paintFuture(const QRectF& plot, double x);
    /// The line of the cursor, and its chip below the plot.
    void paintCursor(const QRectF& plot, double x, const QRectF& chip, const QString& text);
    /// The line of the pointer, and its chip below the plot.
    void paintPointer(const QRectF& plot, double x, const QRectF& chip, const QString& text);
    /// A ring around a mark.
    void paintRing(QPointF place);
    /// A bubble with lines of text that points at a place and stays within `bounds`.
    void paintBubble(QPointF place, const QStringList& lines, const QRectF& bounds);

    static QFont tickFont(const Theme& theme);
    static QFont chipFont(const Theme& theme);

private:
    [[nodiscard]] QColor hueOf(PlotTopic topic) const;
    [[nodiscard]] QPen penOf(PlotTopic topic, bool hollow) const;
    [[nodiscard]] int lineOf(PlotTopic topic, bool hollow) const;
    void paintCurve(const PlotCurve& curve, bool hollow, double top);
    void paintArea(const PlotCurve& curve, const QRectF& plot);
    void paintMarks(const PlotCurve& curve, bool hollow);
    void paintMark(PlotShape shape, const PlotMark& mark, const QColor& hue, bool hollow);
    void paintCross(QPointF centre, const QColor& hue, bool hollow);

    QPainter& painter_;
    const Theme& theme_;
    Ends ends_;
    QColor ground_{theme_.field}; ///< what marks lie upon
};

} // namespace ui
