#pragma once

#include "ui/model/view_state.h"

#include <QAbstractButton>

namespace ui {

/// A small switch with a word: filled while it is on, outlined and pale while it is off.
class Chip : public QAbstractButton {
    Q_OBJECT

public:
    Chip(ViewState& state, QWidget* parent);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    ViewState& state_;
};

} // namespace ui
