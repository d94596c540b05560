#include "ui/view/load_comparison.h"

#include <utility>

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace ui {

namespace {

constexpr int gap = 10;
constexpr int plot_share = 11;
constexpr int table_share = 10;

} // namespace

LoadComparison::LoadComparison(ViewState& state, QWidget* parent)
    : QWidget(parent),
      state_(state),
      plot_(new OccupancyView{state}),
      table_(new Card{state}),
      rows_(new LoadRows{state}) {
    auto* within = new QVBoxLayout{table_};
    within->setContentsMargins(0, 0, 0, 0);
    within->addWidget(rows_);
    auto* row = new QHBoxLayout{this};
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(gap);
    row->addWidget(plot_, plot_share);
    row->addWidget(table_, table_share);
    connect(plot_, &OccupancyView::timeChosen, &state_, &ViewState::setTime);
    connect(&state_, &ViewState::cursorChanged, this, &LoadComparison::follow);
}

void LoadComparison::setComparison(std::shared_ptr<const Comparison> comparison,
                                   const QString& kernel_name) {
    comparison_ = std::move(comparison);
    table_->setTitle(tr("The load, figure by figure"));
    if (!comparison_) {
        table_->setNote({});
        rows_->show({});
        plot_->setKernel(nullptr, {});
        plot_->show(nullptr);
        return;
    }
    table_->setNote(loadCountsText(comparison_->diff));
    rows_->show(loadLines(comparison_->diff));
    story_ = loadStoryOf(comparison_->model->trace());
    plot_->setVisible(!story_.samples.empty());
    plot_->setKernel(std::make_shared<const LoadStory>(loadStoryOf(comparison_->kernel->trace())),
                     kernel_name);
    follow();
}

void LoadComparison::follow() {
    if (!comparison_ || !isVisible()) return;
    auto scene = std::make_shared<QueueScene>();
    scene->run = comparison_->model;
    scene->story = story_;
    scene->now = state_.time();
    plot_->show(std::move(scene));
}

void LoadComparison::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    follow();
}

} // namespace ui
