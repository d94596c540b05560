#pragma once

#include "ui/layout/plot_legend.h"
#include "ui/view/card.h"
#include "ui/view/plot_scope.h"

#include <cstdint>
#include <optional>

#include <QPixmap>

namespace ui {

/// One plot of a direction. The wheel zooms about the pointer, with Shift it moves along; dragging
/// over the plot shows that stretch, with Shift or the middle button it moves along; a double click
/// shows all again. The cursor's line can be dragged, a click selects the record under the pointer.
class PlotView : public Card {
    Q_OBJECT

public:
    PlotView(ViewState& state, PlotScope& scope, PlotChart chart, QWidget* parent = nullptr);

    [[nodiscard]] PlotChart chart() const { return chart_; }
    [[nodiscard]] const PlotShapes& shapes() const { return shapes_; }
    [[nodiscard]] const PlotLegend& legend() const { return legend_; }
    /// Where the cursor's line stands, in the card.
    [[nodiscard]] double cursorX() const;
    /// What is said of a point of the card; empty where there is nothing.
    [[nodiscard]] QStringList tipAt(QPointF point) const;

signals:
    /// The cursor is wanted on that record.
    void cursorWanted(sim::RecordId record);
    void recordChosen(sim::RecordId record);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    enum class Drag : std::uint8_t { none, cursor, stretch, move };
    static constexpr double least_drag = 6; ///< a shorter one is a click

    void layOut();
    void showValues();
    void retitle();
    void click(QPointF point);
    void wantCursorAt(std::int64_t at_ns);
    void paintCurves(QPainter& painter);
    void paintStretch(QPainter& painter) const;
    void paintSelection(QPainter& painter) const;
    void paintPointer(QPainter& painter) const;
    void paintEmpty(QPainter& painter) const;
    void showPointerShape(QPointF point);
    [[nodiscard]] bool isOver() const;
    [[nodiscard]] bool isOnCursor(QPointF point) const;
    [[nodiscard]] QRectF cursorChip() const;
    [[nodiscard]] QString cursorText() const;
    [[nodiscard]] std::optional<double> pointerX() const;
    [[nodiscard]] QString pointerText() const;
    [[nodiscard]] QRectF pointerChip() const;
    [[nodiscard]] QRectF chipAt(double x, const QString& text) const;
    [[nodiscard]] std::uint32_t offset() const;
    [[nodiscard]] double plotLeft() const;

    PlotScope& scope_;
    PlotChart chart_;
    PlotShapes shapes_;
    PlotLegend legend_;
    QPixmap curves_; ///< painted once, until something of them changes
    Drag drag_{};
    QPointF pressed_, pointer_;
    std::int64_t pressed_ns_{};
    bool pointed_{}; ///< the pointer is on this plot
};

} // namespace ui
