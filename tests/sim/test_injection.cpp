#include "sim/net/world.h"
#include "sim/net/world_snapshot.h"
#include "tests/sim/played.h"

#include <QtTest>

using namespace sim;

namespace {

/// A server that reads to the end, and a client on port 40000 that sends "one" at 70 ms, "two" at
/// 130 ms and closes at 330 ms; with further tables.
std::string scenario_with(const std::string& more) {
    return R"(title.en = "t"
link.delay = "10 ms"
[[program]]
host = "B"
name = "server"
calls = ['l = socket()', 'bind(l, 8080)', 'listen(l, 5)', 'c = accept(l)', 'repeat until end of stream',
         'd = recv(c, 4096)', 'end', 'close(c)']
[[program]]
host = "A"
name = "client"
calls = ['s = socket()', 'bind(s, 40000)', 'connect(s, B, 8080)', 'sleep(50 ms)', 'send(s, "one")',
         'sleep(60 ms)', 'send(s, "two")', 'sleep(200 ms)', 'close(s)']
)" + more;
}

QString problem_of(const std::string& more) {
    const Expected<Scenario> scenario = parse_scenario(scenario_with(more), "test.toml");
    if (scenario) return QStringLiteral("no error");
    QString text = QString::fromStdString(to_text(scenario.error()));
    return text.remove(0, text.indexOf(": ") + 2);
}

QString flags_text(Flags flags) {
    QString text;
    if (flags.syn) text += 'S';
    if (flags.fin) text += 'F';
    if (flags.rst) text += 'R';
    if (flags.psh) text += 'P';
    if (flags.ack) text += 'A';
    return text;
}

/// "70 A 1 PA 1 1 3": when, who, conversation, flags, seq, ack and bytes of each departure.
QStringList departures(const Trace& trace) {
    QStringList lines;
    for (RecordId id = 1; id <= trace.last(); ++id) {
        const Record& record = trace.record(id);
        if (record.kind != RecordKind::sent) continue;
        lines << QStringLiteral("%1 %2 %3 %4 %5 %6 %7")
                     .arg(record.at.since_start_ns / 1'000'000)
                     .arg(QString::fromStdString(trace.header.hosts.at(record.host).name))
                     .arg(record.conversation)
                     .arg(flags_text(record.flags))
                     .arg(relative_seq(trace, record))
                     .arg(record.flags.ack ? QString::number(relative_ack(trace, record)) : "-")
                     .arg(record.length);
    }
    return lines;
}

QStringList states_of(const Trace& trace, ConversationId conversation, HostId host) {
    QStringList states;
    for (RecordId id = 1; id <= trace.last(); ++id) {
        const Record& record = trace.record(id);
        if (record.kind == RecordKind::state && record.conversation == conversation
            && record.host == host)
            states << QString::fromStdString(std::string(name_of(record.state)));
    }
    return states;
}

QStringList received_by_recv(const Trace& trace) {
    QStringList sizes;
    for (const CallEvent& call : trace.calls)
        if (call.name == "recv" && call.phase == CallPhase::returned)
            sizes << QString::number(call.result.value_or(0)) + QString::fromStdString(call.error);
    return sizes;
}

const char* const old_syn = R"(
[[fault]]
do = "drop"
from = "A"
what = "syn"
[[inject]]
from = "A"
after.from = "A"
after.what = "syn"
by = "20 ms"
from_port = 40000
to_port = 8080
flags = "S"
seq = 90
)";

} // namespace

class TestInjection : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void an_old_syn_is_answered_and_the_answer_is_reset() {
        const History history = played(scenario_with(old_syn));
        QCOMPARE(
            departures(history.trace()).mid(0, 7),
            (QStringList{"0 A 1 S 0 - 0", "20 A 2 S 0 - 0", "30 B 2 SA 0 1 0", "40 A 2 R 1 - 0",
                         "52 A 1 S 0 - 0", "62 B 1 SA 0 1 0", "72 A 1 A 1 1 0"}));
        QCOMPARE(states_of(history.trace(), 2, 1), (QStringList{"SYN-RECEIVED", "LISTEN"}));
        QCOMPARE(states_of(history.trace(), 2, 0), QStringList{}); // A knows nothing of it
        QCOMPARE(received_by_recv(history.trace()), (QStringList{"3", "3", "0"}));
    }

    void a_reset_in_syn_received_empties_the_syn_queue_and_tells_nobody() {
        const History history = played(scenario_with(old_syn));
        const Trace& trace = history.trace();
        RecordId half_open = 0;
        RecordId reset = 0;
        for (RecordId id = trace.last(); id > 0; --id) {
            const Record& record = trace.record(id);
            if (record.kind != RecordKind::state || record.conversation != 2) continue;
            (record.state == State::listen ? reset : half_open) = id;
        }
        QCOMPARE(history.snapshot_at(half_open).listeners.at(0).syn_queue,
                 (std::vector<ConversationId>{2}));
        const Snapshot after = history.snapshot_at(reset);
        QCOMPARE(after.listeners.at(0).syn_queue, std::vector<ConversationId>{});
        QVERIFY(after.programs.at(0).blocked); // still in accept()
    }

    void an_injection_is_a_value_that_goes_on_the_same_way_every_time() {
        const History history = played(scenario_with(old_syn));
        const RecordId middle = history.trace().last() / 2;
        QVERIFY(history.world_at(middle) == history.world_at(middle));
        QCOMPARE(history.world_at(middle).digest(), history.world_at(middle).digest());
        QVERIFY(played(scenario_with(old_syn)).trace() == history.trace());
    }

    void the_record_says_who_put_it_there_and_leaves_its_sender_as_it_was() {
        const Trace trace = played(scenario_with(old_syn)).trace();
        for (RecordId id = 1; id <= trace.last(); ++id) {
            const Record& record = trace.record(id);
            if (record.rule != Rule::wire_injected) continue;
            QCOMPARE(record.kind, RecordKind::sent);
            QCOMPARE(record.host, HostId{0});
            QCOMPARE(record.seq.raw, 90U);
            QCOMPARE(record.state, State::closed);
            QVERIFY(record.variables == Variables{});
            QCOMPARE(trace.record(record.cause).kind, RecordKind::sent); // A's own SYN
            return;
        }
        QFAIL("nothing was injected");
    }

    void a_forged_reset_kills_only_with_the_exact_number() {
        const std::string inject = "[[inject]]\nfrom = 'B'\nat = '100 ms'\nconn = 1\nflags = 'R'\n";
        const Trace exact = played(scenario_with(inject + "seq = 1\n")).trace();
        QCOMPARE(departures(exact).at(5), QStringLiteral("100 B 1 R 1 - 0"));
        QVERIFY(states_of(exact, 1, 0).endsWith("CLOSED"));
        const Trace near = played(scenario_with(inject + "seq = 5\n")).trace();
        QCOMPARE(departures(near).at(6), QStringLiteral("110 A 1 A 4 1 0")); // the challenge
        QVERIFY(!states_of(near, 1, 0).contains("CLOSED"));
    }

    void bytes_of_somebody_else_take_the_place_of_the_peers() {
        const Trace trace = played(scenario_with(R"(
[[inject]]
from = "A"
after.from = "A"
after.what = "data"
by = "20 ms"
conn = 1
flags = "PA"
seq = 4
ack = 1
text = "EVI"
)"))
                                .trace();
        QCOMPARE(received_by_recv(trace), (QStringList{"3", "3", "0"}));
        for (RecordId id = 1; id <= trace.last(); ++id)
            if (trace.record(id).rule == Rule::wire_injected)
                QCOMPARE(payload_of(trace, trace.record(id)), std::string("EVI"));
    }

    void what_the_program_reads_is_what_has_arrived_first() {
        // The server echoes, so its bytes show what it has read.
        const Trace trace = played(echo_scenario("'s = socket()', 'connect(s, B, 8080)', "
                                                 "'sleep(50 ms)', 'send(s, \"one\")', "
                                                 "'r = recv(s, 9)', 'sleep(90 ms)', "
                                                 "'send(s, \"twothree\")', 'sleep(90 ms)', "
                                                 "'close(s)'",
                                                 "", R"(
[[inject]]
from = "A"
at = "120 ms"
conn = 1
flags = "A"
seq = 4
ack = 4
text = "TWO"
)"))
                                .trace();
        QCOMPARE(trace.conversations[0].ends[1].stream.read(0, 99), std::string("oneTWOthree"));
    }

    void faults_neither_touch_nor_count_it() {
        const std::string drop = "[[fault]]\ndo = 'drop'\nfrom = 'A'\nwhat = 'data'\nnth = 2\n";
        const std::string inject = "[[inject]]\nfrom = 'A'\nat = '100 ms'\nconn = 1\nflags = 'A'\n"
                                   "seq = 4\nack = 1\nlength = 1\n";
        const Trace trace = played(scenario_with(drop + inject)).trace();
        for (RecordId id = 1; id <= trace.last(); ++id)
            if (trace.record(id).kind == RecordKind::dropped)
                QCOMPARE(trace.record(trace.record(id).cause).length,
                         3U); // "two", not the one byte
    }

    void a_connection_that_is_not_there_ends_the_run_with_a_word() {
        const std::string inject = "[[inject]]\nfrom = 'B'\nat = '5 ms'\nconn = 1\nflags = 'R'\n";
        QCOMPARE(played(scenario_with(inject)).unmodelled(), Rule::wire_injected_nowhere);
    }

    void a_segment_of_ports_nobody_has_is_a_conversation_of_its_own() {
        const Trace trace =
            played(scenario_with("[[inject]]\nfrom = 'A'\nat = '5 ms'\nfrom_port = 9\n"
                                 "to_port = 8080\nflags = 'A'\nseq = 7\nack = 8\n"))
                .trace();
        QCOMPARE(departures(trace).mid(1, 3),
                 (QStringList{"5 A 2 A 7 8 0", "10 B 1 SA 0 1 0", "15 B 2 R 8 - 0"}));
    }

    void a_held_segment_arrives_behind_the_one_it_waits_for() {
        const Trace trace = played(scenario_with(R"(
[[fault]]
do = "hold"
from = "A"
what = "syn"
until.from = "A"
until.what = "syn"
until.nth = 2
)"))
                                .trace();
        QList<qint64> arrivals;
        for (RecordId id = 1; id <= trace.last(); ++id)
            if (trace.record(id).kind == RecordKind::received && trace.record(id).flags.syn
                && !trace.record(id).flags.ack)
                arrivals << trace.record(id).at.since_start_ns / 1'000'000
                         << trace.record(trace.record(id).cause).at.since_start_ns / 1'000'000;
        QCOMPARE(arrivals, (QList<qint64>{1034, 1024, 1034, 0}));
    }

    void a_segment_that_waits_in_vain_is_neither_received_nor_dropped() {
        const Trace trace =
            played(scenario_with("[[fault]]\ndo = 'hold'\nfrom = 'A'\nwhat = 'fin'\n"
                                 "until.from = 'B'\nuntil.what = 'rst'\n"))
                .trace();
        RecordId held = 0;
        int fates = 0;
        for (RecordId id = 1; id <= trace.last(); ++id) {
            const Record& record = trace.record(id);
            if (record.kind == RecordKind::sent && record.flags.fin && held == 0) held = id;
            if (held != 0 && record.cause == held
                && (record.kind == RecordKind::received || record.kind == RecordKind::dropped))
                ++fates;
        }
        QVERIFY(held != 0);
        QCOMPARE(fates, 0);
        QVERIFY(!trace.header.deadline_reached); // the FIN was sent again
    }

    void a_hold_whose_end_has_come_holds_nothing() {
        const Trace trace =
            played(scenario_with("[[fault]]\ndo = 'hold'\nfrom = 'A'\nwhat = 'data'\n"
                                 "until.from = 'A'\nuntil.what = 'syn'\n"))
                .trace();
        QVERIFY(trace == played(scenario_with("")).trace());
    }

    void what_is_wrong_is_said_with_its_remedy_data() {
        QTest::addColumn<QString>("tables");
        QTest::addColumn<QString>("problem");
        const auto row = [](const char* name, const char* tables, const char* problem) {
            QTest::newRow(name) << tables << problem;
        };
        const QString good = "[[inject]]\nfrom = 'A'\nat = '5 ms'\nconn = 1\nflags = 'A'\n";
        QTest::newRow("good") << good << "no error";
        row("from", "[[inject]]\nat = '5 ms'\nconn = 1\nflags = 'A'\n",
            "this injection does not say as whose segment it travels; write from = \"A\"");
        row("stranger", "[[inject]]\nfrom = 'C'\nat = '5 ms'\nconn = 1\nflags = 'A'\n",
            "there is no host \"C\"; the nearest are A and B");
        row("when", "[[inject]]\nfrom = 'A'\nconn = 1\nflags = 'A'\n",
            "this injection does not say when; write at = \"50 ms\", or after.from = \"A\" and "
            "after.what = \"data\"");
        QTest::newRow("at and after")
            << good + "after.from = 'A'\n"
            << "an injection has at or after, not both; leave one of them out";
        row("after whose", "[[inject]]\nfrom = 'A'\nafter.nth = 2\nconn = 1\nflags = 'A'\n",
            "this injection does not say after whose segment it comes; write after.from = \"A\"");
        QTest::newRow("at by") << good + "by = '5 ms'\n"
                               << "an injection with at has no by; put the time into at";
        row("no flags", "[[inject]]\nfrom = 'A'\nat = '5 ms'\nconn = 1\n",
            "this injection has no flags; write flags = \"S\", or flags = \"\"");
        row("flags", "[[inject]]\nfrom = 'A'\nat = '5 ms'\nconn = 1\nflags = 'SS'\n",
            "\"SS\" are no flags; write letters of S F R P A U E W, each once");
        QTest::newRow("conn and ports")
            << good + "to_port = 8080\n"
            << "an injection has conn or ports, not both; leave conn out";
        row("one port", "[[inject]]\nfrom = 'A'\nat = '5 ms'\nto_port = 80\nflags = 'S'\n",
            "this injection does not say which ports it has; write conn = 1, or from_port = 40000 "
            "and "
            "to_port = 8080");
        row("ack", "[[inject]]\nfrom = 'A'\nat = '5 ms'\nconn = 1\nflags = 'S'\nack = 4\n",
            "an ack needs the flag A; write flags = \"A\", or leave ack out");
        QTest::newRow("text and length")
            << good + "text = 'a'\nlength = 1\n"
            << "an injection has text or length, not both; leave one of "
               "them out";
        QTest::newRow("length") << good + "length = 1461\n"
                                << "inject.length must be a whole number from 0 to 1460";
        QTest::newRow("key") << good + "sequence = 1\n"
                             << "unknown key inject.sequence";
        row("hold", "[[fault]]\ndo = 'hold'\nfrom = 'A'\n",
            "this fault does not say what its segment waits for; write until.from = \"A\", "
            "until.what "
            "= \"rst\" and until.nth = 1");
        row("until", "[[fault]]\ndo = 'drop'\nfrom = 'A'\nuntil.from = 'B'\n",
            "only do = \"hold\" has an until; leave until out");
    }
    void what_is_wrong_is_said_with_its_remedy() {
        QFETCH(QString, tables);
        QFETCH(QString, problem);
        const QString said = problem_of(tables.toStdString());
        QVERIFY2(said.startsWith(problem), qPrintable(said));
    }
};

QTEST_APPLESS_MAIN(TestInjection)
#include "test_injection.moc"
