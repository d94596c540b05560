#include "tests/ui/shown_window.h"
#include "ui/model/loss.h"
#include "ui/view/main_window.h"

#include <algorithm>

#include <QApplication>
#include <QInputDialog>
#include <QSettings>
#include <QStandardPaths>
#include <QTimer>
#include <QtTest>

using ui_test::settledPicture;
using ui_test::windowOn;

/// The keys, links and clicks by which a reader moves about in a run.
class TestMovingAbout : public QObject {
    Q_OBJECT

private:
    /// The first record that repeats something that was lost; 0 when there is none.
    static sim::RecordId firstRepeat(const sim::Trace& trace) {
        for (sim::RecordId id = 1; id <= trace.last(); ++id)
            if (trace.record(id).kind == sim::RecordKind::sent && ui::lossOf(trace, id) != 0)
                return id;
        return 0;
    }

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init() { QSettings().clear(); }

    void keys_move_by_round_trips_and_to_both_ends() {
        const auto window = windowOn("handshake");
        ui::ViewState& state = window->viewState();
        QTest::keyClick(window.get(), Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(state.time().since_start_ns, std::int64_t{20'000'000});
        QTest::keyClick(window.get(), Qt::Key_Left, Qt::ShiftModifier);
        QCOMPARE(state.time().since_start_ns, std::int64_t{0});
        QTest::keyClick(window.get(), Qt::Key_End);
        QCOMPARE(state.cursor(), state.run()->trace().last());
        QTest::keyClick(window.get(), Qt::Key_Home);
        QCOMPARE(state.cursor(), sim::RecordId{0});
    }

    void keys_change_the_speed_and_the_zoom() {
        const auto window = windowOn("handshake");
        const ui::Speed normal = window->playback().speed();
        QTest::keyClick(window.get(), Qt::Key_BracketRight);
        const ui::Speed faster = window->playback().speed();
        QVERIFY(faster.numerator * normal.denominator > normal.numerator * faster.denominator);
        QTest::keyClick(window.get(), Qt::Key_BracketLeft);
        QVERIFY(window->playback().speed() == normal);
        QTest::keyClick(window.get(), Qt::Key_BracketLeft);
        QVERIFY(!(window->playback().speed() == normal));
        QTest::keyClick(window.get(), Qt::Key_Backspace);
        QVERIFY(window->playback().speed() == normal);
        const qreal zoom = window->ladderPage().ladder().zoom();
        QTest::keyClick(window.get(), Qt::Key_Plus);
        QVERIFY(window->ladderPage().ladder().zoom() > zoom);
        QTest::keyClick(window.get(), Qt::Key_0);
        QCOMPARE(window->ladderPage().ladder().zoom(), zoom);
        QTest::keyClick(window.get(), Qt::Key_Minus);
        QVERIFY(window->ladderPage().ladder().zoom() < zoom);
    }

    void up_and_down_select_among_the_segments_that_have_left() {
        const auto window = windowOn("handshake");
        ui::ViewState& state = window->viewState();
        QTest::keyClick(window.get(), Qt::Key_N);
        QTest::keyClick(window.get(), Qt::Key_N);
        const sim::RecordId second = state.selection();
        QTest::keyClick(window.get(), Qt::Key_Up);
        QVERIFY(state.selection() < second && state.selection() != 0);
        QTest::keyClick(window.get(), Qt::Key_Down);
        QCOMPARE(state.selection(), second);
        QTest::keyClick(window.get(), Qt::Key_Down);
        QCOMPARE(state.selection(), second);
    }

    void the_dialog_of_ctrl_g_takes_the_cursor() {
        const auto window = windowOn("handshake");
        QTimer answer;
        answer.setSingleShot(true);
        connect(&answer, &QTimer::timeout, [] {
            auto* dialog = qobject_cast<QInputDialog*>(QApplication::activeModalWidget());
            if (dialog == nullptr) return;
            dialog->setTextValue("4");
            dialog->accept();
        });
        answer.start(0);
        QTest::keyClick(window.get(), Qt::Key_G, Qt::ControlModifier);
        QCOMPARE(window->playback().eventsDone(), std::size_t{4});
    }

    void keys_lead_to_the_cause_and_to_the_first_consequence() {
        const auto window = windowOn("handshake");
        ui::ViewState& state = window->viewState();
        QTest::keyClick(window.get(), Qt::Key_N);
        const sim::RecordId syn = state.selection();
        const sim::RecordId cursor = state.cursor();
        QTest::keyClick(window.get(), Qt::Key_Period);
        const sim::Trace& trace = state.run()->trace();
        QCOMPARE(trace.record(state.selection()).kind, sim::RecordKind::received);
        QCOMPARE(trace.record(state.selection()).cause, syn);
        QVERIFY(state.cursor() > cursor);
        QTest::keyClick(window.get(), Qt::Key_Comma);
        QCOMPARE(state.selection(), syn);
        QTest::keyClick(window.get(), Qt::Key_Comma);
        QCOMPARE(state.selection(), trace.record(syn).cause);
        QVERIFY(state.cursor() > syn);
    }

    void a_key_and_a_link_lead_from_a_retransmission_to_its_loss() {
        const auto window = windowOn("lost-data");
        ui::ViewState& state = window->viewState();
        const sim::Trace& trace = state.run()->trace();
        const sim::RecordId again = firstRepeat(trace);
        QVERIFY(again != 0);
        QTest::keyClick(window.get(), Qt::Key_End);
        state.select(again);
        QTest::keyClick(window.get(), Qt::Key_L);
        QCOMPARE(trace.record(state.selection()).kind, sim::RecordKind::dropped);
        const sim::RecordId loss = state.selection();
        state.select(again);
        const ui::InspectorSheet& sheet = window->ladderPage().inspector().sheet();
        QCOMPARE(sheet.shapes().links.front().kind, ui::LinkKind::lost_here);
        const QPoint link = sheet.shapes().links.front().rect.center().toPoint();
        QTest::mouseClick(const_cast<ui::InspectorSheet*>(&sheet), Qt::LeftButton, {}, link);
        QCOMPARE(state.selection(), loss);
    }

    void a_double_click_on_a_retransmission_leads_to_its_loss() {
        const auto window = windowOn("lost-data");
        ui::ViewState& state = window->viewState();
        const sim::Trace& trace = state.run()->trace();
        const sim::RecordId again = firstRepeat(trace);
        QTest::keyClick(window.get(), Qt::Key_End);
        state.select(again);
        settledPicture(*window);
        ui::LadderView& ladder = window->ladderPage().ladder();
        const auto& arrows = ladder.shapes()->arrows;
        const auto arrow =
            std::find_if(arrows.begin(), arrows.end(),
                         [again](const ui::Arrow& one) { return one.departure == again; });
        const QPoint point = ladder.onViewport(arrow->line.pointAt(0.15)).toPoint();
        QTest::mouseDClick(ladder.viewport(), Qt::LeftButton, {}, point);
        QCOMPARE(state.selection(), ui::lossOf(trace, again));
    }

    void the_list_of_events_opens_below_the_ladder_and_takes_the_keys() {
        const auto window = windowOn("handshake");
        ui::EventList& events = window->ladderPage().events();
        QTest::keyClick(window.get(), Qt::Key_End);
        QVERIFY(events.isVisible() && !events.isOpen());
        QTest::keyClick(window.get(), Qt::Key_L, Qt::ControlModifier);
        QVERIFY(events.isOpen() && events.rows().hasFocus());
        QTest::keyClick(&events.rows(), Qt::Key_Up);
        const sim::RecordId last = window->viewState().run()->trace().last();
        QCOMPARE(window->viewState().selection(), last);
        QTest::keyClick(&events.rows(), Qt::Key_Up);
        QTest::keyClick(&events.rows(), Qt::Key_Return);
        QVERIFY(window->viewState().cursor() <= last);
        QTest::keyClick(window.get(), Qt::Key_L, Qt::ControlModifier);
        QVERIFY(!events.isOpen());
    }

    void in_a_narrow_window_the_list_is_a_pane() {
        const auto window = windowOn("handshake", {1366, 768});
        ui::EventList& events = window->ladderPage().events();
        QVERIFY(!events.isVisible());
        QTest::keyClick(window.get(), Qt::Key_L, Qt::ControlModifier);
        QVERIFY(events.isVisible() && events.isOpen());
        QVERIFY(events.rows().columns().two_lines);
        QVERIFY(!window->ladderPage().inspector().isVisible());
        QTest::keyClick(window.get(), Qt::Key_L, Qt::ControlModifier);
        QVERIFY(!events.isVisible() && window->ladderPage().inspector().isVisible());
    }

    void typing_in_the_list_s_field_moves_nothing() {
        const auto window = windowOn("handshake");
        QTest::keyClick(window.get(), Qt::Key_End);
        QTest::keyClick(window.get(), Qt::Key_L, Qt::ControlModifier);
        ui::FilterField& field = window->ladderPage().events().field();
        field.setFocus();
        const sim::RecordId cursor = window->viewState().cursor();
        QTest::keyClicks(&field, "snl t.,0");
        QCOMPARE(field.text(), QString("snl t.,0"));
        QCOMPARE(window->viewState().cursor(), cursor);
        QCOMPARE(window->viewState().theme().name, ui::ThemeName::dark);
        QTest::keyClick(&field, Qt::Key_Escape);
        QVERIFY(field.text().isEmpty());
    }
};

QTEST_MAIN(TestMovingAbout)
#include "test_moving_about.moc"
