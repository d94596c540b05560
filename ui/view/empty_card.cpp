#include "ui/view/empty_card.h"

#include <QPainter>
#include <QVBoxLayout>

namespace ui {

namespace {

constexpr int icon_size = 72;
constexpr int gap = 20; ///< between the picture and the words

} // namespace

EmptyCard::EmptyCard(ViewState& state, Icon icon, QWidget* parent)
    : Card(state, parent),
      icon_(icon),
      words_(new ThemedLabel(state, {Ink::second_text, type_size::lesson_title}, this)) {
    words_->setAlignment(Qt::AlignCenter);
    words_->setWordWrap(true);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(0);
    column->addStretch(1);
    column->addSpacing(icon_size + gap);
    column->addWidget(words_);
    column->addStretch(1);
}

void EmptyCard::paintEvent(QPaintEvent* event) {
    Card::paintEvent(event);
    QPainter painter(this);
    const QRectF words(words_->geometry());
    const QRectF box(words.center().x() - icon_size / 2.0, words.top() - gap - icon_size, icon_size,
                     icon_size);
    paintIcon(painter, icon_, box, theme().third_text);
}

} // namespace ui
