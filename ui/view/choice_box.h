#pragma once

#include "ui/model/view_state.h"

#include <QComboBox>

namespace ui {

/// A box that drops a list to choose from: it follows the theme's type, and shows by a small arrow
/// that there is a list.
class ChoiceBox : public QComboBox {
    Q_OBJECT

public:
    explicit ChoiceBox(ViewState& state, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void applyTheme();

    ViewState& state_;
};

} // namespace ui
