#include "tests/ui/sample_trace.h"
#include "tests/ui/trace_builder.h"
#include "ui/model/cause_chain.h"
#include "ui/model/loss.h"

#include <QtTest>

using sim::RecordId;
using Ids = std::vector<RecordId>;

namespace {

constexpr sim::HostId a = 0;
constexpr sim::HostId b = 1;
constexpr sim::Flags data{.ack = true, .psh = true};

/// A SYN (2) that follows from a call (1), arrives (3) and leads to a SYN ACK (4) and a timer (5).
sim::Trace opening() {
    ui_test::TraceBuilder story;
    story.at(0).call(a, "connect", {}, {});
    const RecordId syn = story.sent(a, {.syn = true}, 0, 0);
    story.at(10'000).received(syn);
    story.sent(b, {.syn = true, .ack = true}, 0, 1);
    sim::Trace trace = story.finish();
    sim::Record timer = trace.record(4);
    timer.kind = sim::RecordKind::timer;
    timer.detail = static_cast<std::uint32_t>(trace.timers.size());
    trace.timers.push_back({.kind = sim::TimerKind::retransmit});
    trace.append(timer);
    return trace;
}

/// The record that sent bytes from `seq` on for the n-th time, n from 1.
RecordId sending(const sim::Trace& trace, std::uint32_t seq, int n) {
    for (RecordId id = 1; id <= trace.last(); ++id) {
        const sim::Record& record = trace.record(id);
        const bool is = record.kind == sim::RecordKind::sent && record.length > 0
                        && sim::relative_seq(trace, record) == seq;
        if (is && --n == 0) return id;
    }
    return 0;
}

} // namespace

class TestCauseChain : public QObject {
    Q_OBJECT

private slots:
    void a_chain_goes_back_to_its_root_nearest_first() {
        const ui::CauseChain chain = ui::chainOf(opening(), 4, 5);
        QCOMPARE(chain.causes, (Ids{3, 2, 1}));
        QVERIFY(chain.consequences.empty());
    }

    void what_follows_directly_is_a_consequence_and_nothing_farther() {
        QCOMPARE(ui::chainOf(opening(), 3, 5).consequences, (Ids{4, 5}));
        QCOMPARE(ui::chainOf(opening(), 2, 5).consequences, (Ids{3}));
    }

    void consequences_that_are_still_to_come_are_not_told() {
        QVERIFY(ui::chainOf(opening(), 3, 3).consequences.empty());
        QCOMPARE(ui::chainOf(opening(), 3, 4).consequences, (Ids{4}));
    }

    void a_chain_can_be_followed_forwards_and_back() {
        const sim::Trace trace = opening();
        ui::CauseChain chain = ui::chainOf(trace, 3, 3);
        ui::follow(chain, trace, 5);
        QVERIFY(chain == ui::chainOf(trace, 3, 5));
        ui::follow(chain, trace, 4);
        QVERIFY(chain == ui::chainOf(trace, 3, 4));
    }

    void a_chain_contains_its_record_and_both_directions() {
        const ui::CauseChain chain = ui::chainOf(opening(), 3, 4);
        for (const RecordId id : {1U, 2U, 3U, 4U})
            QVERIFY(chain.contains(id));
        QVERIFY(!chain.contains(5));
        QVERIFY(!chain.contains(0));
    }

    void no_record_has_no_chain() {
        const ui::CauseChain chain = ui::chainOf(opening(), 0, 5);
        QVERIFY(chain == ui::CauseChain{});
        QVERIFY(!chain.contains(0));
        QVERIFY(ui::chainOf(opening(), 99, 99) == ui::CauseChain{});
    }

    void the_first_consequence_is_known_without_the_chain() {
        QCOMPARE(ui::firstConsequenceOf(opening(), 3), RecordId{4});
        QCOMPARE(ui::firstConsequenceOf(opening(), 5), RecordId{0});
    }

    void a_retransmission_leads_to_the_drop_of_what_it_repeats() {
        const sim::Trace trace = ui_test::lostDataTrace();
        const RecordId first = sending(trace, 1449, 1);
        const RecordId again = sending(trace, 1449, 2);
        const RecordId loss = ui::lossOf(trace, again);
        QCOMPARE(trace.record(loss).kind, sim::RecordKind::dropped);
        QCOMPARE(trace.record(loss).cause, first);
        QCOMPARE(ui::lossOf(trace, first), RecordId{0});
    }

    void the_arrival_of_a_retransmission_leads_to_the_same_loss() {
        const sim::Trace trace = ui_test::lostDataTrace();
        const RecordId again = sending(trace, 1449, 2);
        int arrivals = 0;
        for (RecordId id = again; id <= trace.last(); ++id) {
            const sim::Record& record = trace.record(id);
            if (record.kind != sim::RecordKind::received || record.cause != again) continue;
            ++arrivals;
            QCOMPARE(ui::lossOf(trace, id), ui::lossOf(trace, again));
        }
        QCOMPARE(arrivals, 1);
    }

    void a_spurious_retransmission_leads_to_the_earlier_sending() {
        ui_test::TraceBuilder story;
        const RecordId first = story.at(0).sent(a, data, 1, 1, 100);
        story.at(10).received(first);
        story.at(20).sent(a, data, 1, 1, 100);
        QCOMPARE(ui::lossOf(story.finish(), 3), RecordId{1});
    }

    void the_last_sending_of_the_bytes_decides() {
        ui_test::TraceBuilder story;
        const RecordId first = story.at(0).sent(a, data, 1, 1, 100); // 1, lost with 2
        story.dropped(first);
        const RecordId second = story.at(20).sent(a, data, 1, 1, 100); // 3, arrives with 4
        story.at(30).received(second);
        story.at(40).sent(a, data, 1, 1, 100); // 5, without need
        const sim::Trace trace = story.finish();
        QCOMPARE(ui::lossOf(trace, 3), RecordId{2});
        QCOMPARE(ui::lossOf(trace, 5), RecordId{3});
    }

    void a_loss_under_a_longer_repeat_is_found() {
        ui_test::TraceBuilder story;
        const RecordId lost = story.at(0).sent(a, data, 1, 1, 100); // 1, lost with 2
        story.dropped(lost);
        const RecordId arrives = story.at(5).sent(a, data, 101, 1, 100); // 3
        story.at(15).received(arrives);
        story.at(40).sent(a, data, 1, 1, 200); // 5 repeats both
        QCOMPARE(ui::lossOf(story.finish(), 5), RecordId{2});
    }

    void a_lost_syn_is_found_and_a_pure_ack_repeats_nothing() {
        ui_test::TraceBuilder story;
        const RecordId syn = story.at(0).sent(a, {.syn = true}, 0, 0);
        story.dropped(syn);
        story.at(1'000'000).sent(a, {.syn = true}, 0, 0);
        story.at(1'000'100).sent(a, {.ack = true}, 1, 1);
        story.at(1'000'200).sent(a, {.ack = true}, 1, 1);
        const sim::Trace trace = story.finish();
        QCOMPARE(ui::lossOf(trace, 3), RecordId{2});
        QCOMPARE(ui::lossOf(trace, 5), RecordId{0});
        QCOMPARE(ui::lossOf(trace, 0), RecordId{0});
    }

    void sequence_numbers_may_wrap_around() {
        ui_test::TraceBuilder story;
        const std::uint32_t last = 0U - 3'405'691'582U - 50U; // A's numbers end 50 bytes on
        const RecordId lost = story.at(0).sent(a, data, last, 1, 100);
        story.dropped(lost);
        story.at(40).sent(a, data, last + 50, 1, 50);
        QCOMPARE(ui::lossOf(story.finish(), 3), RecordId{2});
    }
};

QTEST_APPLESS_MAIN(TestCauseChain)
#include "test_cause_chain.moc"
