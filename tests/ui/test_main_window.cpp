#include "tests/ui/shown_window.h"
#include "ui/view/main_window.h"
#include "ui/view/states.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QSettings>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

using ui::MainWindow;
using ui_test::isMoving;
using ui_test::settledPicture;
using ui_test::windowOn;

class TestMainWindow : public QObject {
    Q_OBJECT

private:
    static QAbstractButton* button(MainWindow& window, const QString& name) {
        for (auto* candidate : window.findChildren<QAbstractButton*>())
            if (candidate->accessibleName() == name || candidate->objectName() == name)
                return candidate;
        return nullptr;
    }

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init() { QSettings().clear(); }

    void a_card_of_the_home_page_opens_its_scenario() {
        const auto window = windowOn({});
        QVERIFY(window->viewState().run() == nullptr);
        QTest::mouseClick(button(*window, "lost-syn"), Qt::LeftButton);
        QVERIFY(window->viewState().run() != nullptr);
        QCOMPARE(window->production().argument(), QString("lost-syn"));
        QCOMPARE(window->page(), &window->ladderPage());
    }

    void stepping_back_and_forward_ends_in_the_same_pixels() {
        const auto window = windowOn("handshake");
        for (int n = 0; n < 12; ++n)
            QTest::keyClick(window.get(), Qt::Key_Right);
        const sim::RecordId cursor = window->viewState().cursor();
        const QImage before = settledPicture(*window);
        QVERIFY(!before.isNull());
        for (int n = 0; n < 7; ++n)
            QTest::keyClick(window.get(), Qt::Key_Left);
        QVERIFY(window->viewState().cursor() < cursor);
        for (int n = 0; n < 7; ++n)
            QTest::keyClick(window.get(), Qt::Key_Right);
        QCOMPARE(window->viewState().cursor(), cursor);
        QVERIFY(settledPicture(*window) == before);
    }

    void a_paused_window_runs_no_timer() {
        const auto window = windowOn("handshake");
        QTest::keyClick(window.get(), Qt::Key_Space);
        QVERIFY(window->playback().isPlaying());
        QTest::keyClick(window.get(), Qt::Key_Space);
        QTRY_VERIFY(!isMoving(*window));
        for (const QTimer* timer : window->findChildren<QTimer*>())
            QVERIFY(!timer->isActive());
        const ui::StageTime stage = window->viewState().stage();
        QTest::qWait(60);
        QCOMPARE(window->viewState().stage(), stage);
    }

    void buttons_of_the_transport_bar_move_the_cursor() {
        const auto window = windowOn("handshake");
        QTest::mouseClick(button(*window, "To the end"), Qt::LeftButton);
        QCOMPARE(window->viewState().cursor(), window->viewState().run()->trace().last());
        QVERIFY(!button(*window, "One event on")->isEnabled());
        QTest::mouseClick(button(*window, "One event back"), Qt::LeftButton);
        QVERIFY(button(*window, "One event on")->isEnabled());
        QTest::mouseClick(button(*window, "To the start"), Qt::LeftButton);
        QCOMPARE(window->viewState().cursor(), sim::RecordId{0});
        QVERIFY(!button(*window, "One event back")->isEnabled());
    }

    void clicking_a_segment_selects_it() {
        const auto window = windowOn("handshake");
        for (int n = 0; n < 3; ++n)
            QTest::keyClick(window.get(), Qt::Key_Right);
        settledPicture(*window);
        ui::LadderView& ladder = window->ladderPage().ladder();
        const ui::Arrow& syn = ladder.shapes()->arrows.front();
        const QPoint point = ladder.onViewport(syn.line.pointAt(0.15)).toPoint();
        QTest::mouseClick(ladder.viewport(), Qt::LeftButton, {}, point);
        QCOMPARE(window->viewState().selection(), syn.departure);
        QTest::keyClick(window.get(), Qt::Key_Escape);
        QCOMPARE(window->viewState().selection(), sim::RecordId{0});
    }

    void next_and_previous_segment_walk_over_departures() {
        const auto window = windowOn("handshake");
        const sim::Trace& trace = window->viewState().run()->trace();
        QTest::keyClick(window.get(), Qt::Key_N);
        const sim::RecordId syn = window->viewState().selection();
        QVERIFY(trace.record(syn).flags.syn && !trace.record(syn).flags.ack);
        QTest::keyClick(window.get(), Qt::Key_N);
        const sim::RecordId syn_ack = window->viewState().selection();
        QVERIFY(trace.record(syn_ack).flags.syn && trace.record(syn_ack).flags.ack);
        QTest::keyClick(window.get(), Qt::Key_P);
        QCOMPARE(window->viewState().selection(), syn);
    }

    void theme_and_language_are_remembered() {
        {
            const auto window = windowOn("handshake");
            QCOMPARE(window->viewState().theme().name, ui::ThemeName::dark);
            QTest::keyClick(window.get(), Qt::Key_T);
            QTest::keyClick(window.get(), Qt::Key_L, Qt::ShiftModifier);
        }
        MainWindow window;
        QCOMPARE(window.viewState().theme().name, ui::ThemeName::light);
        QCOMPARE(window.language().language(), ui::Language::chinese);
    }

    void the_theme_key_goes_through_all_three_and_the_last_is_remembered() {
        {
            const auto window = windowOn("handshake");
            QTest::keyClick(window.get(), Qt::Key_T);
            QTest::keyClick(window.get(), Qt::Key_T);
            QCOMPARE(window->viewState().theme().name, ui::ThemeName::high_contrast);
        }
        const auto window = windowOn("handshake");
        QCOMPARE(window->viewState().theme().name, ui::ThemeName::high_contrast);
        QTest::mouseClick(button(*window, "Dark, light or high contrast"), Qt::LeftButton);
        QCOMPARE(window->viewState().theme().name, ui::ThemeName::dark);
    }

    void the_projector_mode_shows_ladder_and_states_larger_in_every_theme() {
        const auto window = windowOn("handshake");
        QAbstractButton* projector = button(*window, "Larger, for a projector");
        QTest::mouseClick(projector, Qt::LeftButton);
        QVERIFY(projector->isChecked());
        for (int theme = 0; theme < 3; ++theme) {
            QCOMPARE(window->viewState().theme().type_factor, 1.32);
            QCOMPARE(window->viewState().theme().stroke_factor, 1.5);
            QCOMPARE(window->ladderPage().pageWidth(), ui::PageWidth::projector);
            QVERIFY(!window->ladderPage().story().isVisible());
            QTest::keyClick(window.get(), Qt::Key_T);
        }
        QTest::keyClick(window.get(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(!projector->isChecked());
        QCOMPARE(window->ladderPage().pageWidth(), ui::PageWidth::full);
    }

    void less_motion_moves_nothing_and_is_remembered() {
        {
            const auto window = windowOn("handshake");
            QTest::keyClick(window.get(), Qt::Key_M);
            for (int n = 0; n < 18; ++n) {
                QTest::keyClick(window.get(), Qt::Key_Right);
                QVERIFY(!isMoving(*window));
            }
        }
        const auto window = windowOn("handshake");
        QCOMPARE(window->viewState().motion(), ui::Motion::reduced);
        QTest::keyClick(window.get(), Qt::Key_M);
        QCOMPARE(window->viewState().motion(), ui::Motion::full);
    }

    void another_delay_plays_the_scenario_again() {
        const auto window = windowOn("handshake");
        auto* delay = window->findChild<QDoubleSpinBox*>("delay");
        QCOMPARE(delay->value(), 10.0);
        delay->setValue(25);
        QCOMPARE(window->viewState().run()->trace().header.link_delay.count(),
                 std::int64_t{25'000'000});
        delay->setValue(10);
        QVERIFY(window->production().overrides() == sim::Overrides{});
    }

    void another_profile_plays_the_scenario_again() {
        const auto window = windowOn("handshake");
        auto* profile = window->findChild<QComboBox*>("profile");
        profile->setCurrentText("classroom");
        emit profile->activated(profile->currentIndex());
        QCOMPARE(window->viewState().run()->trace().header.profile, std::string("classroom"));
    }

    void a_scheme_has_a_window_in_place_of_a_profile_and_states() {
        const auto window = windowOn("go-back-n");
        auto* frames = window->findChild<QSpinBox*>("window");
        QVERIFY(frames->isVisibleTo(window.get()));
        QVERIFY(!window->findChild<QComboBox*>("profile")->isVisibleTo(window.get()));
        QVERIFY(!window->findChild<ui::StatesCard*>()->isVisibleTo(window.get()));
        QCOMPARE(frames->value(), 4);
        const sim::RecordId written = window->viewState().run()->trace().last();
        frames->setValue(8);
        QVERIFY(window->viewState().run()->trace().last() != written);
        QCOMPARE(window->production().scenario()->scheme->window, 8U);
        frames->setValue(4);
        QVERIFY(window->production().overrides() == sim::Overrides{});
        QVERIFY(window->openScenario("handshake"));
        QVERIFY(!frames->isVisibleTo(window.get()));
        QVERIFY(window->findChild<ui::StatesCard*>()->isVisibleTo(window.get()));
    }

    void a_bad_file_says_where_and_leaves_the_window_as_it_was() {
        const auto window = windowOn("handshake");
        const auto run = window->viewState().run();
        QTemporaryDir folder;
        QFile file(folder.filePath("bad.toml"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("title.en = \"bad\"\nlink.delay = \"soon\"\n");
        file.close();
        QVERIFY(!window->openScenario(file.fileName()));
        QVERIFY(window->notice().isVisible());
        QVERIFY(window->notice().text().contains("bad.toml"));
        QVERIFY(window->notice().text().contains("line 2"));
        QCOMPARE(window->viewState().run(), run);
        QVERIFY(window->openScenario("lost-data"));
        QVERIFY(!window->notice().isVisible());
    }

    void a_file_that_is_not_there_is_named() {
        const auto window = windowOn({});
        QVERIFY(!window->openScenario("no-such-file.toml"));
        QVERIFY(window->notice().text().contains("no-such-file.toml"));
    }

    void a_place_is_an_event_or_a_time() {
        const auto window = windowOn("handshake");
        window->goTo("3");
        QCOMPARE(window->playback().eventsDone(), std::size_t{3});
        window->goTo("15 ms");
        QCOMPARE(window->viewState().time().since_start_ns, std::int64_t{15'000'000});
        window->goTo("#15");
        QCOMPARE(window->viewState().selection(), sim::RecordId{15});
        QVERIFY(window->viewState().cursor() >= sim::RecordId{15});
        window->goTo("999999");
        QCOMPARE(window->viewState().cursor(), window->viewState().run()->trace().last());
        window->goTo("#x");
        QVERIFY(window->notice().isVisible());
        window->notice().hide();
        window->goTo("soon");
        QVERIFY(window->notice().isVisible());
    }

    void a_narrow_window_keeps_the_ladder_and_one_side_pane() {
        const auto window = windowOn("handshake", {1366, 768});
        QCOMPARE(window->ladderPage().pageWidth(), ui::PageWidth::compact);
        QVERIFY(window->ladderPage().ladder().width() > 800);
        window->resize(1600, 1000);
        QTRY_COMPARE(window->ladderPage().pageWidth(), ui::PageWidth::full);
        QVERIFY(window->ladderPage().story().isVisible());
    }

    void the_keys_are_shown_and_put_away() {
        const auto window = windowOn("handshake");
        auto* sheet = window->findChild<ui::KeySheet*>();
        QVERIFY(!sheet->isVisible());
        QTest::keyClick(window.get(), Qt::Key_Question);
        QTRY_VERIFY(sheet->isVisible());
        QTest::keyClick(window.get(), Qt::Key_Escape);
        QVERIFY(!sheet->isVisible());
    }
};

QTEST_MAIN(TestMainWindow)
#include "test_main_window.moc"
