#pragma once

#include "ui/model/language.h"
#include "ui/model/playback.h"
#include "ui/model/production.h"
#include "ui/model/view_state.h"
#include "ui/view/compare_page.h"
#include "ui/view/home_page.h"
#include "ui/view/key_sheet.h"
#include "ui/view/ladder_page.h"
#include "ui/view/notice.h"
#include "ui/view/plots_page.h"
#include "ui/view/queues_page.h"
#include "ui/view/state_event_page.h"
#include "ui/view/top_bar.h"
#include "ui/view/transport_bar.h"

#include <functional>

#include <QStackedWidget>
#include <QWidget>

namespace ui {

/// The window: top bar, page, transport bar. Owns what all views share, remembers the theme and the
/// language from one time to the next.
class MainWindow : public QWidget {
    Q_OBJECT

public:
    explicit MainWindow(QWidget* parent = nullptr);

    [[nodiscard]] ViewState& viewState() { return state_; }
    [[nodiscard]] Playback& playback() { return playback_; }
    [[nodiscard]] Production& production() { return production_; }
    [[nodiscard]] LanguageSwitch& language() { return language_; }
    [[nodiscard]] LadderPage& ladderPage() { return *ladder_page_; }
    [[nodiscard]] ComparePage& comparePage() { return *compare_page_; }
    [[nodiscard]] StateEventPage& stateEventPage() { return *state_event_page_; }
    [[nodiscard]] QueuesPage& queuesPage() { return *queues_page_; }
    [[nodiscard]] PlotsPage& plotsPage() { return *plots_page_; }
    [[nodiscard]] Notice& notice() { return *notice_; }
    [[nodiscard]] QWidget* page() const { return pages_->currentWidget(); }

    /// Opens a shipped scenario or a file and shows its ladder; a Notice says why when it can not.
    bool openScenario(const QString& argument);
    /// Takes the cursor to "12" (an event), "#12" (a record) or "24 ms".
    void goTo(const QString& text);

public slots:
    void showHome();
    /// 0 is the ladder, 1 the comparison, which plays the kernel when it has not yet, 2 the table
    /// of states and events, which alone needs no run, 3 the queues of a listener, 4 the plots.
    void showPage(int page);
    void toggleKeySheet();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void build();
    void connectParts();
    void addKeys();
    void addChainKeys();
    void addKey(const QKeySequence& key, std::function<void()> act);
    void retranslate();
    void applyTheme();
    void restoreSettings();
    void setTheme(ThemeName name);
    void chooseFile();
    void chooseExport();
    QString chosenPicture(const QString& title);
    void askWhereToGo();
    void takeNextTheme();
    void toggleLanguage();
    void toggleNumbers();
    void toggleProjector();
    void toggleMotion();
    void toggleFullScreen();
    void putAway();
    void takeProduction();
    void takeKernel();
    void zoomBy(void (PlotsPage::*plots)(), void (LadderView::*ladder)());
    void watchFrom(sim::Time time);
    void goToRecord(sim::RecordId record);
    void showRecord(sim::RecordId record);
    void activateRecord(sim::RecordId record);
    void showCause();
    void showConsequence();
    void showLoss();
    [[nodiscard]] sim::RecordId inspected() const;
    void stepTo(sim::RecordId record);
    void openSighting(const ScenarioSighting& sighting);
    void selectSegment(sim::RecordId segment);

    ViewState state_;
    Playback playback_{state_};
    Production production_{state_};
    LanguageSwitch language_;
    TopBar* top_bar_{};
    Notice* notice_{};
    QStackedWidget* pages_{};
    HomePage* home_{};
    LadderPage* ladder_page_{};
    ComparePage* compare_page_{};
    StateEventPage* state_event_page_{};
    QueuesPage* queues_page_{};
    PlotsPage* plots_page_{};
    TransportBar* transport_{};
    KeySheet* key_sheet_{};
};

} // namespace ui
