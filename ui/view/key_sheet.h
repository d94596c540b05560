#pragma once

#include "ui/model/view_state.h"

#include <vector>

#include <QWidget>

namespace ui {

/// A sheet over the window that lists all keys. A click or any key takes it away.
class KeySheet : public QWidget {
    Q_OBJECT

public:
    explicit KeySheet(ViewState& state, QWidget* parent);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    struct Entry {
        QString keys, meaning;
    };
    [[nodiscard]] static std::vector<Entry> entries();

    ViewState& state_;
};

} // namespace ui
