#include "sim/trace/snapshot.h"
#include "tests/sim/sample_trace.h"

#include <QtTest>

using sim::State;
using sim::Variable;

class TestSnapshot : public QObject {
    Q_OBJECT

private slots:
    void the_last_record_at_or_before_gives_state_and_variables() {
        sim::Trace trace = sample::echo_story(sim::Provenance::observed);
        trace.records[4].variables = {.snd_una = 10, .snd_nxt = 11, .cwnd = 14480};
        const sim::Snapshot at_start = sim::observed_snapshot(trace, 0);
        QVERIFY(at_start.connections.empty());

        const sim::Snapshot opening = sim::observed_snapshot(trace, 9);
        const sim::ConnectionSnapshot* client = sim::find_connection(opening, 1, sample::a);
        QVERIFY(client != nullptr);
        QCOMPARE(client->state, State::syn_sent);
        QCOMPARE(client->value(Variable::snd_nxt), std::optional<std::int64_t>(11));
        QCOMPARE(client->value(Variable::iss), std::optional<std::int64_t>(4294967290));
        QVERIFY(!client->value(Variable::rcv_nxt).has_value());
        QVERIFY(!client->value(Variable::irs).has_value());
        const sim::ConnectionSnapshot* server = sim::find_connection(opening, 1, sample::b);
        QVERIFY(server != nullptr);
        QCOMPARE(server->state, State::syn_received);
        QCOMPARE(server->value(Variable::irs), std::optional<std::int64_t>(4294967290));
        QVERIFY(!server->value(Variable::snd_una).has_value());
        QVERIFY(sim::find_connection(opening, 2, sample::a) == nullptr);
    }

    void observations_are_applied_up_to_the_record() {
        sim::Trace trace = sample::echo_story(sim::Provenance::observed);
        trace.observations = {{.record = 5, .variable = Variable::rto_ns, .value = 1'000'000'000},
                              {.record = 10, .variable = Variable::rto_ns, .value = 220'000'000}};
        const auto rto_at = [&trace](sim::RecordId record) {
            const sim::Snapshot snapshot = sim::observed_snapshot(trace, record);
            return sim::find_connection(snapshot, 1, sample::a)->value(Variable::rto_ns);
        };
        QVERIFY(!rto_at(4).has_value());
        QCOMPARE(rto_at(9), std::optional<std::int64_t>(1'000'000'000));
        QCOMPARE(rto_at(10), std::optional<std::int64_t>(220'000'000));
    }

    void programs_follow_their_calls() {
        const sim::Trace trace = sample::echo_story(sim::Provenance::observed);
        const sim::Snapshot opening = sim::observed_snapshot(trace, 9);
        QCOMPARE(opening.programs.size(), std::size_t{2});
        QCOMPARE(opening.programs[0].name, std::string("client"));
        QCOMPARE(opening.programs[0].host, sample::a);
        QVERIFY(opening.programs[0].blocked);
        QVERIFY(!opening.programs[0].ended);
        QVERIFY(opening.programs[1].blocked);
        const sim::Snapshot end = sim::observed_snapshot(trace, trace.last());
        QVERIFY(!end.programs[0].blocked);
        QVERIFY(end.programs[0].ended);
        QVERIFY(end.programs[1].ended);
    }

    void a_timer_runs_until_it_fires() {
        const sim::Trace trace = sample::refused_story();
        const sim::Snapshot waiting = sim::observed_snapshot(trace, 5);
        QCOMPARE(waiting.connections.size(), std::size_t{1});
        QCOMPARE(waiting.connections[0].timers.size(), std::size_t{1});
        QCOMPARE(waiting.connections[0].timers[0].due.since_start_ns, 1'024'000'000);
        const sim::Snapshot fired = sim::observed_snapshot(trace, 6);
        QVERIFY(fired.connections[0].timers.empty());
    }
};

QTEST_APPLESS_MAIN(TestSnapshot)
#include "test_snapshot.moc"
