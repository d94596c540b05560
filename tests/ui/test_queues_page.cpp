#include "tests/ui/painted_texts.h"
#include "tests/ui/queue_scenes.h"
#include "ui/view/main_window.h"

#include <algorithm>
#include <map>

#include <QSignalSpy>
#include <QStandardPaths>
#include <QtTest>

using ui_test::Flooded;

namespace {

const QString flooded = QStringLiteral("flood-8-nocookies");

sim::Time at_ms(std::int64_t ms) {
    return {ms * 1'000'000};
}

QString wordsOn(QWidget& widget) {
    return ui_test::paintedWords(widget).join(QLatin1Char('\n'));
}

} // namespace

class TestQueuesPage : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void a_scenario_without_load_has_a_sentence_instead() {
        ui::MainWindow window;
        QVERIFY(window.openScenario(QStringLiteral("handshake")));
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTest::keyClick(&window, Qt::Key_4, Qt::ControlModifier);
        QCOMPARE(window.page(), &window.queuesPage());
        QVERIFY(window.queuesPage().scene() == nullptr);
        QVERIFY(wordsOn(window).contains(QStringLiteral("nothing to see here")));
    }

    void the_page_follows_the_cursor() {
        ui::MainWindow window;
        QVERIFY(window.openScenario(flooded));
        window.show();
        window.showPage(3);
        window.viewState().setTime(at_ms(1500));
        QCOMPARE(window.queuesPage().scene()->moment.syn.taken, 9U);
        QVERIFY(wordsOn(window).contains(QStringLiteral("9 / 9")));
        window.viewState().setTime(at_ms(30'000));
        QCOMPARE(window.queuesPage().scene()->moment.syn.taken, 4U);
        QCOMPARE(window.queuesPage().scene()->moment.flood.dropped, std::uint64_t{1991});
        window.viewState().setTime({});
        QCOMPARE(window.queuesPage().scene()->moment.syn.taken, 0U);
    }

    void a_click_on_the_plot_takes_the_cursor_there() {
        ui::MainWindow window;
        QVERIFY(window.openScenario(flooded));
        window.show();
        window.showPage(3);
        ui::OccupancyView& plot = window.queuesPage().occupancy();
        const QPoint place(qRound(plot.shapes().xOf(at_ms(20'000))), plot.height() / 2);
        QTest::mouseClick(&plot, Qt::LeftButton, {}, place);
        const std::int64_t ms = window.viewState().time().since_start_ns / 1'000'000;
        QVERIFY2(std::abs(ms - 20'000) < 200, qPrintable(QString::number(ms)));
    }

    void the_word_at_a_flood_is_never_on_the_now_line() {
        ui::MainWindow window;
        window.show();
        ui_test::queuesCookies(window); // the flood's band is narrower than the word
        ui::OccupancyView& plot = window.queuesPage().occupancy();
        for (std::int64_t ms = 500; ms < 8000; ms += 100) {
            window.viewState().setTime(at_ms(ms));
            const double now = plot.shapes().xOf(window.viewState().time());
            int seen = 0;
            for (const ui_test::PaintedText& text : ui_test::paintedTexts(plot)) {
                if (text.text != QLatin1String("flood")) continue;
                ++seen;
                QVERIFY2(now < text.bounds().left() || text.bounds().right() < now,
                         qPrintable(QString::number(ms)));
            }
            QCOMPARE(seen, 1);
        }
    }

    void numbers_of_a_large_queue_are_grouped() {
        ui::MainWindow window;
        window.show();
        ui_test::queuesCookies(window);
        QVERIFY(wordsOn(window).contains(QStringLiteral("1,025 / 1,025")));
        const auto& counts = window.queuesPage().occupancy().shapes().counts;
        const auto is_limit = [](const ui::AxisMark& mark) { return mark.text == "1,025"; };
        QCOMPARE(std::count_if(counts.begin(), counts.end(), is_limit), 1);
    }

    void the_head_of_a_full_large_queue_has_room_for_all_its_words_data() {
        QTest::addColumn<ui::Projection>("mode");
        QTest::newRow("screen") << ui::Projection::screen;
        QTest::newRow("projector") << ui::Projection::projector;
    }
    void the_head_of_a_full_large_queue_has_room_for_all_its_words() {
        QFETCH(ui::Projection, mode);
        ui::MainWindow window;
        window.viewState().setTheme(ui::themeNamed(ui::ThemeName::dark, mode));
        window.resize(1366, 768);
        window.show();
        ui_test::queuesCookies(window);
        QCoreApplication::processEvents();
        std::map<QString, QRectF> boxes;
        for (const ui_test::PaintedText& text : ui_test::paintedTexts(window))
            boxes.try_emplace(text.text, text.bounds()); // the stage comes before the plot
        const QRectF name = boxes.at(QStringLiteral("SYN queue"));
        const QRectF full = boxes.at(QStringLiteral("FULL"));
        const QRectF count = boxes.at(QStringLiteral("1,025 / 1,025"));
        QVERIFY(name.right() + 10 <= full.left());
        QVERIFY(full.right() + 10 <= count.left());
    }

    void a_turn_of_a_knob_plays_the_load_again_aside() {
        ui::MainWindow window;
        QVERIFY(window.openScenario(flooded));
        window.show();
        window.showPage(3);
        window.playback().toEnd();
        const auto before = window.viewState().run();
        window.queuesPage().panel().backlog().slider().setValue(3); // the fourth step: 4
        QTRY_VERIFY(window.viewState().run() != before);
        QCOMPARE(window.queuesPage().scene()->moment.syn.most, 5U);
        QVERIFY(window.playback().isPlaying());
        QCOMPARE(window.production().overrides().settings.size(), std::size_t{1});
        QVERIFY((window.production().overrides().settings.front()
                 == sim::Setting{"listen.backlog", "4"}));
    }

    void cookies_let_everybody_in() {
        ui::MainWindow window;
        QVERIFY(window.openScenario(flooded));
        window.show();
        window.showPage(3);
        QComboBox& cookies = window.queuesPage().panel().cookies();
        const auto before = window.viewState().run();
        cookies.setCurrentIndex(1);
        emit cookies.activated(1);
        QTRY_VERIFY(window.viewState().run() != before);
        window.playback().toEnd();
        const ui::QueueMoment& moment = window.queuesPage().scene()->moment;
        QCOMPARE(moment.flood.dropped, std::uint64_t{0});
        QVERIFY(moment.count(sim::ListenCounter::syncookies_sent) > 1900);
    }

    void what_takes_long_can_be_cancelled() {
        ui::MainWindow window;
        QVERIFY(window.openScenario(flooded));
        sim::Overrides endless;
        endless.settings = {{"link.delay", "20 ms"}, {"flood.rate", "100"}};
        const auto before = window.viewState().run();
        QSignalSpy changed(&window.production(), &ui::Production::changed);
        QVERIFY(window.production().changeAside(endless));
        QVERIFY(window.production().isPlayingAside());
        window.production().cancelAside();
        QVERIFY(!window.production().isPlayingAside());
        QTest::qWait(300);
        QCOMPARE(changed.count(), 0);
        QCOMPARE(window.viewState().run(), before);
    }

    void only_the_newest_of_many_turns_is_shown() {
        ui::MainWindow window;
        QVERIFY(window.openScenario(flooded));
        QSignalSpy changed(&window.production(), &ui::Production::changed);
        for (const char* backlog : {"1", "2", "3"}) {
            sim::Overrides turn;
            turn.settings = {{"listen.backlog", backlog}};
            QVERIFY(window.production().changeAside(turn));
        }
        QTRY_COMPARE(changed.count(), 1);
        QVERIFY(window.production().overrides().settings.front().value == "3");
        QTest::qWait(200);
        QCOMPARE(changed.count(), 1);
    }

    void a_projector_shows_the_counts_without_the_knobs() {
        ui::MainWindow window;
        QVERIFY(window.openScenario(flooded));
        window.viewState().setTheme(
            ui::themeNamed(ui::ThemeName::light, ui::Projection::projector));
        window.resize(1366, 768);
        window.show();
        window.showPage(3);
        window.playback().toEnd();
        QVERIFY(!window.queuesPage().panel().isVisible());
        for (const char* name :
             {"ListenOverflows", "ListenDrops", "TCPReqQFullDrop", "TCPReqQFullDoCookies",
              "SyncookiesSent", "SyncookiesRecv", "SyncookiesFailed", "SYNs sent"})
            QVERIFY2(wordsOn(window).contains(QLatin1String(name)), name);
    }

    void the_kernel_stands_beside_the_model() {
        ui::MainWindow window;
        QVERIFY(window.openScenario(QStringLiteral("handshake")));
        window.show();
        window.viewState().setRun(ui_test::floodRun(9, Flooded::without_cookies));
        window.showPage(3);
        window.queuesPage().setKernel(ui_test::observedFlood(9, Flooded::without_cookies),
                                      QStringLiteral("Linux 6.18"));
        window.viewState().setTime(at_ms(3000));
        QCOMPARE(window.queuesPage().occupancy().shapes().curves.size(), std::size_t{4});
        QVERIFY(wordsOn(window).contains(QStringLiteral("SYN queue, kernel")));
        QVERIFY(wordsOn(window).contains(QStringLiteral("Linux 6.18")));
    }
};

QTEST_MAIN(TestQueuesPage)
#include "test_queues_page.moc"
