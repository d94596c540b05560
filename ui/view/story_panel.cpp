#include "ui/view/story_panel.h"

#include "ui/model/language.h"

#include <QEvent>
#include <QScrollBar>
#include <QVBoxLayout>

namespace ui {

namespace {

/// Below this height the text makes room for the story.
constexpr int room_for_text = 640;
constexpr int room_for_legend = 520;

} // namespace

StoryPanel::StoryPanel(ViewState& state, Production& production, QWidget* parent)
    : Card(state, parent),
      production_(production),
      name_(new ThemedLabel(state, {Ink::text, type_size::lesson_title, Weight::bold}, this)),
      text_(new ThemedLabel(state, {Ink::second_text, 13.5}, this)),
      so_far_(
          new ThemedLabel(state, {Ink::second_text, type_size::card_title, Weight::bold}, this)),
      scroll_(new QScrollArea(this)),
      story_(new StoryList(state)),
      setup_(new SetupPanel(state, production, this)),
      legend_(new Legend(state, this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    name_->setWordWrap(true);
    text_->setWordWrap(true);
    scroll_->setWidget(story_);
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(name_);
    column->addWidget(text_);
    column->addSpacing(4);
    column->addWidget(so_far_);
    column->addWidget(scroll_, 1);
    column->addWidget(setup_);
    column->addSpacing(4);
    column->addWidget(legend_);
    connect(story_, &StoryList::stepChosen, this, &StoryPanel::stepChosen);
    connect(scroll_->verticalScrollBar(), &QScrollBar::rangeChanged, scroll_->verticalScrollBar(),
            [bar = scroll_->verticalScrollBar()](int, int bottom) { bar->setValue(bottom); });
    connect(&production_, &Production::changed, this, &StoryPanel::retranslate);
    retranslate();
}

void StoryPanel::retranslate() {
    setTitle(tr("Scenario"));
    so_far_->setText(tr("The story so far"));
    if (!production_.scenario()) return;
    const sim::Scenario& scenario = *production_.scenario();
    const bool chinese = shownLanguage() == Language::chinese;
    setNote(QString::fromStdString(scenario.name));
    name_->setText(QString::fromStdString(chinese ? scenario.title.zh : scenario.title.en));
    text_->setText(
        QString::fromStdString(chinese ? scenario.text.zh : scenario.text.en).simplified());
    if (name_->text().isEmpty()) name_->setText(QString::fromStdString(scenario.name));
}

void StoryPanel::resizeEvent(QResizeEvent* event) {
    text_->setVisible(height() >= room_for_text);
    legend_->setVisible(height() >= room_for_legend);
    Card::resizeEvent(event);
}

void StoryPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    Card::changeEvent(event);
}

} // namespace ui
