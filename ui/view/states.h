#pragma once

#include "ui/layout/state_layout.h"
#include "ui/view/card.h"

#include <QVariantAnimation>

namespace ui {

/// The card with RFC 9293 figure 5, the way both ends have taken through it, and where they stand.
class StatesCard : public Card {
    Q_OBJECT

public:
    explicit StatesCard(ViewState& state, QWidget* parent = nullptr);

    /// The shapes as they are drawn at present.
    [[nodiscard]] StateShapes shapes() const;
    [[nodiscard]] QSize sizeHint() const override { return {470, 450}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {300, 280}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void showRun();
    void showConversation();
    void showCursor();
    void tellAbout(sim::State state, QPoint where);
    [[nodiscard]] sim::ConversationId shownConversation() const;

    StateStory story_;
    sim::ConversationId conversation_{};
    std::size_t moves_{}; ///< how many moves the cursor has passed
    QVariantAnimation pulse_;
};

} // namespace ui
