#pragma once

#include "ui/model/view_state.h"

#include <QString>
#include <QWidget>

namespace ui {

/// The rounded surface every part of the window stands on: a title at the left, a quiet note at the
/// right, and below them whatever its layout holds. Repaints itself when the theme changes.
class Card : public QWidget {
    Q_OBJECT

public:
    static constexpr int inset = 16;        ///< from the edge to what the card holds
    static constexpr int title_height = 36; ///< of the row with the title; none without a title
    static constexpr qreal radius = 10;

    explicit Card(ViewState& state, QWidget* parent = nullptr);

    /// The title; without one the card is all content. Set it again on LanguageChange.
    void setTitle(const QString& title);
    /// The quiet note at the right of the title.
    void setNote(const QString& note);
    /// The room for a note beside the title, in pixels.
    [[nodiscard]] double noteRoom() const;
    /// What the title's row leaves, without the inset.
    [[nodiscard]] QRect contentArea() const;

protected:
    [[nodiscard]] ViewState& state() const { return state_; }
    [[nodiscard]] const Theme& theme() const { return state_.theme(); }
    void paintEvent(QPaintEvent* event) override;

private:
    ViewState& state_;
    QString title_, note_;
};

} // namespace ui
