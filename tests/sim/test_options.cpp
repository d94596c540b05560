#include "tests/sim/played.h"

#include <QtTest>

using namespace sim;

namespace {

/// A server on B and a client on A: quoted lines, with commas. `listener` stands before bind(),
/// `server` behind accept(), `client` before connect(), `later` behind it and 80 ms.
struct Programs {
    std::string listener, server, client, later, more;
};

std::string scenario_of(const Programs& programs) {
    return R"(title.en = "t"
link.delay = "10 ms"
[[program]]
host = "B"
name = "server"
calls = ['l = socket()', )"
           + programs.listener + R"('bind(l, 8080)', 'listen(l, 5)', 'c = accept(l)', )"
           + programs.server + R"(]
[[program]]
host = "A"
name = "client"
calls = ['s = socket()', )"
           + programs.client + R"('connect(s, B, 8080)', 'sleep(80 ms)', )" + programs.later + "]\n"
           + programs.more;
}

/// "100 A 1 1448": when, who, first byte and how many of each segment with data.
QStringList data_in(const Trace& trace) {
    QStringList lines;
    for (RecordId id = 1; id <= trace.last(); ++id) {
        const Record& record = trace.record(id);
        if (record.kind != RecordKind::sent || record.length == 0) continue;
        lines << QStringLiteral("%1 %2 %3 %4")
                     .arg(record.at.since_start_ns / 1'000'000)
                     .arg(QString::fromStdString(trace.header.hosts.at(record.host).name))
                     .arg(relative_seq(trace, record))
                     .arg(record.length);
    }
    return lines;
}

/// "300 20000 ": when the last call of that name came back, and how.
QString result_of(const Trace& trace, std::string_view name) {
    QString line;
    for (RecordId id = 1; id <= trace.last(); ++id) {
        const Record& record = trace.record(id);
        if (record.kind != RecordKind::call) continue;
        const CallEvent& call = trace.calls.at(record.detail);
        if (call.name != name || call.phase != CallPhase::returned) continue;
        line = QStringLiteral("%1 %2 %3")
                   .arg(record.at.since_start_ns / 1'000'000)
                   .arg(call.result.value_or(0))
                   .arg(QString::fromStdString(call.error));
    }
    return line;
}

} // namespace

/// What programs set with setsockopt().
class TestOptions : public QObject {
    Q_OBJECT

private slots:
    void who_connects_to_a_listener_inherits_its_options() {
        const std::string server =
            "'sleep(70 ms)', 'send(c, \"a\")', 'send(c, \"b\")', 'sleep(50 ms)'";
        const History slow = played(scenario_of({.server = server, .later = "'sleep(100 ms)'"}));
        QCOMPARE(data_in(slow.trace()), (QStringList{"100 B 1 1", "120 B 2 1"}));
        const History fast = played(scenario_of({.listener = "'setsockopt(l, TCP_NODELAY, 1)', ",
                                                 .server = server,
                                                 .later = "'sleep(100 ms)'"}));
        QCOMPARE(data_in(fast.trace()), (QStringList{"100 B 1 1", "100 B 2 1"}));
    }

    void a_small_receive_buffer_needs_no_window_scale() {
        const History history =
            played(scenario_of({.listener = "'setsockopt(l, SO_RCVBUF, 8192)', ",
                                .server = "'sleep(10 ms)'",
                                .later = "'sleep(10 ms)'"}));
        std::uint16_t window = 0;
        for (RecordId id = 1; id <= history.trace().last(); ++id) {
            const Record& record = history.trace().record(id);
            if (record.kind == RecordKind::sent && record.flags.syn && record.flags.ack)
                window = record.window;
        }
        QCOMPARE(window, std::uint16_t{7240}); // as on Linux 6.18
    }

    void a_small_send_buffer_makes_send_wait() {
        const History history =
            played(scenario_of({.server = "'sleep(600 ms)'",
                                .client = "'setsockopt(s, SO_SNDBUF, 4608)', ",
                                .later = "'send(s, bytes(20000))', 'sleep(300 ms)'"}));
        // Five buffers fill 9216 bytes; Linux 6.18 sends five, three, three and three segments.
        QCOMPARE(result_of(history.trace(), "send"), QStringLiteral("160 20000 "));
        QStringList at;
        for (const QString& line : data_in(history.trace()))
            at << line.section(' ', 0, 0);
        QCOMPARE(at, (QStringList{"100", "100", "100", "100", "100", "120", "120", "120", "140",
                                  "140", "140", "160", "160", "160"}));
    }

    void a_user_timeout_ends_the_waiting() {
        const History history = played(scenario_of(
            {.server = "'sleep(3 s)'",
             .client = "'setsockopt(s, TCP_USER_TIMEOUT, 1000)', ",
             .later = "'send(s, \"x\")', 'd = recv(s, 9)'",
             .more = "[[fault]]\ndo = \"drop\"\nfrom = \"A\"\nwhat = \"data\"\nevery = 1\n"}));
        QVERIFY(result_of(history.trace(), "recv").endsWith("-1 ETIMEDOUT"));
    }

    void quick_acks_before_there_is_a_connection_are_not_modelled() {
        const History history = played(scenario_of({.server = "'sleep(10 ms)'",
                                                    .client = "'setsockopt(s, TCP_QUICKACK, 0)', ",
                                                    .later = "'sleep(10 ms)'"}));
        QCOMPARE(history.unmodelled(), Rule::unmodelled_early_quickack);
    }
};

QTEST_APPLESS_MAIN(TestOptions)
#include "test_options.moc"
