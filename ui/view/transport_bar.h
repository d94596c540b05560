#pragma once

#include "ui/model/playback.h"
#include "ui/view/card.h"
#include "ui/view/icon_button.h"
#include "ui/view/scrub_line.h"
#include "ui/view/themed_label.h"

#include <QToolButton>

namespace ui {

/// The bar that moves the cursor: to the start, back, play, on, to the end, next state change, the
/// line to drag along, where the story stands, and how fast it goes.
class TransportBar : public Card {
    Q_OBJECT

public:
    TransportBar(ViewState& state, Playback& playback, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    IconButton* addButton(Icon icon, ButtonShape shape, void (Playback::*act)());
    void fillSpeedMenu();
    void retranslate();
    void applyTheme();
    void showPlaying();
    void showCursor();
    void showSpeed();
    [[nodiscard]] static QString speedText(Speed speed);

    Playback& playback_;
    IconButton *to_start_, *step_back_, *play_, *step_forward_, *to_end_, *next_state_;
    ThemedLabel *time_, *event_;
    QToolButton* speed_;
};

} // namespace ui
