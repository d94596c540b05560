#pragma once

#include "ui/view/event_list.h"
#include "ui/view/inspector.h"
#include "ui/view/ladder_view.h"
#include "ui/view/ribbon_card.h"
#include "ui/view/states.h"
#include "ui/view/story_panel.h"
#include "ui/view/top_bar.h"

#include <cstdint>
#include <vector>

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <QWidget>

namespace ui {

/// How much of the page has room.
enum class PageWidth : std::uint8_t {
    full,      ///< story, ladder above ribbon, states above inspector
    compact,   ///< ladder and one side pane with tabs
    projector, ///< ladder, ribbon and states only
};

/// The ladder with what explains it around it.
class LadderPage : public QWidget {
    Q_OBJECT

public:
    LadderPage(ViewState& state, Production& production, QWidget* parent = nullptr);

    [[nodiscard]] LadderView& ladder() { return *ladder_; }
    [[nodiscard]] StoryPanel& story() { return *story_; }
    [[nodiscard]] EventList& events() { return *events_; }
    [[nodiscard]] InspectorCard& inspector() { return *inspector_; }
    [[nodiscard]] RibbonCard& ribbon() { return *ribbon_; }
    [[nodiscard]] PageWidth pageWidth() const { return page_width_; }
    /// Opens the list of events and hands it the keys, or puts it away: below the ladder where
    /// there is room, else in the side pane.
    void toggleEvents();
    /// In a compact page: the pane beside the ladder, by the place of its tab.
    void showPane(int pane);

signals:
    /// The cursor is wanted on that record.
    void recordActivated(sim::RecordId record);
    /// The record was double-clicked on the ladder.
    void lineActivated(sim::RecordId record);
    /// That record shall be selected and shown.
    void recordChosen(sim::RecordId record);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void arrange();
    void moveParts();
    void retranslate();
    [[nodiscard]] PageWidth fittingWidth() const;
    [[nodiscard]] bool speaksTcp() const;

    ViewState& state_;
    PageWidth page_width_{PageWidth::full};
    int pane_{};
    bool events_open_{}; ///< below the ladder
    QHBoxLayout* row_;
    QVBoxLayout *middle_, *side_;
    QWidget* side_box_;
    QWidget* tabs_;
    std::vector<PageTab*> pane_tabs_;
    StoryPanel* story_;
    LadderView* ladder_;
    RibbonCard* ribbon_;
    EventList* events_;
    StatesCard* states_;
    InspectorCard* inspector_;
};

} // namespace ui
