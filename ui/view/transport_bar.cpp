#include "ui/view/transport_bar.h"

#include "ui/layout/time_text.h"
#include "ui/theme/fonts.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QVBoxLayout>

namespace ui {

TransportBar::TransportBar(ViewState& state, Playback& playback, QWidget* parent)
    : Card(state, parent), playback_(playback) {
    setContentsMargins(12, 8, 14, 8);
    setFixedHeight(76);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    to_start_ = addButton(Icon::to_start, ButtonShape::round, &Playback::toStart);
    step_back_ = addButton(Icon::step_back, ButtonShape::round, &Playback::stepBack);
    play_ = addButton(Icon::play, ButtonShape::prime, &Playback::toggle);
    step_forward_ = addButton(Icon::step_forward, ButtonShape::round, &Playback::stepForward);
    to_end_ = addButton(Icon::to_end, ButtonShape::round, &Playback::toEnd);
    next_state_ = addButton(Icon::next_state, ButtonShape::round, &Playback::toNextStateChange);
    row->addSpacing(8);
    row->addWidget(new ScrubLine(state, playback, this), 1);
    row->addSpacing(10);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    time_ = new ThemedLabel(state, {Ink::text, 17, Weight::bold, Face::mono}, this);
    event_ = new ThemedLabel(state, {Ink::second_text, 13}, this);
    words->addStretch();
    words->addWidget(time_);
    words->addWidget(event_);
    words->addStretch();
    row->addLayout(words);
    row->addSpacing(10);
    speed_ = new QToolButton(this);
    speed_->setObjectName(QStringLiteral("speed"));
    speed_->setPopupMode(QToolButton::InstantPopup);
    speed_->setMenu(new QMenu(speed_));
    speed_->setFocusPolicy(Qt::TabFocus);
    row->addWidget(speed_);
    connect(&playback_, &Playback::playingChanged, this, &TransportBar::showPlaying);
    connect(&playback_, &Playback::speedChanged, this, &TransportBar::showSpeed);
    connect(&state, &ViewState::cursorChanged, this, &TransportBar::showCursor);
    connect(&state, &ViewState::runChanged, this, &TransportBar::showCursor);
    connect(&state, &ViewState::themeChanged, this, &TransportBar::applyTheme);
    applyTheme();
    retranslate();
}

IconButton* TransportBar::addButton(Icon icon, ButtonShape shape, void (Playback::*act)()) {
    auto* button = new IconButton(state(), icon, shape, this);
    connect(button, &QAbstractButton::clicked, &playback_, act);
    layout()->addWidget(button);
    return button;
}

void TransportBar::retranslate() {
    to_start_->describe(tr("To the start"), QStringLiteral("Home"));
    step_back_->describe(tr("One event back"), QStringLiteral("←"));
    step_forward_->describe(tr("One event on"), QStringLiteral("→"));
    to_end_->describe(tr("To the end"), QStringLiteral("End"));
    next_state_->describe(tr("To the next change of state"), QStringLiteral("S"));
    speed_->setToolTip(tr("Speed ([ slower, ] faster, Backspace normal)"));
    fillSpeedMenu();
    showPlaying();
    showCursor();
    showSpeed();
}

void TransportBar::fillSpeedMenu() {
    QMenu* menu = speed_->menu();
    menu->clear();
    menu->addAction(tr("Faster"), &playback_, &Playback::faster);
    menu->addAction(tr("Slower"), &playback_, &Playback::slower);
    menu->addAction(tr("Normal speed"), &playback_, &Playback::normalSpeed);
}

void TransportBar::applyTheme() {
    speed_->setFont(sansFont(theme(), 14, Weight::bold));
    const QFontMetrics metrics(event_->font());
    event_->setMinimumWidth(metrics.horizontalAdvance(tr("event %1 of %2").arg(888).arg(888)));
}

void TransportBar::showPlaying() {
    play_->setIcon(playback_.isPlaying() ? Icon::pause : Icon::play);
    play_->describe(playback_.isPlaying() ? tr("Pause") : tr("Play"), tr("Space"));
}

void TransportBar::showCursor() {
    const bool empty = !state().run();
    const TimeFormat format(empty ? sim::Duration{1'000'000} : state().run()->stageMap().flight());
    time_->setText(format.text(state().time()));
    event_->setText(tr("event %1 of %2").arg(playback_.eventsDone()).arg(playback_.eventCount()));
    const bool at_start = playback_.eventsDone() == 0 && state().stage() == 0;
    const bool at_end = playback_.eventsDone() == playback_.eventCount();
    to_start_->setEnabled(!at_start);
    step_back_->setEnabled(!at_start);
    step_forward_->setEnabled(!at_end);
    to_end_->setEnabled(!at_end);
    next_state_->setEnabled(!at_end);
}

QString TransportBar::speedText(Speed speed) {
    if (speed.denominator == 1) return tr("%1× speed").arg(speed.numerator);
    return tr("%1/%2 speed").arg(speed.numerator).arg(speed.denominator);
}

void TransportBar::showSpeed() {
    speed_->setText(speedText(playback_.speed()));
}

void TransportBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    Card::changeEvent(event);
}

} // namespace ui
