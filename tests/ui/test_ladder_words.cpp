#include "tests/ui/sample_trace.h"
#include "ui/layout/ladder_layout.h"
#include "ui/layout/running_timers.h"

#include <algorithm>

#include <QPolygonF>
#include <QTransform>
#include <QtTest>

using ui::Arrow;
using ui::Projection;

namespace {

/// A ladder of a width and mode, with what it was laid out from.
struct LaidOut {
    LaidOut(sim::Trace trace, qreal width, Projection mode)
        : run(ui_test::runOf(std::move(trace))),
          theme(ui::themeNamed(ui::ThemeName::light, mode)),
          geometry(*run, width, 1, theme),
          index(ui::indexOf(*run)),
          shapes(ui::layoutLadder(source(), ui::wholeOf(*run))) {}

    [[nodiscard]] ui::LadderSource source() const {
        return {*run, index, geometry, theme, ui::Numbers::relative};
    }

    std::shared_ptr<const ui::Run> run;
    ui::Theme theme;
    ui::LadderGeometry geometry;
    ui::LadderIndex index;
    ui::LadderShapes shapes;
};

QPolygonF outlineOf(const ui::LineLabel& label) {
    QTransform turn;
    turn.translate(label.centre.x(), label.centre.y());
    turn.rotate(label.degrees);
    return turn.map(
        QPolygonF(QRectF(-label.width() / 2, -label.height / 2, label.width(), label.height)));
}

bool liesOn(const QPolygonF& box, const QLineF& line) {
    for (int n = 0; n + 1 < box.size(); ++n)
        if (line.intersects(QLineF(box[n], box[n + 1]), nullptr) == QLineF::BoundedIntersection)
            return true;
    return box.containsPoint(line.p1(), Qt::OddEvenFill);
}

} // namespace

class TestLadderWords : public QObject {
    Q_OBJECT

private:
    static void addSizes() {
        QTest::addColumn<qreal>("width");
        QTest::addColumn<Projection>("mode");
        QTest::newRow("laptop") << 640.0 << Projection::screen;
        QTest::newRow("full") << 790.0 << Projection::screen;
        QTest::newRow("page") << 1000.0 << Projection::screen;
        QTest::newRow("projector laptop") << 885.0 << Projection::projector;
        QTest::newRow("projector") << 1040.0 << Projection::projector;
    }

private slots:
    void words_of_crossing_arrows_lie_on_no_other_arrow_data() { addSizes(); }
    void words_of_crossing_arrows_lie_on_no_other_arrow() {
        QFETCH(qreal, width);
        QFETCH(Projection, mode);
        const LaidOut ladder(ui_test::crossingTrace(), width, mode);
        QCOMPARE(ladder.shapes.arrows.size(), std::size_t{8});
        for (const Arrow& arrow : ladder.shapes.arrows) {
            QVERIFY(arrow.label);
            for (const Arrow& other : ladder.shapes.arrows) {
                if (&other == &arrow) continue;
                const QString both =
                    arrow.label->badge + " " + arrow.label->numbers + " and " + other.label->badge;
                const QPolygonF box = outlineOf(*arrow.label);
                QVERIFY2(!liesOn(box, other.line), qPrintable(both));
                QVERIFY2(!box.intersects(outlineOf(*other.label)), qPrintable(both));
            }
        }
    }

    void where_there_is_room_crossing_arrows_keep_their_numbers() {
        const LaidOut ladder(ui_test::crossingTrace(), 1000, Projection::screen);
        QStringList words;
        for (const Arrow& arrow : ladder.shapes.arrows)
            words << arrow.label->badge + QLatin1Char(' ') + arrow.label->numbers;
        QCOMPARE(words.mid(0, 4), (QStringList{"SYN seq=0", "SYN seq=0", "SYN ACK seq=0 ack=1",
                                               "SYN ACK seq=0 ack=1"}));
    }

    void a_second_arrival_has_a_line_of_its_own_and_is_called_a_copy() {
        const LaidOut ladder(ui_test::strangeNetworkTrace(), 790, Projection::screen);
        const auto is_copy = [](const Arrow& arrow) { return arrow.copy; };
        const auto& arrows = ladder.shapes.arrows;
        QCOMPARE(std::count_if(arrows.begin(), arrows.end(), is_copy), 1);
        const auto copy = std::find_if(arrows.begin(), arrows.end(), is_copy);
        const Arrow& first = *(copy - 1);
        QCOMPARE(first.departure, copy->departure);
        QCOMPARE(copy->line.p1(), first.line.p1());
        QVERIFY(copy->line.y2() > first.line.y2() + 20);
        QVERIFY(copy->label);
        QCOMPARE(copy->label->badge, QString("copy"));
        QVERIFY(!outlineOf(*copy->label).intersects(outlineOf(*first.label)));
    }

    void a_segment_held_back_falls_further_than_those_that_overtake_it() {
        const LaidOut ladder(ui_test::strangeNetworkTrace(), 790, Projection::screen);
        const auto named = [&ladder](const QString& numbers) {
            for (const Arrow& arrow : ladder.shapes.arrows)
                if (arrow.label && arrow.label->numbers.startsWith(numbers)) return arrow.line;
            return QLineF();
        };
        QVERIFY(named("seq=101").y1() < named("seq=301").y1());
        QVERIFY(named("seq=101").y2() > named("seq=301").y2());
    }

    void timers_that_run_at_once_have_brackets_side_by_side() {
        const LaidOut ladder(ui_test::strangeNetworkTrace(), 790, Projection::screen);
        QList<qreal> places;
        for (const ui::TimerBracket& timer : ladder.shapes.timers)
            if (timer.host == 0 && timer.set_at.since_start_ns == 40'000'000) places << timer.x;
        const qreal lifeline = ladder.geometry.lifeline(0);
        QCOMPARE(places, (QList<qreal>{lifeline - 13, lifeline - 17.5, lifeline - 22}));
    }

    /// The states that stand on the ladder by then.
    static QList<QRectF> statesAt(const LaidOut& ladder, sim::RecordId cursor) {
        QList<QRectF> boxes;
        for (const ui::SideLabel& label : ladder.shapes.sides)
            if (label.record <= cursor) boxes << label.box;
        return boxes;
    }

    void words_about_running_timers_never_cover_a_state_data() { addSizes(); }
    void words_about_running_timers_never_cover_a_state() {
        QFETCH(qreal, width);
        QFETCH(Projection, mode);
        int seen = 0;
        for (const sim::Trace& trace :
             {ui_test::crossingTrace(), ui_test::strangeNetworkTrace(), ui_test::lostDataTrace()}) {
            const LaidOut ladder(trace, width, mode);
            for (sim::RecordId cursor = 1; cursor <= trace.last(); ++cursor) {
                const ui::LadderMoment moment{cursor, ladder.run->stageMap().stageOf(cursor),
                                              trace.record(cursor).at, 0, 0};
                QList<QRectF> boxes = statesAt(ladder, cursor);
                for (const ui::RunningTimer& timer :
                     ui::runningTimers(ladder.source(), ladder.shapes, moment)) {
                    for (const QRectF& box : boxes)
                        QVERIFY2(!timer.box.intersects(box), qPrintable(timer.text));
                    boxes << timer.box;
                    ++seen;
                }
            }
        }
        QVERIFY(seen > 30);
    }

    void a_running_timer_says_how_much_is_left() {
        const LaidOut ladder(ui_test::crossingTrace(), 1000, Projection::screen);
        const sim::RecordId last = ladder.run->trace().last();
        const auto timers = ui::runningTimers(
            ladder.source(), ladder.shapes,
            {last, ladder.run->stageMap().end(), sim::Time{75'060'000'000 - 30'000'000'000}, 0, 0});
        QCOMPARE(timers.size(), std::size_t{2});
        QCOMPARE(timers.front().text, QString("2 MSL 15 s left"));
        QCOMPARE(timers.front().share_left, 0.25);
        QVERIFY(timers.front().box.right() < ladder.geometry.lifeline(0));
        QVERIFY(timers.back().box.left() > ladder.geometry.lifeline(1));
    }
};

QTEST_MAIN(TestLadderWords)
#include "test_ladder_words.moc"
