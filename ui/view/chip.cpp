#include "ui/view/chip.h"

#include "ui/theme/fonts.h"

#include <QPainter>

namespace ui {

Chip::Chip(ViewState& state, QWidget* parent) : QAbstractButton(parent), state_(state) {
    setCheckable(true);
    setChecked(true);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    connect(&state_, &ViewState::themeChanged, this, qOverload<>(&QWidget::update));
}

QSize Chip::sizeHint() const {
    const QFontMetrics metrics(sansFont(state_.theme(), 12, Weight::bold));
    return {metrics.horizontalAdvance(text()) + 18, metrics.height() + 6};
}

void Chip::paintEvent(QPaintEvent*) {
    const Theme& theme = state_.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(0.75, 0.75, -0.75, -0.75);
    const QColor edge = hasFocus() || underMouse() ? theme.accent : theme.border;
    painter.setPen(QPen(edge, hasFocus() ? 1.5 : 1, isChecked() ? Qt::SolidLine : Qt::DashLine));
    painter.setBrush(isChecked() ? theme.tint(theme.accent) : theme.card);
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2);
    painter.setFont(sansFont(theme, 12, isChecked() ? Weight::bold : Weight::normal));
    painter.setPen(isChecked() ? theme.text : theme.third_text);
    painter.drawText(rect(), Qt::AlignCenter, text());
}

void Chip::enterEvent(QEnterEvent*) {
    update();
}
void Chip::leaveEvent(QEvent*) {
    update();
}

} // namespace ui
