#include "sim/export/ladder_labels.h"
#include "tests/sim/played.h"

#include <QtTest>

using namespace sim;

namespace {

/// A server on B that reads to the end, and a client on A whose calls these are; more tables.
std::string scenario_of(const std::string& client, const std::string& more) {
    return R"(title.en = "t"
link.delay = "10 ms"
[[program]]
host = "B"
name = "server"
calls = ['l = socket()', 'bind(l, 8080)', 'listen(l, 5)', 'c = accept(l)',
         'repeat until end of stream', 'd = recv(c, 4096)', 'end', 'close(c)']
[[program]]
host = "A"
name = "client"
calls = ['s = socket()', )"
           + client + "]\n" + more;
}

QString problem_of(const std::string& injection) {
    const Expected<Scenario> scenario =
        parse_scenario(scenario_of("'connect(s, B, 8080)'",
                                   "[[inject]]\nfrom = \"B\"\nat = \"5 ms\"\n" + injection),
                       "test.toml");
    if (scenario) return QStringLiteral("no error");
    QString text = QString::fromStdString(to_text(scenario.error()));
    return text.remove(0, text.indexOf(": ") + 2);
}

/// "connect -1 EHOSTUNREACH": how A's calls of that name came back, and when.
QStringList results_of(const Trace& trace, std::string_view name) {
    QStringList lines;
    for (RecordId id = 1; id <= trace.last(); ++id) {
        const Record& record = trace.record(id);
        if (record.kind != RecordKind::call) continue;
        const CallEvent& call = trace.calls.at(record.detail);
        if (call.name != name || call.phase != CallPhase::returned) continue;
        lines << QStringLiteral("%1 %2 %3")
                     .arg(record.at.since_start_ns / 1'000'000)
                     .arg(call.result.value_or(0))
                     .arg(QString::fromStdString(call.error));
    }
    return lines;
}

/// "15 A ICMP host unreachable about seq=0": each message that came, with the state it left.
QStringList messages_in(const Trace& trace) {
    QStringList lines;
    for (RecordId id = 1; id <= trace.last(); ++id) {
        const Record& record = trace.record(id);
        if (record.kind != RecordKind::icmp) continue;
        lines << QStringLiteral("%1 %2 %3")
                     .arg(record.at.since_start_ns / 1'000'000)
                     .arg(QString::fromStdString(icmp_label(trace, id)))
                     .arg(QString::fromStdString(std::string(name_of(record.state))));
    }
    return lines;
}

const char* const of_the_syn = R"([[inject]]
from = "B"
at = "5 ms"
conn = 1
icmp = "host-unreachable"
)";

} // namespace

/// ICMP messages and old timestamps that a scenario puts on the link.
class TestIcmpInjection : public QObject {
    Q_OBJECT

private slots:
    void linux_gives_an_opening_up_for_any_error() {
        const History history = played(scenario_of("'try connect(s, B, 8080)'", of_the_syn));
        QCOMPARE(messages_in(history.trace()),
                 QStringList{"15 ICMP host unreachable about seq=0 CLOSED"});
        QCOMPARE(results_of(history.trace(), "connect"), QStringList{"15 -1 EHOSTUNREACH"});
    }

    /// MUST-56
    void by_the_rfc_a_soft_error_ends_no_opening() {
        const History history = played("profile = \"rfc9293\"\n"
                                       + scenario_of("'try connect(s, B, 8080)'", of_the_syn));
        QCOMPARE(results_of(history.trace(), "connect"), QStringList{"20 0 "});
    }

    void a_message_about_a_segment_not_in_flight_is_not_believed() {
        const std::string other = std::string(of_the_syn) + "seq = 5000\n";
        const History history = played(scenario_of("'try connect(s, B, 8080)'", other));
        QCOMPARE(results_of(history.trace(), "connect"), QStringList{"20 0 "});
        QCOMPARE(messages_in(history.trace()),
                 QStringList{"15 ICMP host unreachable about seq=5000 SYN-SENT"});
    }

    void an_established_connection_lives_on() {
        const History history =
            played(scenario_of("'connect(s, B, 8080)', 'send(s, \"x\")', 'sleep(300 ms)', 'send(s, "
                               "\"y\")', 'close(s)'",
                               "[[inject]]\nfrom = \"B\"\nafter.from = \"A\"\nafter.what = "
                               "\"data\"\nconn = 1\nseq = 1\n"
                               "icmp = \"port-unreachable\"\n"));
        QCOMPARE(messages_in(history.trace()),
                 QStringList{"30 ICMP port unreachable about seq=1 ESTABLISHED"});
        QCOMPARE(results_of(history.trace(), "send"), (QStringList{"20 1 ", "320 1 "}));
    }

    void a_router_makes_segments_smaller() {
        const History history = played(scenario_of(
            "'connect(s, B, 8080)', 'sleep(80 ms)', 'send(s, bytes(1448))', 'sleep(100 ms)',"
            " 'send(s, bytes(1448))', 'sleep(100 ms)'",
            "[[inject]]\nfrom = \"B\"\nafter.from = \"A\"\nafter.what = \"data\"\nconn = 1\nseq = "
            "1\n"
            "icmp = \"fragmentation-needed\"\nmtu = 1000\n"));
        QCOMPARE(messages_in(history.trace()),
                 QStringList{"110 ICMP fragmentation needed, mtu 1000 about seq=1 ESTABLISHED"});
        QStringList lengths;
        for (RecordId id = 1; id <= history.trace().last(); ++id) {
            const Record& record = history.trace().record(id);
            if (record.kind == RecordKind::sent && record.length != 0)
                lengths << QString::number(record.length);
        }
        QCOMPARE(lengths, (QStringList{"1448", "948", "500"}));
    }

    void only_its_timestamp_betrays_an_old_duplicate() {
        const std::string old = R"([[inject]]
from = "A"
at = "200 ms"
conn = 1
flags = "PA"
seq = 4
ack = 1
text = "OLD"
timestamp = )";
        const std::string client = "'connect(s, B, 8080)', 'sleep(80 ms)', 'send(s, \"new\")',"
                                   " 'sleep(300 ms)'";
        const History older = played(scenario_of(client, old + "5\n"));
        QCOMPARE(results_of(older.trace(), "recv"), (QStringList{"110 3 ", "410 0 "}));
        const History newer = played(scenario_of(client, old + "150\n"));
        QCOMPARE(results_of(newer.trace(), "recv").mid(0, 2), (QStringList{"110 3 ", "210 3 "}));
    }

    void what_is_wrong_is_said_data() {
        QTest::addColumn<QString>("injection");
        QTest::addColumn<QString>("problem");
        QTest::newRow("flags") << "conn = 1\nicmp = \"host-unreachable\"\nflags = \"A\"\n"
                               << "an ICMP message has none of a segment's fields but seq; leave "
                                  "flags, ack, window, text, length and timestamp out";
        QTest::newRow("nobody's") << "icmp = \"host-unreachable\"\n"
                                  << "this ICMP message does not say which connection it is about; "
                                     "write conn = 1";
        QTest::newRow("no mtu") << "conn = 1\nicmp = \"fragmentation-needed\"\n"
                                << "icmp = \"fragmentation-needed\" and mtu go together; write mtu "
                                   "= 1000";
        QTest::newRow("mtu")
            << "conn = 1\nicmp = \"time-exceeded\"\nmtu = 1000\n"
            << "icmp = \"fragmentation-needed\" and mtu go together; leave mtu out";
        QTest::newRow("raw timestamp")
            << "from_port = 1\nto_port = 2\nflags = \"\"\ntimestamp = 1\n"
            << "a timestamp counts from the first of a connection; write "
               "conn = 1, or leave timestamp out";
    }
    void what_is_wrong_is_said() {
        QFETCH(QString, injection);
        QFETCH(QString, problem);
        QCOMPARE(problem_of(injection.toStdString()), problem);
    }
};

QTEST_APPLESS_MAIN(TestIcmpInjection)
#include "test_icmp_injection.moc"
