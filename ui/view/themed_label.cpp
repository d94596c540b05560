#include "ui/view/themed_label.h"

#include "sim/base/assert.h"

namespace ui {

namespace {

const QColor& colourOf(const Theme& theme, Ink ink) {
    switch (ink) {
    case Ink::text: return theme.text;
    case Ink::second_text: return theme.second_text;
    case Ink::third_text: return theme.third_text;
    }
    sim::unreachable();
}

} // namespace

ThemedLabel::ThemedLabel(ViewState& state, LabelLook look, QWidget* parent)
    : QLabel(parent), state_(state), look_(look) {
    connect(&state_, &ViewState::themeChanged, this, &ThemedLabel::applyTheme);
    applyTheme();
}

void ThemedLabel::applyTheme() {
    const Theme& theme = state_.theme();
    setFont(fontOf(theme, look_.face, look_.size, look_.weight));
    setStyleSheet(QStringLiteral("QLabel { color: %1; background: transparent; }"
                                 "QLabel:disabled { color: %2; }")
                      .arg(colourOf(theme, look_.ink).name(), theme.third_text.name()));
}

} // namespace ui
