#pragma once

#include "ui/layout/queue_stage_layout.h"
#include "ui/model/queue_moment.h"
#include "ui/view/card.h"

#include <memory>

#include <QStringList>

namespace ui {

/// What the parts of the queues page show: a run, what is told of its listener, and an instant.
struct QueueScene {
    std::shared_ptr<const Run> run;
    LoadStory story;
    QueueMoment moment;
    sim::Time now;

    /// The names of the run's hosts.
    [[nodiscard]] QStringList hostNames() const;
    /// Whether SYNs of a flood are leaving.
    [[nodiscard]] bool isFlooded() const;
};

/// The listener as a stage: clients at the door, the two queues slot by slot, what falls over the
/// edge.
class QueueStage : public Card {
    Q_OBJECT

public:
    explicit QueueStage(ViewState& state, QWidget* parent = nullptr);

    /// Shows the scene; null shows nothing.
    void show(std::shared_ptr<const QueueScene> scene);
    [[nodiscard]] const QueueStageShapes& shapes() const { return shapes_; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;

private:
    void layOut();
    void retitle();
    [[nodiscard]] QString noteText() const;
    [[nodiscard]] QString tipAt(QPointF point) const;

    std::shared_ptr<const QueueScene> scene_;
    QueueStageShapes shapes_;
};

} // namespace ui
