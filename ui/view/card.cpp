#include "ui/view/card.h"

#include "ui/theme/fonts.h"

#include <QFontMetricsF>
#include <QPainter>

namespace ui {

Card::Card(ViewState& state, QWidget* parent) : QWidget(parent), state_(state) {
    setContentsMargins(inset, inset, inset, inset);
    connect(&state_, &ViewState::themeChanged, this, qOverload<>(&QWidget::update));
}

void Card::setTitle(const QString& title) {
    title_ = title;
    setContentsMargins(inset, title.isEmpty() ? inset : title_height, inset, inset);
    update();
}

void Card::setNote(const QString& note) {
    note_ = note;
    update();
}

double Card::noteRoom() const {
    const QFontMetricsF metrics(sansFont(theme(), type_size::card_title, Weight::bold));
    return width() - 3 * inset - metrics.horizontalAdvance(title_);
}

QRect Card::contentArea() const {
    return contentsRect();
}

void Card::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().border, 1));
    painter.setBrush(theme().card);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    if (title_.isEmpty()) return;
    const QRect row(inset, 0, width() - 2 * inset, title_height);
    painter.setFont(sansFont(theme(), type_size::card_title, Weight::bold));
    painter.setPen(theme().second_text);
    painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, title_);
    painter.setFont(sansFont(theme(), type_size::small));
    painter.setPen(theme().third_text);
    painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, note_);
}

} // namespace ui
