#include "ui/model/loss.h"
#include "ui/model/segment_walk.h"
#include "ui/view/main_window.h"

#include <algorithm>
#include <utility>

#include <QInputDialog>
#include <QShortcut>

namespace ui {

void MainWindow::addKey(const QKeySequence& key, std::function<void()> act) {
    auto* shortcut = new QShortcut(key, this);
    connect(shortcut, &QShortcut::activated, this, std::move(act));
}

void MainWindow::addKeys() {
    const auto plays = [this](void (Playback::*act)()) {
        return [this, act] { (playback_.*act)(); };
    };
    const auto does = [this](void (MainWindow::*act)()) { return [this, act] { (this->*act)(); }; };
    const auto zooms = [this](void (PlotsPage::*plots)(), void (LadderView::*ladder)()) {
        return [this, plots, ladder] { zoomBy(plots, ladder); };
    };
    addKey(Qt::Key_Space, plays(&Playback::toggle));
    addKey(Qt::Key_Right, plays(&Playback::stepForward));
    addKey(Qt::Key_Left, plays(&Playback::stepBack));
    addKey(Qt::SHIFT | Qt::Key_Right, plays(&Playback::roundTripForward));
    addKey(Qt::SHIFT | Qt::Key_Left, plays(&Playback::roundTripBack));
    addKey(Qt::Key_Home, plays(&Playback::toStart));
    addKey(Qt::Key_End, plays(&Playback::toEnd));
    addKey(Qt::Key_S, plays(&Playback::toNextStateChange));
    addKey(Qt::Key_BracketRight, plays(&Playback::faster));
    addKey(Qt::Key_BracketLeft, plays(&Playback::slower));
    addKey(Qt::Key_Backspace, plays(&Playback::normalSpeed));
    addKey(Qt::Key_Plus, zooms(&PlotsPage::zoomIn, &LadderView::zoomIn));
    addKey(Qt::Key_Equal, zooms(&PlotsPage::zoomIn, &LadderView::zoomIn));
    addKey(Qt::Key_Minus, zooms(&PlotsPage::zoomOut, &LadderView::zoomOut));
    addKey(Qt::Key_0, zooms(&PlotsPage::resetZoom, &LadderView::normalZoom));
    addKey(Qt::Key_T, does(&MainWindow::takeNextTheme));
    addKey(Qt::SHIFT | Qt::Key_L, does(&MainWindow::toggleLanguage));
    addKey(Qt::Key_R, does(&MainWindow::toggleNumbers));
    addKey(Qt::Key_Question, does(&MainWindow::toggleKeySheet));
    addKey(Qt::Key_Escape, does(&MainWindow::putAway));
    addKey(Qt::Key_F11, does(&MainWindow::toggleFullScreen));
    addKey(Qt::CTRL | Qt::SHIFT | Qt::Key_P, does(&MainWindow::toggleProjector));
    addKey(Qt::Key_M, does(&MainWindow::toggleMotion));
    addKey(Qt::CTRL | Qt::Key_E, does(&MainWindow::chooseExport));
    addKey(Qt::CTRL | Qt::Key_O, does(&MainWindow::chooseFile));
    addKey(Qt::CTRL | Qt::Key_H, does(&MainWindow::showHome));
    addKey(Qt::CTRL | Qt::Key_G, does(&MainWindow::askWhereToGo));
    addKey(Qt::CTRL | Qt::Key_1, [this] { showPage(0); });
    addKey(Qt::CTRL | Qt::Key_2, [this] { showPage(1); });
    addKey(Qt::CTRL | Qt::Key_3, [this] { showPage(2); });
    addKey(Qt::CTRL | Qt::Key_4, [this] { showPage(3); });
    addKey(Qt::CTRL | Qt::Key_5, [this] { showPage(4); });
    addChainKeys();
    const auto beside = [this](sim::RecordId (*walk)(const sim::Trace&, sim::RecordId),
                               sim::RecordId from) {
        return state_.run() ? walk(state_.run()->trace(), from) : 0;
    };
    addKey(Qt::Key_N, [this, beside] { stepTo(beside(segmentAfter, state_.cursor())); });
    addKey(Qt::Key_P, [this, beside] {
        const sim::RecordId shown = beside(segmentBefore, state_.cursor() + 1);
        stepTo(beside(segmentBefore, shown));
    });
    addKey(Qt::Key_Down,
           [this, beside] { selectSegment(beside(segmentAfter, state_.selection())); });
    addKey(Qt::Key_Up, [this, beside] {
        const bool selected = state_.selection() != 0;
        selectSegment(beside(segmentBefore, selected ? state_.selection() : state_.cursor() + 1));
    });
}

/// The keys of zooming are the plots' while these are shown.
void MainWindow::zoomBy(void (PlotsPage::*plots)(), void (LadderView::*ladder)()) {
    if (pages_->currentWidget() == plots_page_)
        (plots_page_->*plots)();
    else
        (ladder_page_->ladder().*ladder)();
}

void MainWindow::addChainKeys() {
    addKey(Qt::Key_Comma, [this] { showCause(); });
    addKey(Qt::Key_Period, [this] { showConsequence(); });
    addKey(Qt::Key_L, [this] { showLoss(); });
    addKey(Qt::CTRL | Qt::Key_L, [this] { ladder_page_->toggleEvents(); });
}

sim::RecordId MainWindow::inspected() const {
    return state_.run() ? inspectedRecord(*state_.run(), state_.selection(), state_.cursor()) : 0;
}

void MainWindow::showCause() {
    if (const sim::RecordId id = inspected()) showRecord(state_.run()->trace().record(id).cause);
}

void MainWindow::showConsequence() {
    if (const sim::RecordId id = inspected())
        showRecord(firstConsequenceOf(state_.run()->trace(), id));
}

void MainWindow::showLoss() {
    if (const sim::RecordId id = inspected()) showRecord(lossOf(state_.run()->trace(), id));
}

/// Selects the record. The cursor moves only when it has not come there yet, so that what followed
/// from an earlier record stays in sight.
void MainWindow::showRecord(sim::RecordId record) {
    if (record == 0) return;
    if (record > state_.cursor()) goToRecord(record);
    state_.select(record);
}

/// What a double click does: something sent again leads to its loss, all else to its own instant.
void MainWindow::activateRecord(sim::RecordId record) {
    if (!state_.run()) return;
    if (const sim::RecordId loss = lossOf(state_.run()->trace(), record))
        showRecord(loss);
    else
        goToRecord(record);
}

void MainWindow::goToRecord(sim::RecordId record) {
    if (!state_.run() || record == 0) return;
    const std::vector<sim::RecordId>& events = state_.run()->events();
    playback_.pause();
    state_.setCursor(*std::lower_bound(events.begin(), events.end(), record));
}

void MainWindow::stepTo(sim::RecordId record) {
    if (record == 0) return;
    goToRecord(record);
    state_.select(record);
}

/// Among those that have left.
void MainWindow::selectSegment(sim::RecordId segment) {
    if (segment != 0 && segment <= state_.cursor()) state_.select(segment);
}

void MainWindow::askWhereToGo() {
    if (!state_.run()) return;
    bool accepted = false;
    const QString text = QInputDialog::getText(
        this, tr("Go to"), tr("An event (12), a record (#12) or a time (24 ms):"),
        QLineEdit::Normal, {}, &accepted);
    if (accepted) goTo(text);
}

void MainWindow::goTo(const QString& text) {
    const std::optional<Destination> destination = parseDestination(text);
    if (!state_.run()) return;
    if (!destination) {
        sim::Error error{tr("“%1” is neither an event nor a time").arg(text).toStdString()};
        error.remedy = tr("write 12 for the twelfth event, or 24 ms for an instant").toStdString();
        notice_->show(error);
        return;
    }
    playback_.pause();
    const std::vector<sim::RecordId>& events = state_.run()->events();
    if (destination->record)
        stepTo(std::min(*destination->record, state_.run()->trace().last()));
    else if (destination->time)
        playback_.scrubTo(state_.run()->stageMap().stageAt(*destination->time));
    else if (*destination->event == 0 || events.empty())
        state_.setCursor(0);
    else
        state_.setCursor(events[std::min(*destination->event, events.size()) - 1]);
}

} // namespace ui
