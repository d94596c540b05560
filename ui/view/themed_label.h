#pragma once

#include "ui/model/view_state.h"
#include "ui/theme/fonts.h"

#include <cstdint>

#include <QLabel>

namespace ui {

/// Which of a theme's text colours words have.
enum class Ink : std::uint8_t { text, second_text, third_text };

/// What is said of a label once: everything else follows from the theme.
struct LabelLook {
    Ink ink{};
    qreal size{}; ///< in pixels at 1x
    Weight weight{};
    Face face{};
};

/// Words that follow the theme by themselves: colour, family and size. The colour is a style sheet
/// of the label's own, for a palette would be taken back as soon as the window's style sheet
/// changes.
class ThemedLabel : public QLabel {
    Q_OBJECT

public:
    ThemedLabel(ViewState& state, LabelLook look, QWidget* parent = nullptr);

private:
    void applyTheme();

    ViewState& state_;
    LabelLook look_;
};

} // namespace ui
