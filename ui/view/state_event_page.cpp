#include "ui/view/state_event_page.h"

#include <algorithm>

#include <QHBoxLayout>

namespace ui {

namespace {

constexpr int gap = 10;
constexpr int card_width = 400;
constexpr int card_width_compact = 312;
constexpr int roomy_width = 1460;
/// How many causes back a record may lie from the event that it came of.
constexpr int farthest_event = 3;

} // namespace

StateEventPage::StateEventPage(ViewState& state, QWidget* parent)
    : QWidget(parent),
      state_(state),
      table_(new StateEventTable(state, sightings_, this)),
      card_(new StateAnswerCard(state, sightings_, this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(gap);
    row->addWidget(table_, 1);
    row->addWidget(card_);
    connect(table_, &StateEventTable::cellChosen, this, [this] { card_->show(table_->chosen()); });
    connect(table_, &StateEventTable::cellActivated, this, &StateEventPage::openFirst);
    connect(card_, &StateAnswerCard::sightingChosen, this, &StateEventPage::sightingChosen);
    setFocusProxy(table_);
    card_->show(table_->chosen());
}

void StateEventPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    sightings_.start();
}

void StateEventPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    card_->setFixedWidth(width() >= roomy_width ? card_width : card_width_compact);
}

void StateEventPage::openFirst() {
    const StateCell cell = table_->chosen();
    const std::vector<ScenarioSighting>& found = sightings_.of(cell.state, cell.event);
    if (!found.empty()) emit sightingChosen(ScenarioSighting(found.front()));
}

void StateEventPage::takeRun() {
    if (read_ == state_.run()) return;
    read_ = state_.run();
    shown_ = sim::state_events_of(read_->trace());
}

void StateEventPage::chooseFor(sim::RecordId record) {
    if (!state_.run() || record == 0) return;
    takeRun();
    sim::RecordId id = record;
    for (int back = 0; back <= farthest_event && id != 0; ++back) {
        const auto found = std::lower_bound(
            shown_.begin(), shown_.end(), id,
            [](const sim::StateEventSighting& seen, sim::RecordId at) { return seen.record < at; });
        if (found != shown_.end() && found->record == id) {
            table_->choose({found->state, found->event});
            return;
        }
        id = read_->trace().record(id).cause;
    }
}

} // namespace ui
