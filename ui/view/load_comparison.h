#pragma once

#include "ui/model/comparison.h"
#include "ui/view/load_rows.h"
#include "ui/view/occupancy_view.h"

#include <memory>

namespace ui {

/// The load of a scenario on both stages: how full the queues were over time in one plot, and all
/// figures in one table.
class LoadComparison : public QWidget {
    Q_OBJECT

public:
    explicit LoadComparison(ViewState& state, QWidget* parent = nullptr);

    /// Shows a comparison; null shows nothing. `kernel_name` is what the kernel calls itself.
    void setComparison(std::shared_ptr<const Comparison> comparison, const QString& kernel_name);
    [[nodiscard]] const LoadRows& rows() const { return *rows_; }
    [[nodiscard]] OccupancyView& plot() { return *plot_; }

protected:
    void showEvent(QShowEvent* event) override;

private:
    void follow();

    ViewState& state_;
    std::shared_ptr<const Comparison> comparison_;
    LoadStory story_; ///< the model's
    OccupancyView* plot_;
    Card* table_;
    LoadRows* rows_;
};

} // namespace ui
