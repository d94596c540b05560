#include "ui/view/compare_page.h"

#include <utility>

#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace ui {

ComparePage::ComparePage(ViewState& state, QWidget* parent)
    : QWidget(parent),
      state_(state),
      banner_(new CompareBanner{state}),
      tabs_(new QWidget{this}),
      views_(new QStackedWidget{this}),
      twins_(new TwinView{state}),
      pair_card_(new PairCard{state}),
      load_(new LoadComparison{state}) {
    build();
    retranslate();
    showView(CompareView::segments);
    connect(banner_, &CompareBanner::playRequested, this, &ComparePage::playKernel);
    connect(banner_, &CompareBanner::cancelRequested, &player_, &KernelPlayer::cancel);
    connect(&player_, &KernelPlayer::progress, banner_, &CompareBanner::showPlaying);
    connect(&player_, &KernelPlayer::finished, this, &ComparePage::takeOutcome);
    connect(twins_, &TwinView::pairHovered, this, &ComparePage::showPair);
    connect(twins_, &TwinView::pairSelected, this, &ComparePage::select);
    connect(&state, &ViewState::runChanged, this, &ComparePage::takeRun);
}

void ComparePage::build() {
    constexpr int gap = 10;
    constexpr int least_pair_width = 280;
    constexpr int most_pair_width = 350;
    auto* ladders = new Card{state_};
    auto* within = new QVBoxLayout{ladders};
    ladders->setContentsMargins(8, 8, 4, 8);
    within->setContentsMargins(0, 0, 0, 0);
    within->addWidget(twins_);
    pair_card_->setMinimumWidth(least_pair_width);
    pair_card_->setMaximumWidth(most_pair_width);
    auto* segments = new QWidget;
    auto* beside = new QHBoxLayout{segments};
    beside->setContentsMargins(0, 0, 0, 0);
    beside->setSpacing(gap);
    beside->addWidget(ladders, 7);
    beside->addWidget(pair_card_, 2);
    views_->addWidget(segments);
    views_->addWidget(load_);
    auto* tabs_row = new QHBoxLayout{tabs_};
    tabs_row->setContentsMargins(0, 0, 0, 0);
    tabs_row->setSpacing(2);
    for (const CompareView view : {CompareView::segments, CompareView::load}) {
        view_tabs_.push_back(new PageTab{state_, tabs_});
        tabs_row->addWidget(view_tabs_.back());
        connect(view_tabs_.back(), &QAbstractButton::clicked, this,
                [this, view] { showView(view); });
    }
    tabs_row->addStretch(1);
    tabs_->hide();
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gap);
    column->addWidget(banner_);
    column->addWidget(tabs_);
    column->addWidget(views_, 1);
}

void ComparePage::retranslate() {
    view_tabs_[0]->setText(tr("Segments"));
    view_tabs_[1]->setText(tr("Load"));
    for (PageTab* tab : view_tabs_)
        tab->updateGeometry();
}

void ComparePage::showView(CompareView view) {
    const bool load = view == CompareView::load && hasLoad();
    views_->setCurrentIndex(load ? 1 : 0);
    view_tabs_[0]->setChecked(!load);
    view_tabs_[1]->setChecked(load);
}

CompareView ComparePage::view() const {
    return views_->currentIndex() == 1 ? CompareView::load : CompareView::segments;
}

void ComparePage::setRequest(const KernelRequest& request) {
    request_ = request;
}

void ComparePage::takeRun() {
    player_.cancel();
    kernel_ = nullptr;
    comparison_ = nullptr;
    banner_->showEmpty();
    twins_->setComparison(nullptr, {});
    pair_card_->showPair(nullptr, -1);
    showLoad();
}

void ComparePage::playKernel() {
    if (!state_.run()) return;
    banner_->showPlaying({});
    player_.play(request_);
}

void ComparePage::takeOutcome(KernelOutcome outcome, const std::shared_ptr<const Run>& run,
                              const QString& text) {
    switch (outcome) {
    case KernelOutcome::played: showKernel(run, KernelSource::played); return;
    case KernelOutcome::unavailable: fallBack(text); return;
    case KernelOutcome::failed: banner_->showTrouble(text); return;
    case KernelOutcome::cancelled: compareAgain(); return;
    }
}

/// What ships with the scenario takes the place of what this machine can not play.
void ComparePage::fallBack(const QString& remedy) {
    std::shared_ptr<const Run> recorded =
        request_.options.isEmpty() ? recordedRun(request_.scenario) : nullptr;
    if (!recorded) {
        banner_->showTrouble(remedy);
        return;
    }
    showKernel(std::move(recorded), KernelSource::recorded);
    banner_->showOutcome(*comparison_, KernelSource::recorded, remedy);
}

void ComparePage::showKernel(std::shared_ptr<const Run> kernel, KernelSource source) {
    kernel_ = std::move(kernel);
    source_ = source;
    if (state_.run())
        comparison_ = std::make_shared<const Comparison>(compared(state_.run(), kernel_));
    compareAgain();
    emit kernelShown();
}

void ComparePage::compareAgain() {
    if (!comparison_) {
        banner_->showEmpty();
        return;
    }
    banner_->showOutcome(*comparison_, source_, {});
    twins_->setComparison(comparison_, kernelName());
    showPair(-1);
    showLoad();
}

/// Where nobody is under load, the tabs would have nothing to choose between.
void ComparePage::showLoad() {
    tabs_->setVisible(hasLoad());
    load_->setComparison(hasLoad() ? comparison_ : nullptr, kernelName());
    showView(view());
}

QString ComparePage::kernelName() const {
    return kernel_ ? nameOf(*kernel_, source_) : QString{};
}

QString ComparePage::nameOf(const Run& kernel, KernelSource source) {
    const QString stage = stageText(kernel.trace().header);
    switch (source) {
    case KernelSource::played: return tr("The kernel: %1").arg(stage);
    case KernelSource::recorded: return tr("The kernel, recorded: %1").arg(stage);
    }
    return {};
}

void ComparePage::showPair(int pair) {
    const auto selected = twins_->selectedPair();
    const int shown = pair < 0 && selected ? static_cast<int>(*selected) : pair;
    pair_card_->showPair(comparison_, shown);
}

void ComparePage::select(int pair) {
    showPair(pair);
    const sim::RecordId record = comparison_->diff.pairs.at(static_cast<std::size_t>(pair)).model;
    if (record != 0) state_.select(record);
}

void ComparePage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        if (!player_.isPlaying()) compareAgain();
    }
    QWidget::changeEvent(event);
}

} // namespace ui
