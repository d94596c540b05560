#include "ui/view/home_page.h"

#include <algorithm>

#include <QEvent>

namespace ui {

namespace {

constexpr int gap = 16;
constexpr int least_card_width = 300;
constexpr int card_height = 326;
constexpr int head_height = 84;
constexpr int most_columns = 4;

} // namespace

HomePage::HomePage(ViewState& state, QWidget* parent)
    : QScrollArea(parent),
      sheet_(new QWidget),
      title_(new ThemedLabel(state, {Ink::text, 24, Weight::bold}, sheet_)),
      hint_(new ThemedLabel(state, {Ink::second_text, 14.5}, sheet_)),
      open_(new IconButton(state, Icon::open_file, ButtonShape::tile, sheet_)) {
    setFrameShape(QFrame::NoFrame);
    setWidget(sheet_);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (const sim::ShippedScenario& shipped : sim::shipped_scenarios()) {
        const std::string name(shipped.name);
        const sim::Expected<sim::Scenario> scenario = sim::parse_scenario(shipped.text, name);
        if (!scenario) continue;
        auto* card = new ScenarioCard(state, *scenario, sheet_);
        card->setObjectName(QString::fromStdString(name));
        connect(card, &QAbstractButton::clicked, this,
                [this, card] { emit scenarioChosen(card->name()); });
        cards_.push_back(card);
    }
    connect(open_, &QAbstractButton::clicked, this, &HomePage::openChosen);
    retranslate();
}

void HomePage::placeCards() {
    const int width = viewport()->width() - 6;
    const int columns = std::clamp((width + gap) / (least_card_width + gap), 1, most_columns);
    const int card_width = (width - (columns - 1) * gap) / columns;
    title_->setGeometry(4, 8, width - 8, 36);
    hint_->setGeometry(4, 44, width - 8, 26);
    const QSize open_size = open_->sizeHint();
    open_->setGeometry(width - open_size.width(), 20, open_size.width(), open_size.height());
    int bottom = head_height;
    for (std::size_t n = 0; n < cards_.size(); ++n) {
        const int column = static_cast<int>(n) % columns;
        const int row = static_cast<int>(n) / columns;
        const QRect box(column * (card_width + gap), head_height + row * (card_height + gap),
                        card_width, card_height);
        cards_[n]->setGeometry(box);
        bottom = box.bottom();
    }
    sheet_->resize(width, bottom + gap);
}

void HomePage::retranslate() {
    title_->setText(tr("What shall be played?"));
    hint_->setText(
        tr("Each scenario is a small text file, played by our own TCP and by a real kernel."));
    open_->setText(tr("Open a scenario file"));
    open_->describe(tr("Open a scenario file"), tr("Ctrl+O"));
    placeCards();
}

void HomePage::resizeEvent(QResizeEvent* event) {
    QScrollArea::resizeEvent(event);
    placeCards();
}

void HomePage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QScrollArea::changeEvent(event);
}

} // namespace ui
