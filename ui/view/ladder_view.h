#pragma once

#include "ui/layout/ladder_hit.h"
#include "ui/layout/ladder_index.h"
#include "ui/layout/ladder_layout.h"
#include "ui/model/view_state.h"
#include "ui/view/ladder_painter.h"

#include <optional>

#include <QAbstractScrollArea>
#include <QVariantAnimation>

namespace ui {

/// The ladder of the run of a ViewState: time downwards, hosts beside one another, segments between
/// them. Follows the cursor; selects what is clicked.
class LadderView : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit LadderView(ViewState& state, QWidget* parent = nullptr);

    [[nodiscard]] qreal zoom() const { return zoom_; }
    /// The shapes on screen, for tests; null without a run.
    [[nodiscard]] const LadderShapes* shapes() const { return shapes_ ? &*shapes_ : nullptr; }
    /// Where a point of the ladder's content lies on the viewport.
    [[nodiscard]] QPointF onViewport(QPointF content) const;

public slots:
    void zoomIn();
    void zoomOut();
    void normalZoom();

signals:
    /// The record was double-clicked: the cursor wants to go there.
    void recordActivated(sim::RecordId record);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void changeEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    void takeRun();
    void setZoom(qreal zoom);
    void layOut();
    void ensureShapes();
    void followCursor();
    void followSelection();
    void scrollTo(int wanted);
    void hoverAt(QPointF position);
    [[nodiscard]] LadderSource source() const;
    [[nodiscard]] LadderMoment moment() const;
    [[nodiscard]] StageRange visibleRange() const;
    [[nodiscard]] LadderHit hitOnViewport(QPointF position) const;

    ViewState& state_;
    qreal zoom_{1};
    LadderIndex index_;
    std::optional<LadderGeometry> geometry_;
    std::optional<LadderShapes> shapes_;
    StageRange laid_out_;
    QVariantAnimation scrolling_;
};

} // namespace ui
