#pragma once

#include "ui/model/view_state.h"
#include "ui/theme/icons.h"

#include <cstdint>

#include <QAbstractButton>

namespace ui {

enum class ButtonShape : std::uint8_t {
    round, ///< of the transport bar
    prime, ///< round, larger, filled with the accent: play
    tile,  ///< square with round corners: of the top bar
};

/// A button with an icon, and perhaps a few words beside it, that follows the theme.
class IconButton : public QAbstractButton {
    Q_OBJECT

public:
    IconButton(ViewState& state, Icon icon, ButtonShape shape, QWidget* parent = nullptr);

    [[nodiscard]] Icon icon() const { return icon_; }
    void setIcon(Icon icon);
    /// What the button does, for the tool tip and for those who hear the screen; `key` is its
    /// shortcut.
    void describe(const QString& text, const QString& key = {});
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    [[nodiscard]] QColor fill() const;

    ViewState& state_;
    Icon icon_;
    ButtonShape shape_;
};

} // namespace ui
