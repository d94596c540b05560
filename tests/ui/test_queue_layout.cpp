// What the queues page shows and where: read out of a trace, placed without a window.
#include "tests/ui/sample_flood.h"
#include "ui/layout/occupancy_layout.h"
#include "ui/layout/queue_stage_layout.h"
#include "ui/model/load_text.h"

#include <QtTest>

using ui::SlotDetail;
using ui::VisitStage;
using ui_test::Flooded;

namespace {

sim::Time at_ms(std::int64_t ms) {
    return {ms * 1'000'000};
}

constexpr QRectF room{20, 40, 330, 240};
constexpr ui::OccupancyMargins margins{
    .left = 40, .right = 10, .top = 30, .bottom = 20, .visit_row = 20};

} // namespace

class TestQueueLayout : public QObject {
    Q_OBJECT

private:
    const sim::Trace trace_ = ui_test::floodTrace(9, Flooded::without_cookies);
    const ui::LoadStory story_ = ui::loadStoryOf(trace_);

private slots:
    void the_story_names_the_listener_the_flood_and_the_clients() {
        QCOMPARE(int(story_.host), 1);
        QCOMPARE(story_.port, std::uint16_t{8080});
        QCOMPARE(story_.samples.size(), std::size_t{660});
        QVERIFY(story_.flood_from == at_ms(500));
        QVERIFY(story_.flood_to == at_ms(2500));
        QCOMPARE(story_.floodSize(), std::uint64_t{2000});
        QCOMPARE(story_.visits.size(), std::size_t{2});
        QCOMPARE(story_.visits[1].knocks.size(), std::size_t{7});
        QVERIFY(story_.visits[1].welcomed == at_ms(8050));
    }

    void a_trace_without_samples_has_no_story() {
        sim::Trace bare = trace_;
        bare.load = {};
        QVERIFY(ui::loadStoryOf(bare).samples.empty());
    }

    void a_client_knocks_until_it_is_in() {
        const ui::Visit& client = story_.visits[1];
        QCOMPARE(ui::stageOf(client, at_ms(999)), VisitStage::away);
        QCOMPARE(ui::stageOf(client, at_ms(1000)), VisitStage::knocking);
        QCOMPARE(ui::stageOf(client, at_ms(8045)), VisitStage::ghost);
        QCOMPARE(ui::stageOf(client, at_ms(8050)), VisitStage::inside);
        const ui::VisitText text = ui::visitText(trace_, client, 1, at_ms(9000));
        QCOMPARE(text.name, QStringLiteral("Client 2 from A"));
        QCOMPARE(text.stands, QStringLiteral("is in"));
        QCOMPARE(text.since, QStringLiteral("after 7.05 s, 7× SYN"));
    }

    void a_client_without_an_answer_gives_up() {
        const sim::Trace trace = ui_test::floodTrace(9, Flooded::for_good);
        const ui::LoadStory story = ui::loadStoryOf(trace);
        QCOMPARE(ui::stageOf(story.visits[1], at_ms(29'999)), VisitStage::knocking);
        QCOMPARE(ui::stageOf(story.visits[1], at_ms(30'000)), VisitStage::gave_up);
    }

    void a_snapshot_shows_slots_with_their_age() {
        const sim::Time now = at_ms(2011);
        const sim::ListenerSnapshot listener =
            ui_test::floodedListener(9, Flooded::without_cookies, now);
        const ui::QueueMoment moment = ui::momentOf(trace_, story_, &listener, now);
        QCOMPARE(moment.syn.taken, 9U);
        QVERIFY(moment.syn.isFull());
        const ui::SlotFigure& first = moment.syn.figures.front();
        QVERIFY(first.owner == ui::SlotOwner::stranger);
        QCOMPARE(first.timeouts, 1U);     // it came at 0.51 s, its timer fired at 1.51 s
        QCOMPARE(first.retries_left, 1U); // of two, as the queue is more than half full
        QVERIFY(first.left == std::chrono::milliseconds{1499});
        QCOMPARE(qRound(*first.time_left * 1000), 750); // of two seconds
        QVERIFY(moment.accept.figures.front().owner == ui::SlotOwner::visitor);
        QCOMPARE(int(moment.accept.figures.front().host), 0);
    }

    void without_slots_the_last_sample_counts() {
        const ui::QueueMoment moment = ui::momentOf(trace_, story_, nullptr, at_ms(8149));
        QCOMPARE(moment.syn.taken, 4U);
        QCOMPARE(moment.accept.taken, 2U);
        QVERIFY(moment.syn.figures.front().owner == ui::SlotOwner::unknown);
        QVERIFY(!moment.syn.figures.front().time_left);
        QCOMPARE(moment.flood.dropped, std::uint64_t{1991});
        QCOMPARE(ui::momentOf(trace_, story_, nullptr, at_ms(50)).syn.most, 9U);
    }

    void the_fates_are_told_when_the_flood_is_over() {
        QVERIFY(ui::fateRows(story_, at_ms(2499)).empty());
        const std::vector<ui::CountRow> rows = ui::fateRows(story_, at_ms(2500));
        QCOMPARE(rows.size(), std::size_t{2});
        QCOMPARE(rows[1].name, QStringLiteral("SYN queue was full"));
        QCOMPARE(rows[1].model, std::uint64_t{1991});
        QCOMPARE(rows[1].words, QStringLiteral("the first was no. 10, the last no. 2,000"));
    }

    void every_slot_has_a_place_of_its_own_inside_the_room_data() {
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("detail");
        QTest::newRow("textbook") << 2 << int(SlotDetail::ring);
        QTest::newRow("nine") << 9 << int(SlotDetail::ring);
        QTest::newRow("129") << 129 << int(SlotDetail::bar);
        QTest::newRow("1025") << 1025 << int(SlotDetail::block);
    }
    void every_slot_has_a_place_of_its_own_inside_the_room() {
        QFETCH(int, count);
        QFETCH(int, detail);
        const auto slot_count = static_cast<std::uint32_t>(count);
        const ui::SlotGrid grid = ui::slotGrid(slot_count, room, 1);
        QCOMPARE(int(grid.detail), detail);
        QCOMPARE(grid.per_cell, 1U);
        for (std::uint32_t slot = 0; slot < slot_count; ++slot) {
            QVERIFY(room.contains(grid.box(slot)));
            QCOMPARE(grid.slotAt(grid.box(slot).center()), slot);
            if (slot > 0) QVERIFY(!grid.box(slot).intersects(grid.box(slot - 1)));
        }
        QCOMPARE(grid.slotAt({0, 0}), slot_count);
    }

    void more_slots_than_there_is_room_for_share_places() {
        const ui::SlotGrid grid = ui::slotGrid(60'000, room, 1);
        QVERIFY(grid.per_cell > 1);
        QVERIFY(room.contains(grid.box(59'999)));
    }

    void the_parts_of_the_stage_keep_apart() {
        for (const QRectF area : {QRectF{16, 36, 1180, 430}, QRectF{16, 36, 1000, 300}}) {
            const ui::QueueStageShapes shapes = ui::layoutQueueStage(area, 9, 9, 3, 1);
            const std::array boxes{shapes.street,    shapes.syn.box, shapes.accept.box,
                                   shapes.dropped,   shapes.cookies, shapes.returned,
                                   shapes.overflows, shapes.program};
            for (std::size_t i = 0; i < boxes.size(); ++i) {
                QVERIFY(area.contains(boxes[i]));
                for (std::size_t k = 0; k < i; ++k)
                    QVERIFY2(!boxes[i].intersects(boxes[k]),
                             qPrintable(QString::number(i * 10 + k)));
            }
            QCOMPARE(shapes.visits.size(), std::size_t{3});
            QVERIFY(!shapes.visits.back().intersects(shapes.flood));
        }
    }

    void a_curve_steps_from_sample_to_sample() {
        const ui::OccupancyShapes shapes =
            ui::layoutOccupancy(story_, nullptr, {0, 0, 1000, 300}, margins);
        QCOMPARE(shapes.curves.size(), std::size_t{2});
        const ui::OccupancyCurve& syn = shapes.curves.back();
        QVERIFY(syn.queue == ui::QueueKind::syn && !syn.of_kernel);
        QCOMPARE(syn.line.boundingRect().top(), shapes.limits[0]);
        QVERIFY(syn.line.size() < 20);
        for (qsizetype i = 1; i < syn.line.size(); ++i)
            QVERIFY(syn.line[i].x() == syn.line[i - 1].x()
                    || syn.line[i].y() == syn.line[i - 1].y());
    }

    void the_limit_has_its_number_on_the_axis() {
        const ui::OccupancyShapes shapes =
            ui::layoutOccupancy(story_, nullptr, {0, 0, 1000, 200}, margins);
        const auto mark = std::find_if(
            shapes.counts.begin(), shapes.counts.end(),
            [&shapes](const ui::AxisMark& each) { return each.position == shapes.limits[0]; });
        QVERIFY(mark != shapes.counts.end());
        QCOMPARE(mark->text, QString("9"));
        for (const ui::AxisMark& each : shapes.counts)
            QVERIFY(each.text == mark->text || each.position >= mark->position + 16);
    }

    void the_kernel_has_curves_of_its_own_in_the_same_plot() {
        const ui::LoadStory kernel =
            ui::loadStoryOf(ui_test::observedFlood(9, Flooded::without_cookies)->trace());
        const ui::OccupancyShapes shapes =
            ui::layoutOccupancy(story_, &kernel, {0, 0, 1000, 300}, margins);
        QCOMPARE(shapes.curves.size(), std::size_t{4});
        QCOMPARE(std::count_if(shapes.curves.begin(), shapes.curves.end(),
                               [](const ui::OccupancyCurve& curve) { return curve.of_kernel; }),
                 2);
    }

    void a_place_on_the_plot_is_a_time_and_back() {
        const ui::OccupancyShapes shapes =
            ui::layoutOccupancy(story_, nullptr, {0, 0, 1000, 300}, margins);
        QCOMPARE(shapes.xOf({}), shapes.plot.left());
        QCOMPARE(shapes.xOf(story_.end), shapes.plot.right());
        QCOMPARE(shapes.timeAt(-5).since_start_ns, std::int64_t{0});
        QCOMPARE(shapes.timeAt(5000).since_start_ns, story_.end.since_start_ns);
        QVERIFY(std::abs(shapes.timeAt(shapes.xOf(at_ms(8000))).since_start_ns - 8'000'000'000)
                < 1000);
        QCOMPARE(shapes.visits.size(), std::size_t{2});
        QVERIFY(shapes.visits[1].settled);
        QCOMPARE(shapes.visits[1].track.right(), shapes.xOf(at_ms(8050)));
    }
};

QTEST_MAIN(TestQueueLayout)
#include "test_queue_layout.moc"
