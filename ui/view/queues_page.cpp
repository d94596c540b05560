#include "ui/view/queues_page.h"

#include <algorithm>
#include <utility>

#include <QElapsedTimer>
#include <QEvent>

namespace ui {

namespace {

constexpr int gap = 10;
constexpr int side_width = 346;
constexpr int side_width_compact = 292;
constexpr int roomy_width = 1460;

} // namespace

QueuesPage::QueuesPage(ViewState& state, Production& production, QWidget* parent)
    : QWidget(parent),
      state_(state),
      production_(production),
      stack_(new QStackedLayout(this)),
      empty_(new EmptyCard(state, Icon::queue)),
      side_(new QWidget),
      side_column_(new QVBoxLayout(side_)),
      lower_(new QHBoxLayout),
      stage_(new QueueStage(state)),
      occupancy_(new OccupancyView(state)),
      panel_(new LoadPanel(state, production)),
      counts_(new CountTable(state)) {
    side_column_->setContentsMargins(0, 0, 0, 0);
    side_column_->setSpacing(gap);
    side_column_->addWidget(panel_);
    side_column_->addWidget(counts_, 1);
    lower_->setSpacing(gap);
    lower_->addWidget(occupancy_, 1);
    auto* main = new QVBoxLayout;
    main->setSpacing(gap);
    main->addWidget(stage_, 58);
    main->addLayout(lower_, 42);
    auto* whole = new QWidget;
    auto* row = new QHBoxLayout(whole);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(gap);
    row->addLayout(main, 1);
    row->addWidget(side_);
    stack_->addWidget(empty_);
    stack_->addWidget(whole);
    rest_.setSingleShot(true);
    connect(&rest_, &QTimer::timeout, this, &QueuesPage::follow);
    connect(occupancy_, &OccupancyView::timeChosen, this, &QueuesPage::timeChosen);
    connect(&state_, &ViewState::runChanged, this, &QueuesPage::takeRun);
    connect(&state_, &ViewState::cursorChanged, this, &QueuesPage::follow);
    connect(&state_, &ViewState::themeChanged, this, &QueuesPage::arrange);
    connect(&production_, &Production::changed, this, &QueuesPage::takeChange);
    takeRun();
}

void QueuesPage::takeRun() {
    run_ = nullptr;
    listener_.reset();
    looked_at_ = 0;
    setKernel(nullptr, {});
    follow();
}

/// Another turn of the knobs is watched from where the load begins.
void QueuesPage::takeChange() {
    const bool turned = !production_.overrides().settings.empty();
    if (isVisible() && scene_ && turned) emit replayed(loadBegins());
}

sim::Time QueuesPage::loadBegins() const {
    sim::Time begin = story_.end;
    if (story_.flood_from) begin = *story_.flood_from;
    if (!story_.visits.empty()) begin = std::min(begin, story_.visits.front().knocks.front());
    return begin;
}

void QueuesPage::setKernel(const std::shared_ptr<const Run>& kernel, const QString& name) {
    kernel_ = nullptr;
    if (kernel) {
        auto told = std::make_shared<LoadStory>(loadStoryOf(kernel->trace()));
        if (!told->samples.empty()) kernel_ = std::move(told);
    }
    occupancy_->setKernel(kernel_, name);
    showMoment();
}

/// Does nothing while the page is not seen: reading the slots replays a stretch of the run.
void QueuesPage::follow() {
    if (!isVisible()) return;
    if (run_ != state_.run()) {
        run_ = state_.run();
        story_ = run_ ? loadStoryOf(run_->trace()) : LoadStory{};
        listener_.reset();
        looked_at_ = sim::RecordId(-1);
    }
    if (!rest_.isActive()) lookAtSlots();
    showMoment();
}

/// Asks for the slots at the cursor. Where an answer takes long, the next question waits.
void QueuesPage::lookAtSlots() {
    if (story_.samples.empty() || looked_at_ == state_.cursor()) return;
    QElapsedTimer taken;
    taken.start();
    looked_at_ = state_.cursor();
    const sim::Snapshot snapshot = run_->snapshotAt(looked_at_);
    const auto ours = [this](const sim::ListenerSnapshot& listener) {
        return listener.host == story_.host && listener.port == story_.port;
    };
    const auto found = std::find_if(snapshot.listeners.begin(), snapshot.listeners.end(), ours);
    listener_.reset();
    if (found != snapshot.listeners.end()) listener_ = *found;
    constexpr qint64 quick_ms = 12;
    constexpr int rests = 4;
    if (taken.elapsed() > quick_ms) rest_.start(static_cast<int>(taken.elapsed()) * rests);
}

void QueuesPage::showMoment() {
    if (!run_ || story_.samples.empty()) {
        scene_ = nullptr;
        stage_->show(nullptr);
        occupancy_->show(nullptr);
        empty_->setText(
            run_ ? tr("In this scenario nobody puts a listener under load: there is nothing to "
                      "see here.\nA scenario with a [[flood]], or with run.sample, has its queues "
                      "shown.")
                 : QString{});
        stack_->setCurrentIndex(0);
        return;
    }
    auto scene = std::make_shared<QueueScene>();
    scene->run = run_;
    scene->story = story_;
    scene->now = state_.time();
    scene->moment =
        momentOf(run_->trace(), story_, listener_ ? &*listener_ : nullptr, state_.time());
    scene_ = scene;
    stage_->show(scene);
    occupancy_->show(scene);
    const sim::QueueSample* kernel = kernel_ ? kernel_->sampleAt(state_.time()) : nullptr;
    const QueueMoment& moment = scene->moment;
    counts_->show(
        {.outcomes = outcomeRows(moment.flood, kernel != nullptr ? &kernel->flood : nullptr),
         .counters = counterRows(moment.counts, kernel != nullptr ? &kernel->counts : nullptr),
         .fates = fateRows(story_, state_.time()),
         .with_kernel = kernel_ != nullptr});
    stack_->setCurrentIndex(1);
}

/// On a projector nobody turns knobs and the stage has the whole width; the counts stand beside the
/// plot.
void QueuesPage::arrange() {
    const bool projected = state_.theme().projection() == Projection::projector;
    side_->setVisible(!projected);
    side_->setFixedWidth(width() >= roomy_width ? side_width : side_width_compact);
    if (projected && lower_->indexOf(counts_) < 0) lower_->addWidget(counts_, 1);
    if (!projected && side_column_->indexOf(counts_) < 0) side_column_->addWidget(counts_, 1);
}

void QueuesPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

void QueuesPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    arrange();
    follow();
}

void QueuesPage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) showMoment();
    QWidget::changeEvent(event);
}

} // namespace ui
