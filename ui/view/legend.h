#pragma once

#include "ui/model/view_state.h"

#include <QWidget>

namespace ui {

/// How to read the lines of the ladder: a sample of each, with its name.
class Legend : public QWidget {
    Q_OBJECT

public:
    explicit Legend(ViewState& state, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ViewState& state_;
};

} // namespace ui
