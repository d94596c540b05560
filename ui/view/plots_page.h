#pragma once

#include "ui/view/choice_box.h"
#include "ui/view/empty_card.h"
#include "ui/view/icon_button.h"
#include "ui/view/plot_export.h"
#include "ui/view/plot_view.h"
#include "ui/view/top_bar.h"

#include <array>
#include <memory>
#include <optional>
#include <vector>

#include <QBoxLayout>
#include <QStackedLayout>

namespace ui {

/// Plots of one direction of a conversation over time: sequence numbers, congestion window, round
/// trips, windows and throughput, of the model, of the kernel, or of both. They are linked: one
/// stretch of time, one pointer, one cursor.
class PlotsPage : public QWidget {
    Q_OBJECT

public:
    explicit PlotsPage(ViewState& state, QWidget* parent = nullptr);

    /// The kernel's run of what is shown; null for none.
    void setKernel(const std::shared_ptr<const Run>& kernel, const QString& name);

    [[nodiscard]] PlotScope& scope() { return scope_; }
    [[nodiscard]] PlotView& view(PlotChart chart) {
        return *views_.at(static_cast<std::size_t>(chart));
    }
    /// One plot alone, or all that there is room for.
    void showChart(std::optional<PlotChart> chart);
    [[nodiscard]] std::optional<PlotChart> shownChart() const { return alone_; }
    void showFlow(PlotFlow flow);
    [[nodiscard]] PlotFlow flow() const { return flow_; }
    /// The directions one can choose from, as they are written.
    [[nodiscard]] ChoiceBox& flowBox() { return *flow_box_; }
    [[nodiscard]] ChoiceBox& styleBox() { return *style_box_; }
    [[nodiscard]] ChoiceBox& stageBox() { return *stage_box_; }
    /// What is shown for want of plots; empty when there are plots.
    [[nodiscard]] QString emptyText() const;

    /// What is shown, for paper.
    [[nodiscard]] PlotSheet sheet(const QString& title, const Theme& theme) const;

public slots:
    void zoomIn();
    void zoomOut();
    void resetZoom();

signals:
    void cursorWanted(sim::RecordId record);
    void recordChosen(sim::RecordId record);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QWidget* buildBar();
    void buildPlots(QWidget& whole);
    void takeRun();
    void readFlow();
    void followCursor();
    void fillBoxes();
    void retranslate();
    void arrange();
    [[nodiscard]] std::size_t roomFor() const;
    [[nodiscard]] std::shared_ptr<const PlotData> kernelData() const;
    [[nodiscard]] std::int64_t zoomCentre() const;

    ViewState& state_;
    PlotScope scope_;
    std::shared_ptr<const Run> run_; ///< that is read
    std::shared_ptr<const Run> kernel_;
    std::vector<PlotFlow> flows_;
    PlotFlow flow_;
    std::shared_ptr<const PlotData> model_; ///< the model's series of `flow_`
    std::optional<PlotChart> alone_;
    std::array<PlotView*, plot_charts> views_{};
    std::vector<PageTab*> tabs_; ///< the overview, then one for each plot
    QStackedLayout* stack_{};
    EmptyCard* empty_{};
    QBoxLayout* bar_row_{};
    QWidget *tab_box_{}, *choice_box_{};
    ChoiceBox *flow_box_{}, *style_box_{}, *stage_box_{};
    IconButton* reset_{};
    QHBoxLayout* halves_{};
    QVBoxLayout *left_{}, *right_{};
};

} // namespace ui
