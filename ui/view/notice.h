#pragma once

#include "sim/base/expected.h"
#include "ui/view/card.h"
#include "ui/view/icon_button.h"
#include "ui/view/themed_label.h"

namespace ui {

/// A strip that says what went wrong, where, and what to do about it; hidden until then.
class Notice : public QWidget {
    Q_OBJECT

public:
    explicit Notice(ViewState& state, QWidget* parent = nullptr);

    void show(const sim::Error& error);
    [[nodiscard]] QString text() const { return words_->text(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    ViewState& state_;
    ThemedLabel* words_;
    IconButton* close_;
};

} // namespace ui
