#pragma once

#include "ui/theme/icons.h"
#include "ui/view/card.h"
#include "ui/view/themed_label.h"

namespace ui {

/// What stands in the place of a page that has nothing to show: its picture, and why that is so.
class EmptyCard : public Card {
    Q_OBJECT

public:
    EmptyCard(ViewState& state, Icon icon, QWidget* parent = nullptr);

    void setText(const QString& text) { words_->setText(text); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Icon icon_;
    ThemedLabel* words_;
};

} // namespace ui
