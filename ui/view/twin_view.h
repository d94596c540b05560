#pragma once

#include "ui/model/view_state.h"
#include "ui/view/twin_painter.h"

#include <optional>

#include <QAbstractScrollArea>

namespace ui {

class TwinView;

/// The stages and hosts above the lifelines; it stays while the ladders scroll.
class TwinHeader : public QWidget {
    Q_OBJECT

public:
    explicit TwinHeader(TwinView& view);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    TwinView& view_;
};

/// The two ladders of a comparison, row beside row. Up and Down walk along the pairs.
class TwinView : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit TwinView(ViewState& state, QWidget* parent = nullptr);

    /// Shows a comparison; null shows nothing.
    void setComparison(std::shared_ptr<const Comparison> comparison, const QString& kernel_name);
    [[nodiscard]] const TwinShapes& shapes() const { return shapes_; }
    /// The pair that is selected, as a place in Diff::pairs.
    [[nodiscard]] std::optional<std::size_t> selectedPair() const { return focus_.selected; }
    void selectPair(std::size_t pair);
    void paintHeader(QPainter& painter) const;

signals:
    /// Another pair is pointed at, or none (-1).
    void pairHovered(int pair);
    void pairSelected(int pair);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    void layOut();
    void followCursor();
    void hoverAt(std::optional<QPointF> position);
    void bringIntoSight(std::size_t row);
    [[nodiscard]] std::optional<std::size_t> rowUnder(QPointF position) const;

    ViewState& state_;
    TwinHeader* header_;
    std::shared_ptr<const Comparison> comparison_;
    QString kernel_name_;
    TwinShapes shapes_;
    TwinFocus focus_;
};

} // namespace ui
