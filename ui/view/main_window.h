#pragma once

#include "ui/model/playback.h"
#include "ui/model/view_state.h"

#include <QWidget>

namespace ui {

/// The window: top bar, page, transport bar. Owns what all views share.
class MainWindow : public QWidget {
    Q_OBJECT

public:
    explicit MainWindow(QWidget* parent = nullptr);

    [[nodiscard]] ViewState& viewState() { return state_; }
    [[nodiscard]] Playback& playback() { return playback_; }

private:
    ViewState state_;
    Playback playback_{state_};
};

} // namespace ui
