#pragma once

#include "ui/view/card.h"
#include "ui/view/legend.h"
#include "ui/view/setup_panel.h"
#include "ui/view/story_list.h"
#include "ui/view/themed_label.h"

namespace ui {

/// The card beside the ladder: what is played, the story so far, what can be changed about it, and
/// how to read the lines.
class StoryPanel : public Card {
    Q_OBJECT

public:
    StoryPanel(ViewState& state, Production& production, QWidget* parent = nullptr);

    [[nodiscard]] const StoryList& story() const { return *story_; }
    [[nodiscard]] QSize sizeHint() const override { return {292, 600}; }

signals:
    void stepChosen(sim::RecordId record);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void retranslate();

    Production& production_;
    ThemedLabel *name_, *text_, *so_far_;
    QScrollArea* scroll_;
    StoryList* story_;
    SetupPanel* setup_;
    Legend* legend_;
};

} // namespace ui
