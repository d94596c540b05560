#include "ui/view/plots_page.h"

#include "sim/trace/conversation_pairs.h"
#include "sim/trace/frames.h"
#include "ui/model/byte_ribbon.h"

#include <algorithm>
#include <utility>

#include <QEvent>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace ui {

namespace {

constexpr int gap = 10;
constexpr int left_share = 58;
constexpr int right_share = 42;
constexpr int upper_share = 60; ///< of the plot of sequence numbers, where all are shown
constexpr double zoom_step = 1.5;
/// A page that is lower or narrower shows fewer plots at once.
constexpr int roomy_height = 520;
constexpr int roomy_width = 1000;
constexpr int two_height = 400;

QString hostName(const sim::Trace& trace, sim::HostId host) {
    const std::vector<sim::TraceHost>& hosts = trace.header.hosts;
    return host < hosts.size() ? QString::fromStdString(hosts.at(host).name) : QStringLiteral("?");
}

} // namespace

PlotsPage::PlotsPage(ViewState& state, QWidget* parent) : QWidget(parent), state_(state) {
    stack_ = new QStackedLayout(this);
    empty_ = new EmptyCard(state, Icon::plot);
    auto* whole = new QWidget;
    buildPlots(*whole);
    stack_->addWidget(empty_);
    stack_->addWidget(whole);
    connect(&state_, &ViewState::runChanged, this, &PlotsPage::takeRun);
    connect(&state_, &ViewState::cursorChanged, this, &PlotsPage::followCursor);
    connect(&state_, &ViewState::themeChanged, this, &PlotsPage::arrange);
    connect(&scope_, &PlotScope::dataChanged, this, &PlotsPage::fillBoxes);
    connect(&scope_, &PlotScope::spanChanged, this,
            [this] { reset_->setEnabled(!scope_.isWhole()); });
    retranslate();
    showChart(std::nullopt);
}

QWidget* PlotsPage::buildBar() {
    auto* bar = new QWidget;
    bar_row_ = new QHBoxLayout(bar);
    bar_row_->setContentsMargins(0, 0, 0, 0);
    bar_row_->setSpacing(gap);
    tab_box_ = new QWidget;
    auto* tab_row = new QHBoxLayout(tab_box_);
    tab_row->setContentsMargins(0, 0, 0, 0);
    tab_row->setSpacing(2);
    for (std::size_t n = 0; n <= plot_charts; ++n) {
        auto* tab = new PageTab(state_, tab_box_);
        tabs_.push_back(tab);
        tab_row->addWidget(tab);
        connect(tab, &QAbstractButton::clicked, this, [this, n] {
            showChart(n == 0 ? std::nullopt : std::optional{static_cast<PlotChart>(n - 1)});
        });
    }
    tab_row->addStretch(1);
    choice_box_ = new QWidget;
    auto* choices = new QHBoxLayout(choice_box_);
    choices->setContentsMargins(0, 0, 0, 0);
    choices->setSpacing(gap);
    choices->addStretch(1);
    for (ChoiceBox** box : {&flow_box_, &style_box_, &stage_box_}) {
        *box = new ChoiceBox(state_, choice_box_);
        choices->addWidget(*box);
    }
    style_box_->addItems({QString{}, QString{}});
    stage_box_->addItems({QString{}, QString{}, QString{}});
    reset_ = new IconButton(state_, Icon::fit_width, ButtonShape::tile, choice_box_);
    choices->addWidget(reset_);
    bar_row_->addWidget(tab_box_, 1);
    bar_row_->addWidget(choice_box_);
    connect(flow_box_, &QComboBox::activated, this, [this](int place) {
        if (place >= 0) showFlow(flows_.at(static_cast<std::size_t>(place)));
    });
    connect(style_box_, &QComboBox::activated, this,
            [this](int style) { scope_.setStyle(static_cast<SequenceStyle>(style)); });
    connect(stage_box_, &QComboBox::activated, this,
            [this](int stage) { scope_.setStage(static_cast<PlotStage>(stage)); });
    connect(reset_, &QAbstractButton::clicked, this, &PlotsPage::resetZoom);
    return bar;
}

void PlotsPage::buildPlots(QWidget& whole) {
    auto* column = new QVBoxLayout(&whole);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gap);
    column->addWidget(buildBar());
    halves_ = new QHBoxLayout;
    halves_->setSpacing(gap);
    left_ = new QVBoxLayout;
    right_ = new QVBoxLayout;
    left_->setSpacing(gap);
    right_->setSpacing(gap);
    halves_->addLayout(left_, left_share);
    halves_->addLayout(right_, right_share);
    column->addLayout(halves_, 1);
    for (std::size_t n = 0; n < plot_charts; ++n) {
        views_.at(n) = new PlotView(state_, scope_, static_cast<PlotChart>(n));
        connect(views_.at(n), &PlotView::cursorWanted, this, &PlotsPage::cursorWanted);
        connect(views_.at(n), &PlotView::recordChosen, this, &PlotsPage::recordChosen);
    }
    left_->addWidget(views_[0]);
    left_->addWidget(views_[1]);
    for (const std::size_t n : {2U, 3U, 4U})
        right_->addWidget(views_.at(n), 1);
}

void PlotsPage::retranslate() {
    const QStringList names{tr("Overview"),   tr("Sequence"), tr("Congestion"),
                            tr("Round trip"), tr("Windows"),  tr("Throughput")};
    for (std::size_t n = 0; n < tabs_.size(); ++n) {
        tabs_[n]->setText(names.at(static_cast<int>(n)));
        tabs_[n]->updateGeometry();
    }
    style_box_->setItemText(0, tr("Stevens"));
    style_box_->setItemText(1, tr("tcptrace"));
    stage_box_->setItemText(0, tr("Model"));
    stage_box_->setItemText(1, tr("Kernel"));
    stage_box_->setItemText(2, tr("Model and kernel"));
    flow_box_->setAccessibleName(tr("Direction"));
    style_box_->setAccessibleName(tr("Style of the sequence plot"));
    stage_box_->setAccessibleName(tr("Stage"));
    flow_box_->setToolTip(flow_box_->accessibleName());
    style_box_->setToolTip(style_box_->accessibleName());
    stage_box_->setToolTip(stage_box_->accessibleName());
    reset_->describe(tr("Show all of it"), QStringLiteral("0"));
    empty_->setText(emptyText());
}

void PlotsPage::takeRun() {
    kernel_ = nullptr;
    run_ = nullptr;
    readFlow();
}

void PlotsPage::setKernel(const std::shared_ptr<const Run>& kernel, const QString& name) {
    stage_box_->setToolTip(kernel ? name : stage_box_->accessibleName());
    if (kernel_ == kernel) return;
    kernel_ = kernel;
    if (model_) scope_.setData(model_, kernelData(), run_->end());
}

namespace {

/// The flow of a conversation, else the first one; none where there is none.
PlotFlow flowOf(const std::vector<PlotFlow>& flows, sim::ConversationId told) {
    for (const PlotFlow& flow : flows)
        if (flow.conversation == told) return flow;
    return flows.empty() ? PlotFlow{} : flows.front();
}

} // namespace

/// Does nothing while the page is not seen: reading goes through the whole trace.
void PlotsPage::readFlow() {
    if (!isVisible()) return;
    if (run_ != state_.run()) {
        run_ = state_.run();
        flows_ = run_ ? plotFlows(run_->trace()) : std::vector<PlotFlow>{};
        flow_ = flowOf(flows_, run_ ? conversationAt(run_->trace(), state_.cursor()) : 0);
        model_ = flow_.conversation != 0 ? readPlots(*run_, flow_) : nullptr;
        scope_.setData(model_, model_ ? kernelData() : nullptr, run_ ? run_->end() : sim::Time{});
    }
    empty_->setText(emptyText());
    stack_->setCurrentIndex(flows_.empty() ? 0 : 1);
}

QString PlotsPage::emptyText() const {
    if (!state_.run() || !flows_.empty()) return {};
    if (sim::counts_frames(state_.run()->trace()))
        return tr("A textbook scheme counts frames: there are no bytes, windows or timers of TCP "
                  "to plot.");
    return tr("No connection has sent anything here: there is nothing to plot.");
}

/// The kernel's conversation that is this one.
std::shared_ptr<const PlotData> PlotsPage::kernelData() const {
    if (!kernel_) return nullptr;
    for (const sim::ConversationPair& pair :
         sim::paired_conversations(run_->trace(), kernel_->trace()))
        if (pair.model == flow_.conversation && pair.kernel != 0)
            return readPlots(*kernel_, {pair.kernel, flow_.sender});
    return nullptr;
}

void PlotsPage::showFlow(PlotFlow flow) {
    if (!run_ || flow == flow_) return;
    flow_ = flow;
    model_ = readPlots(*run_, flow_);
    scope_.setData(model_, kernelData(), run_->end());
}

void PlotsPage::fillBoxes() {
    const QSignalBlocker quiet(flow_box_);
    flow_box_->clear();
    const bool many = flows_.size() > 2;
    for (const PlotFlow& flow : flows_) {
        const sim::Conversation& ends = run_->trace().conversation(flow.conversation);
        const bool opens = flow.sender == sim::Side::opener;
        const QString way = QStringLiteral("%1 → %2").arg(
            hostName(run_->trace(), ends.ends.at(opens ? 0 : 1).host),
            hostName(run_->trace(), ends.ends.at(opens ? 1 : 0).host));
        flow_box_->addItem(many ? QStringLiteral("%1  (%2)").arg(way).arg(flow.conversation) : way);
        if (flow == flow_) flow_box_->setCurrentIndex(flow_box_->count() - 1);
    }
    stage_box_->setVisible(scope_.hasKernel());
    stage_box_->setCurrentIndex(static_cast<int>(scope_.stage()));
    style_box_->setCurrentIndex(static_cast<int>(scope_.style()));
    reset_->setEnabled(!scope_.isWhole());
    for (ChoiceBox* box : {flow_box_, style_box_, stage_box_})
        box->updateGeometry();
    arrange();
}

void PlotsPage::followCursor() {
    if (!isVisible()) return;
    readFlow();
    scope_.keepInSight(state_.time().since_start_ns);
}

void PlotsPage::showChart(std::optional<PlotChart> chart) {
    alone_ = chart;
    const std::size_t tab = chart ? static_cast<std::size_t>(*chart) + 1 : 0;
    for (std::size_t n = 0; n < tabs_.size(); ++n)
        tabs_[n]->setChecked(n == tab);
    arrange();
}

/// How many plots an overview has room for: all, or the two that tell most, or one.
std::size_t PlotsPage::roomFor() const {
    const bool projected = state_.theme().projection() == Projection::projector;
    if (!projected && width() >= roomy_width && height() >= roomy_height) return plot_charts;
    return height() >= two_height * state_.theme().type_factor ? 2 : 1;
}

void PlotsPage::arrange() {
    const std::size_t room = roomFor();
    const bool few = room < plot_charts;
    for (std::size_t n = 0; n < plot_charts; ++n)
        views_.at(n)->setVisible(alone_ ? static_cast<std::size_t>(*alone_) == n : n < room);
    const bool narrow =
        tab_box_->sizeHint().width() + choice_box_->sizeHint().width() + gap > width();
    bar_row_->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    const bool only_right = alone_ && static_cast<std::size_t>(*alone_) > 1;
    const bool only_left = !only_right && (alone_ || few);
    halves_->setStretch(0, only_right ? 0 : left_share);
    halves_->setStretch(1, only_left ? 0 : right_share);
    halves_->setSpacing(only_left || only_right ? 0 : gap);
    // Two alone are low: what is taller would take its axis from the other.
    left_->setStretch(0, few ? 1 : upper_share);
    left_->setStretch(1, few ? 1 : 100 - upper_share);
    // A box that has appeared or gone, or says other words, leaves a stale width in the row.
    choice_box_->layout()->invalidate();
    tab_box_->updateGeometry();
    choice_box_->updateGeometry();
    bar_row_->invalidate();
}

std::int64_t PlotsPage::zoomCentre() const {
    const PlotSpan span = scope_.span();
    const std::int64_t cursor = state_.time().since_start_ns;
    const bool in_sight = cursor >= span.from && cursor <= span.to;
    return scope_.hover().value_or(in_sight ? cursor : span.from + (span.to - span.from) / 2);
}

void PlotsPage::zoomIn() {
    scope_.zoom(1 / zoom_step, zoomCentre());
}

void PlotsPage::zoomOut() {
    scope_.zoom(zoom_step, zoomCentre());
}

void PlotsPage::resetZoom() {
    scope_.reset();
}

PlotSheet PlotsPage::sheet(const QString& title, const Theme& theme) const {
    PlotSheet sheet{.title = title,
                    .theme = theme,
                    .style = scope_.style(),
                    .charts = {},
                    .stages = scope_.stages(),
                    .span = scope_.span()};
    for (const PlotView* view : views_)
        if (view->isVisible()) sheet.charts.push_back(view->chart());
    if (state_.numbers() == Numbers::absolute) sheet.offset = scope_.model()->initial;
    return sheet;
}

void PlotsPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

void PlotsPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    readFlow();
    arrange();
}

void PlotsPage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        arrange();
    }
    QWidget::changeEvent(event);
}

} // namespace ui
