#include "ui/view/icon_button.h"

#include "sim/base/assert.h"
#include "ui/theme/fonts.h"

#include <QEvent>
#include <QFontMetrics>
#include <QPainter>

namespace ui {

namespace {

int sideOf(ButtonShape shape) {
    switch (shape) {
    case ButtonShape::round: return 40;
    case ButtonShape::prime: return 48;
    case ButtonShape::tile: return 38;
    }
    sim::unreachable();
}

} // namespace

IconButton::IconButton(ViewState& state, Icon icon, ButtonShape shape, QWidget* parent)
    : QAbstractButton(parent), state_(state), icon_(icon), shape_(shape) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFocusPolicy(Qt::TabFocus);
    connect(&state_, &ViewState::themeChanged, this, qOverload<>(&QWidget::update));
}

void IconButton::setIcon(Icon icon) {
    icon_ = icon;
    update();
}

void IconButton::describe(const QString& text, const QString& key) {
    setAccessibleName(text);
    setToolTip(key.isEmpty() ? text : QStringLiteral("%1 (%2)").arg(text, key));
}

QSize IconButton::sizeHint() const {
    const int side = sideOf(shape_);
    if (text().isEmpty()) return {side, side};
    const QFontMetrics metrics(sansFont(state_.theme(), type_size::small, Weight::bold));
    return {side + metrics.horizontalAdvance(text()) + 8, side};
}

QColor IconButton::fill() const {
    const Theme& theme = state_.theme();
    if (shape_ == ButtonShape::prime)
        return underMouse() ? mixed(theme.accent, theme.text, 0.15) : theme.accent;
    if (isChecked() || isDown()) return theme.tint(theme.accent);
    const QColor& rest = shape_ == ButtonShape::tile ? theme.card : theme.field;
    return underMouse() && isEnabled() ? mixed(rest, theme.accent, 0.16) : rest;
}

void IconButton::paintEvent(QPaintEvent*) {
    const Theme& theme = state_.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(0.75, 0.75, -0.75, -0.75);
    const bool prime = shape_ == ButtonShape::prime;
    painter.setBrush(fill());
    painter.setPen(hasFocus() ? QPen(theme.accent, 1.5)
                   : prime    ? QPen(Qt::NoPen)
                              : QPen(theme.border, 1.2));
    const qreal radius = shape_ == ButtonShape::tile ? 8 : box.height() / 2;
    painter.drawRoundedRect(box, radius, radius);
    const QColor ink = prime ? theme.onHue() : isEnabled() ? theme.text : theme.third_text;
    const qreal size = prime ? 24 : 18;
    const qreal left = text().isEmpty() ? (width() - size) / 2 : 11;
    paintIcon(painter, icon_, QRectF(left, (height() - size) / 2, size, size), ink);
    if (text().isEmpty()) return;
    painter.setFont(sansFont(theme, type_size::small, Weight::bold));
    painter.setPen(ink);
    painter.drawText(rect().adjusted(36, 0, -4, 0), Qt::AlignLeft | Qt::AlignVCenter, text());
}

void IconButton::enterEvent(QEnterEvent*) {
    update();
}
void IconButton::leaveEvent(QEvent*) {
    update();
}

} // namespace ui
