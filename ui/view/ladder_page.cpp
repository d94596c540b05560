#include "ui/view/ladder_page.h"

#include "sim/base/assert.h"
#include "sim/trace/frames.h"

#include <QEvent>

namespace ui {

namespace {

constexpr int gap = 10;
/// From here on everything has room (the page is lower than the window by its bars).
constexpr int full_width = 1460;
constexpr int full_height = 700;
constexpr int story_width = 292;
constexpr int side_width = 470;
constexpr int side_width_compact = 400; ///< room for the tabs of all panes
/// The panes of a compact page, in the order of their tabs.
constexpr int pane_count = 5;
constexpr int states_pane = 1;
constexpr int events_pane = 3;
constexpr int bytes_pane = 4;
/// How ladder and events share the height.
constexpr int ladder_share = 60;
constexpr int events_share = 40;

/// Moves a part to a layout, at this place (-1: at its end), where it is not there yet.
void putInto(QBoxLayout& layout, QWidget& part, int place, int stretch) {
    if (layout.indexOf(&part) < 0) layout.insertWidget(place, &part, stretch);
}

} // namespace

LadderPage::LadderPage(ViewState& state, Production& production, QWidget* parent)
    : QWidget(parent),
      state_(state),
      row_(new QHBoxLayout(this)),
      middle_(new QVBoxLayout),
      side_box_(new QWidget(this)),
      tabs_(new QWidget(this)),
      story_(new StoryPanel(state, production, this)),
      ribbon_(new RibbonCard(state, this)),
      events_(new EventList(state, this)),
      states_(new StatesCard(state, this)),
      inspector_(new InspectorCard(state, this)) {
    row_->setContentsMargins(0, 0, 0, 0);
    row_->setSpacing(gap);
    auto* stage = new Card(state, this);
    stage->setContentsMargins(2, 2, 2, 2);
    auto* stage_layout = new QVBoxLayout(stage);
    stage_layout->setContentsMargins(0, 0, 0, 0);
    ladder_ = new LadderView(state, stage);
    stage_layout->addWidget(ladder_);
    side_ = new QVBoxLayout(side_box_);
    side_->setContentsMargins(0, 0, 0, 0);
    side_->setSpacing(gap);
    auto* tabs_row = new QHBoxLayout(tabs_);
    tabs_row->setContentsMargins(0, 0, 0, 0);
    tabs_row->setSpacing(2);
    for (int pane = 0; pane < pane_count; ++pane) {
        pane_tabs_.push_back(new PageTab(state, tabs_));
        tabs_row->addWidget(pane_tabs_.back());
        connect(pane_tabs_.back(), &QAbstractButton::clicked, this,
                [this, pane] { showPane(pane); });
    }
    tabs_row->addStretch(1);
    side_->addWidget(tabs_);
    side_->addWidget(states_, 45);
    side_->addWidget(inspector_, 55);
    row_->addWidget(story_);
    middle_->setSpacing(gap);
    middle_->addWidget(stage, ladder_share);
    middle_->addWidget(ribbon_);
    row_->addLayout(middle_, 1);
    row_->addWidget(side_box_);
    connect(ladder_, &LadderView::recordActivated, this, &LadderPage::lineActivated);
    connect(inspector_, &InspectorCard::recordChosen, this, &LadderPage::recordChosen);
    connect(ribbon_, &RibbonCard::segmentChosen, this, &LadderPage::recordChosen);
    connect(ribbon_, &RibbonCard::endChosen, this, &LadderPage::recordActivated);
    connect(events_, &EventList::recordActivated, this, &LadderPage::recordActivated);
    connect(events_, &EventList::titleClicked, this, &LadderPage::toggleEvents);
    connect(story_, &StoryPanel::stepChosen, this, &LadderPage::recordActivated);
    connect(&state_, &ViewState::themeChanged, this, &LadderPage::arrange);
    connect(&state_, &ViewState::runChanged, this, &LadderPage::arrange);
    retranslate();
    arrange();
}

PageWidth LadderPage::fittingWidth() const {
    if (state_.theme().projection() == Projection::projector) return PageWidth::projector;
    return width() >= full_width && height() >= full_height ? PageWidth::full : PageWidth::compact;
}

/// In a compact page story, ribbon and events are panes beside the ladder. On a low projector the
/// ribbon has one direction alone, for the ladder needs the height.
void LadderPage::moveParts() {
    const bool compact = page_width_ == PageWidth::compact;
    const bool low = page_width_ == PageWidth::projector && height() < full_height;
    if (compact) {
        for (QWidget* const part : std::initializer_list<QWidget*>{story_, ribbon_, events_})
            putInto(*side_, *part, -1, 1);
    } else {
        putInto(*row_, *story_, 0, 0);
        putInto(*middle_, *ribbon_, 1, 0);
        putInto(*middle_, *events_, -1, events_share);
    }
    events_->setOpen(events_open_ || page_width_ != PageWidth::full);
    tabs_->setVisible(compact);
    story_->setMinimumWidth(compact ? 0 : story_width);
    story_->setMaximumWidth(compact ? QWIDGETSIZE_MAX : story_width);
    ribbon_->setDirections(low ? RibbonDirections::main : RibbonDirections::both);
    ribbon_->setMinimumHeight(compact ? 0 : ribbon_->wantedHeight());
    ribbon_->setMaximumHeight(compact ? QWIDGETSIZE_MAX : ribbon_->wantedHeight());
}

/// Shows what the width allows.
void LadderPage::arrange() {
    page_width_ = fittingWidth();
    moveParts();
    for (const int pane : {states_pane, bytes_pane})
        pane_tabs_[static_cast<std::size_t>(pane)]->setVisible(speaksTcp());
    switch (page_width_) {
    case PageWidth::full:
        story_->show();
        states_->setVisible(speaksTcp());
        inspector_->show();
        ribbon_->setVisible(speaksTcp());
        events_->show();
        side_box_->setFixedWidth(side_width);
        break;
    case PageWidth::compact:
        side_box_->setFixedWidth(side_width_compact);
        showPane(pane_);
        break;
    case PageWidth::projector:
        story_->hide();
        inspector_->setVisible(!speaksTcp());
        ribbon_->setVisible(speaksTcp());
        states_->setVisible(speaksTcp());
        events_->setVisible(events_open_);
        side_box_->setFixedWidth(width() / 3);
        break;
    }
}

/// A textbook scheme has no states and no bytes, and so no figure and no ribbon of them.
bool LadderPage::speaksTcp() const {
    return !state_.run() || !sim::counts_frames(state_.run()->trace());
}

void LadderPage::showPane(int pane) {
    if ((pane == states_pane || pane == bytes_pane) && !speaksTcp()) pane = 0;
    pane_ = pane;
    for (int n = 0; n < pane_count; ++n)
        pane_tabs_[static_cast<std::size_t>(n)]->setChecked(n == pane);
    inspector_->setVisible(pane == 0);
    states_->setVisible(pane == states_pane);
    story_->setVisible(pane == 2);
    events_->setVisible(pane == events_pane);
    ribbon_->setVisible(pane == bytes_pane);
}

void LadderPage::toggleEvents() {
    if (page_width_ == PageWidth::compact) {
        showPane(pane_ == events_pane ? 0 : events_pane);
    } else {
        events_open_ = !events_open_;
        arrange();
    }
    if (events_->isVisible() && events_->isOpen())
        events_->rows().setFocus();
    else
        window()->setFocus();
}

void LadderPage::retranslate() {
    pane_tabs_[0]->setText(tr("Inspector"));
    pane_tabs_[states_pane]->setText(tr("States"));
    pane_tabs_[2]->setText(tr("Scenario"));
    pane_tabs_[events_pane]->setText(tr("Events"));
    pane_tabs_[bytes_pane]->setText(tr("Bytes"));
    for (PageTab* tab : pane_tabs_)
        tab->updateGeometry();
}

void LadderPage::resizeEvent(QResizeEvent* event) {
    arrange();
    QWidget::resizeEvent(event);
}

void LadderPage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

} // namespace ui
