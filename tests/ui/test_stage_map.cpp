#include "tests/ui/sample_trace.h"
#include "tests/ui/trace_builder.h"
#include "ui/layout/stage_map.h"

#include <QtTest>

using ui::StageMap;
using ui::StageTime;

class TestStageMap : public QObject {
    Q_OBJECT

private:
    static StageMap mapOf(sim::Trace trace) {
        return StageMap(std::make_shared<const sim::Trace>(std::move(trace)));
    }

private slots:
    void the_flight_is_the_median_of_the_first_flights() {
        QCOMPARE(mapOf(ui_test::lostDataTrace()).flight().count(), std::int64_t{10'040'000});
    }

    void a_silence_of_many_flights_is_folded_but_for_its_ends() {
        const StageMap map = mapOf(ui_test::lostDataTrace());
        QCOMPARE(map.folds().size(), std::size_t{2});
        const ui::Fold& fold = map.folds().front();
        QCOMPARE(fold.from.since_start_ns, std::int64_t{50'080'000 + 5'020'000});
        QCOMPARE(fold.to.since_start_ns, std::int64_t{245'000'000 - 5'020'000});
        QCOMPARE(fold.skipped().count(), std::int64_t{184'880'000});
        QCOMPARE(fold.stage_to - fold.stage_from, StageTime{5'020'000});
    }

    void a_silence_with_a_segment_under_way_is_not_folded() {
        ui_test::TraceBuilder story;
        const sim::RecordId early = story.at(0).sent(0, {.syn = true}, 0, 0);
        story.at(10'000).received(early);
        const sim::RecordId late = story.at(20'000).sent(1, {.syn = true, .ack = true}, 0, 1);
        story.at(400'000).received(late);
        QVERIFY(mapOf(story.finish()).folds().empty());
    }

    void segments_that_leave_together_are_drawn_apart_and_arrive_apart() {
        ui_test::TraceBuilder story;
        const sim::RecordId ack = story.at(1'000).sent(0, {.ack = true}, 1, 1);
        const sim::RecordId data = story.sent(0, {.ack = true}, 1, 1, 100);
        story.at(11'000).received(ack);
        story.received(data);
        const StageMap map = mapOf(story.finish());
        QCOMPARE(map.stageOf(1), StageTime{1'000'000});
        QCOMPARE(map.stageOf(2), StageTime{3'200'000});
        QCOMPARE(map.stageOf(3), StageTime{13'200'000});
        QCOMPARE(map.stageOf(4), StageTime{15'400'000});
        QCOMPARE(map.timeAt(2'000'000).since_start_ns, std::int64_t{1'000'000});
        QCOMPARE(map.recordAt(2'000'000), sim::RecordId{1});
        QCOMPARE(map.recordAt(3'200'000), sim::RecordId{2});
        QCOMPARE(map.firstStageAt({1'000'000}), StageTime{1'000'000});
        QCOMPARE(map.stageAt({1'000'000}), StageTime{3'200'000});
        QCOMPARE(map.firstStageAt({500'000}), StageTime{500'000});
    }

    void there_and_back_is_the_same_instant() {
        const StageMap map = mapOf(ui_test::lostDataTrace());
        for (const std::int64_t ns : {0L, 1'000'000L, 24'500'000L, 55'000'000L, 270'000'000L})
            QCOMPARE(map.timeAt(map.stageAt({ns})).since_start_ns, ns);
    }

    void every_record_lies_at_or_after_the_one_before_it() {
        const auto trace = std::make_shared<const sim::Trace>(ui_test::lostDataTrace());
        const StageMap map(trace);
        for (sim::RecordId id = 2; id <= trace->last(); ++id)
            QVERIFY(map.stageOf(id - 1) <= map.stageOf(id));
    }
};

QTEST_APPLESS_MAIN(TestStageMap)
#include "test_stage_map.moc"
