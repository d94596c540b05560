#include "tests/time_spent.h"
#include "tests/ui/shown_window.h"

#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QtTest>

using sim::State;
using sim::StateEvent;
using ui::CellStep;
using ui::StateCell;

namespace {

/// Every letter is 7 pixels wide, every line 16 high.
QSizeF sizeOf(const QString& text, ui::AnswerRole, double width) {
    const double line = 7.0 * static_cast<double>(text.size());
    if (width <= 0 || line <= width) return {line, 16};
    return {width, 16 * std::ceil(line / width)};
}

ui::AnswerShapes shapesOf(State state, StateEvent event, double width = 360) {
    const ui::AnswerWords words{.event = "event",
                                .sentences = "What the RFC says.",
                                .clause = "RFC 9293 3.10",
                                .in = "in",
                                .sends = "Sends",
                                .then = "Then",
                                .stays = "Stays in",
                                .alternatively = "or",
                                .see = "See it happen"};
    return ui::layoutStateAnswer(sim::answer_to(state, event), words, width, sizeOf);
}

} // namespace

class TestStateEventPage : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init() { QSettings().clear(); }

    void a_table_has_a_column_a_state_and_a_row_an_event_in_three_groups() {
        const ui::StateEventGeometry table({1144, 600}, 130, 30);
        QCOMPARE(table.head(State::closed), QRectF(154, 0, 90, 30));
        QCOMPARE(table.head(State::time_wait), QRectF(1054, 0, 90, 30));
        const qreal row = (600.0 - 30 - 2 * 9) / 18;
        QCOMPARE(table.label(StateEvent::open_passive), QRectF(24, 30, 130, row));
        QCOMPARE(table.label(StateEvent::syn).top(), 30 + 6 * row + 9);
        QCOMPARE(table.group(sim::EventSource::timer).bottom(), 600.0);
        QCOMPARE(table.cell({State::listen, StateEvent::open_passive}).topLeft(), QPointF(244, 30));
    }

    void rows_do_not_grow_beyond_what_reads_well() {
        const ui::StateEventGeometry table({1144, 3000}, 130, 30);
        QCOMPARE(table.label(StateEvent::abort).height(), 40.0);
    }

    void a_point_finds_its_cell_and_names_are_none() {
        const ui::StateEventGeometry table({1144, 600}, 130, 30);
        for (const StateCell cell : {StateCell{State::closed, StateEvent::open_passive},
                                     StateCell{State::time_wait, StateEvent::time_wait_timeout},
                                     StateCell{State::fin_wait_1, StateEvent::fin}})
            QVERIFY(table.cellAt(table.cell(cell).center()) == cell);
        QVERIFY(!table.cellAt({160, 10}));
        QVERIFY(!table.cellAt({100, 50}));
    }

    void steps_stop_at_the_edges_and_groups_begin_at_their_first_event() {
        const StateCell corner{State::closed, StateEvent::open_passive};
        QVERIFY(ui::steppedFrom(corner, CellStep::left) == corner);
        QVERIFY(ui::steppedFrom(corner, CellStep::up) == corner);
        const StateCell cell{State::listen, StateEvent::fin};
        QVERIFY(ui::steppedFrom(cell, CellStep::right)
                == (StateCell{State::syn_sent, StateEvent::fin}));
        QVERIFY(ui::steppedFrom(cell, CellStep::last)
                == (StateCell{State::time_wait, StateEvent::fin}));
        QVERIFY(ui::steppedFrom(cell, CellStep::group_down)
                == (StateCell{State::listen, StateEvent::retransmission_timeout}));
        QVERIFY(ui::steppedFrom(cell, CellStep::group_up)
                == (StateCell{State::listen, StateEvent::open_passive}));
    }

    void an_answer_has_a_pill_for_each_state_that_may_follow() {
        const ui::AnswerShapes both = shapesOf(State::fin_wait_1, StateEvent::fin);
        QCOMPARE(both.pills.size(), std::size_t{3});
        QCOMPARE(both.pills[0].state, State::fin_wait_1);
        QCOMPARE(both.pills[1].state, State::closing);
        QCOMPARE(both.pills[2].state, State::time_wait);
        QVERIFY(!both.pills[0].follows && both.pills[1].follows && both.pills[2].follows);
        QVERIFY(!both.badge.isEmpty());
        const ui::AnswerShapes none = shapesOf(State::closed, StateEvent::time_wait_timeout);
        QCOMPARE(none.pills.size(), std::size_t{1});
        QVERIFY(none.badge.isEmpty());
    }

    void an_answer_stays_within_its_width() {
        for (const sim::StateAnswer& answer : sim::all_state_answers()) {
            const ui::AnswerShapes shapes = shapesOf(answer.state, answer.event, 270);
            for (const ui::AnswerPill& pill : shapes.pills)
                QVERIFY(pill.rect.right() <= 270);
            for (const auto& text : shapes.texts)
                QVERIFY2(text.rect.right() <= 271, qPrintable(text.text));
            QVERIFY(shapes.box.bottom() < shapes.height);
            QVERIFY(shapes.box.contains(shapes.link));
        }
    }

    void the_page_opens_without_a_run_and_quickly() {
        const auto shown = ui_test::windowOn({});
        const double opened = least_ms(1, [&] {
            QTest::keyClick(shown.get(), Qt::Key_3, Qt::ControlModifier);
            shown->grab();
        });
        QCOMPARE(shown->page(), static_cast<QWidget*>(&shown->stateEventPage()));
        qInfo("opened in %.0f ms", opened);
        QTRY_VERIFY_WITH_TIMEOUT(shown->stateEventPage().sightings().isComplete(), patience_ms);
        SKIP_LIMITS_IF_SANITIZED();
        QVERIFY2(opened < 300, qPrintable(QString::number(opened)));
    }

    void scenarios_are_found_by_themselves() {
        ui::ScenarioSightings sightings;
        QVERIFY(sightings.of(State::listen, StateEvent::syn).empty());
        sightings.start();
        QTRY_VERIFY_WITH_TIMEOUT(sightings.isComplete(), patience_ms);
        const auto& opened = sightings.of(State::closed, StateEvent::open_active);
        QVERIFY(opened.size() >= 7); // every scenario opens a connection
        QCOMPARE(opened.front().scenario, QString("handshake"));
        QVERIFY(!sightings.of(State::fin_wait_1, StateEvent::ack).empty());
        QVERIFY(!sightings.of(State::syn_sent, StateEvent::rst).empty());
        QVERIFY(!sightings.of(State::syn_sent, StateEvent::retransmission_timeout).empty());
        QVERIFY(sightings.of(State::closed, StateEvent::time_wait_timeout).empty());
    }

    void the_arrow_keys_choose_and_enter_opens_the_scenario_at_the_record() {
        const auto shown = ui_test::windowOn({});
        shown->openScenario("echo");
        shown->showPage(2);
        ui::StateEventTable& table = shown->stateEventPage().table();
        QTRY_VERIFY_WITH_TIMEOUT(shown->stateEventPage().sightings().isComplete(), patience_ms);
        table.choose({State::listen, StateEvent::abort});
        QTest::keyClick(&table, Qt::Key_Right);
        QTest::keyClick(&table, Qt::Key_Down);
        QVERIFY(table.chosen() == (StateCell{State::syn_sent, StateEvent::syn}));
        QTest::keyClick(&table, Qt::Key_Down);
        QTest::keyClick(&table, Qt::Key_Return);
        QCOMPARE(shown->page(), static_cast<QWidget*>(&shown->ladderPage()));
        QCOMPARE(shown->production().argument(), QString("handshake"));
        const sim::Record& record =
            shown->viewState().run()->trace().record(shown->viewState().selection());
        QVERIFY(record.kind == sim::RecordKind::received && record.flags.syn && record.flags.ack);
        QVERIFY(shown->viewState().cursor() >= shown->viewState().selection());
    }

    void a_click_chooses_a_cell_and_a_button_opens_its_scenario() {
        const auto shown = ui_test::windowOn({});
        shown->showPage(2);
        ui::StateEventPage& page = shown->stateEventPage();
        QTRY_VERIFY_WITH_TIMEOUT(page.sightings().isComplete(), patience_ms);
        const QPointF cell = page.table().boxOf({State::syn_sent, StateEvent::rst}).center();
        QTest::mouseClick(&page.table(), Qt::LeftButton, {}, cell.toPoint());
        QVERIFY(page.table().chosen() == (StateCell{State::syn_sent, StateEvent::rst}));
        QVERIFY(page.card().sheet().words().sentences.contains("connection reset"));
        auto* button = page.card().sheet().buttons().front();
        QCOMPARE(button->sighting().scenario, QString("refused"));
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(shown->production().argument(), QString("refused"));
    }

    void a_cell_that_nothing_shows_says_so() {
        const auto shown = ui_test::windowOn({});
        shown->showPage(2);
        ui::StateEventPage& page = shown->stateEventPage();
        QTRY_VERIFY_WITH_TIMEOUT(page.sightings().isComplete(), patience_ms);
        page.table().choose({State::closed, StateEvent::time_wait_timeout});
        QVERIFY(page.card().sheet().buttons().empty());
        QSignalSpy opened(&page, &ui::StateEventPage::sightingChosen);
        QTest::keyClick(&page.table(), Qt::Key_Return);
        QVERIFY(opened.isEmpty());
    }

    void the_page_opens_on_what_the_cursor_stands_on() {
        const auto shown = ui_test::windowOn({});
        shown->openScenario("handshake");
        const sim::Trace& trace = shown->viewState().run()->trace();
        for (sim::RecordId id = 1; id <= trace.last(); ++id)
            if (trace.record(id).kind == sim::RecordKind::sent && trace.record(id).flags.syn
                && trace.record(id).flags.ack)
                shown->viewState().select(id);
        shown->showPage(2);
        QVERIFY(shown->stateEventPage().table().chosen()
                == (StateCell{State::listen, StateEvent::syn}));
    }

    void keys_of_the_window_still_work_in_the_table() {
        const auto shown = ui_test::windowOn({});
        shown->openScenario("handshake");
        shown->showPage(2);
        ui::StateEventTable& table = shown->stateEventPage().table();
        QVERIFY(table.hasFocus());
        QTest::keyClick(&table, Qt::Key_T);
        QCOMPARE(shown->viewState().theme().name, ui::ThemeName::light);
        QTest::keyClick(&table, Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(shown->page(), static_cast<QWidget*>(&shown->ladderPage()));
    }

    void both_languages_are_shown() {
        if (!ui::LanguageSwitch::hasTranslations()) QSKIP("Built without translations.");
        const auto shown = ui_test::windowOn({});
        shown->showPage(2);
        ui::StateEventPage& page = shown->stateEventPage();
        page.table().choose({State::established, StateEvent::fin});
        QVERIFY(page.card().sheet().words().sentences.startsWith("The FIN is acknowledged"));
        shown->language().setLanguage(ui::Language::chinese);
        QCoreApplication::processEvents();
        QVERIFY(page.card().sheet().words().sentences.startsWith(QStringLiteral("确认 FIN")));
        shown->language().setLanguage(ui::Language::english);
    }
};

QTEST_MAIN(TestStateEventPage)
#include "test_state_event_page.moc"
