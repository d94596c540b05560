#pragma once

#include "ui/model/kernel_player.h"
#include "ui/model/production.h"
#include "ui/view/count_table.h"
#include "ui/view/empty_card.h"
#include "ui/view/load_panel.h"
#include "ui/view/occupancy_view.h"
#include "ui/view/queue_stage.h"

#include <memory>
#include <optional>

#include <QHBoxLayout>
#include <QStackedLayout>
#include <QTimer>
#include <QVBoxLayout>
#include <QWidget>

namespace ui {

/// The listener under load: its two queues slot by slot, how full they were over time, what became
/// of every SYN, and the honest client at the door. It follows the one cursor.
class QueuesPage : public QWidget {
    Q_OBJECT

public:
    QueuesPage(ViewState& state, Production& production, QWidget* parent = nullptr);

    /// The kernel's run of what is shown; null for none. `name` is what the kernel calls itself.
    void setKernel(const std::shared_ptr<const Run>& kernel, const QString& name);

    [[nodiscard]] const QueueStage& stage() const { return *stage_; }
    [[nodiscard]] OccupancyView& occupancy() { return *occupancy_; }
    [[nodiscard]] LoadPanel& panel() { return *panel_; }
    /// What is shown; null when the run has no listener under load.
    [[nodiscard]] const QueueScene* scene() const { return scene_.get(); }

signals:
    /// The cursor is wanted at that time.
    void timeChosen(sim::Time time);
    /// A turn of the panel has been played: its load begins at that time.
    void replayed(sim::Time from);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void takeRun();
    void takeChange();
    void follow();
    void lookAtSlots();
    void showMoment();
    void arrange();
    [[nodiscard]] sim::Time loadBegins() const;

    ViewState& state_;
    Production& production_;
    std::shared_ptr<const Run> run_; ///< that `story_` tells of
    LoadStory story_;
    std::optional<sim::ListenerSnapshot> listener_; ///< as record `looked_at_` left it
    sim::RecordId looked_at_{};
    std::shared_ptr<const LoadStory> kernel_;
    std::shared_ptr<const QueueScene> scene_;
    QTimer rest_; ///< between two looks at the slots, where a look takes long
    QStackedLayout* stack_;
    EmptyCard* empty_;
    QWidget* side_;
    QVBoxLayout* side_column_;
    QHBoxLayout* lower_; ///< the plot and, on a projector, the counts
    QueueStage* stage_;
    OccupancyView* occupancy_;
    LoadPanel* panel_;
    CountTable* counts_;
};

} // namespace ui
