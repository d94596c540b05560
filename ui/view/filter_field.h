#pragma once

#include "ui/model/view_state.h"

#include <QLineEdit>

namespace ui {

/// A field for a word to look for. While it is empty it says what it is for, in a colour that can
/// be read: Qt's own hint is half transparent.
class FilterField : public QLineEdit {
    Q_OBJECT

public:
    FilterField(ViewState& state, QWidget* parent);
    void setHint(const QString& hint);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void applyTheme();

    ViewState& state_;
    QString hint_;
};

} // namespace ui
