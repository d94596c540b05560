#include "ui/view/filter_field.h"

#include "ui/theme/fonts.h"

#include <QPainter>

namespace ui {

FilterField::FilterField(ViewState& state, QWidget* parent) : QLineEdit(parent), state_(state) {
    connect(&state_, &ViewState::themeChanged, this, &FilterField::applyTheme);
    applyTheme();
}

void FilterField::setHint(const QString& hint) {
    hint_ = hint;
    setAccessibleName(hint);
    update();
}

void FilterField::applyTheme() {
    const Theme& theme = state_.theme();
    setFont(sansFont(theme, 12.5));
    setStyleSheet(
        QStringLiteral("QLineEdit { background: %1; color: %2; border: 1px solid %3;"
                       " border-radius: 7px; padding: 1px 7px; }"
                       "QLineEdit:focus { border-color: %4; }")
            .arg(theme.field.name(), theme.text.name(), theme.border.name(), theme.accent.name()));
}

void FilterField::paintEvent(QPaintEvent* event) {
    QLineEdit::paintEvent(event);
    if (!text().isEmpty()) return;
    QPainter painter(this);
    painter.setFont(font());
    painter.setPen(state_.theme().third_text);
    painter.drawText(rect().adjusted(10, 0, -10, 0), Qt::AlignLeft | Qt::AlignVCenter, hint_);
}

} // namespace ui
