#include "tests/sim/played.h"

#include <QtTest>

using namespace sim;

namespace {

/// What each recv of the server gives, and the bytes of each segment of the client, when the client
/// makes `calls` after a connect.
std::string sink_scenario(const std::string& keys, const std::string& calls) {
    return "title.en = 't'\n" + keys + R"(
[[program]]
host = "B"
name = "server"
calls = ['l = socket()', 'bind(l, 8080)', 'listen(l, 5)', 'c = accept(l)', 'repeat until end of stream',
         'd = recv(c, 4096)', 'end', 'close(c)']

[[program]]
host = "A"
name = "client"
calls = ['s = socket()', 'connect(s, B, 8080)', 'sleep(100 ms)', )"
           + calls + ", 'close(s)']\n";
}

QList<int> sizes_sent(const Trace& trace) {
    QList<int> sizes;
    for (RecordId id = 1; id <= trace.last(); ++id) {
        const Record& record = trace.record(id);
        if (record.kind == RecordKind::sent && record.length > 0)
            sizes << static_cast<int>(record.length);
    }
    return sizes;
}

QList<int> sizes_received(const Trace& trace) {
    QList<int> sizes;
    for (const CallEvent& call : trace.calls)
        if (call.name == "recv" && call.phase == CallPhase::returned)
            sizes << static_cast<int>(call.result.value());
    return sizes;
}

const char* const loopback = "topology = 'loopback'\n";

} // namespace

class TestCarrier : public QObject {
    Q_OBJECT

private slots:
    void on_a_loopback_a_call_comes_back_when_all_it_led_to_is_done() {
        const Trace trace = played(sink_scenario(loopback, "'send(s, bytes(3000))'")).trace();
        QCOMPARE(sizes_sent(trace), (QList<int>{1448, 1448, 104}));
        QCOMPARE(sizes_received(trace), (QList<int>{3000, 0}));
    }

    void on_a_wire_a_reader_wakes_for_the_first_segment() {
        const Trace trace = played(sink_scenario("", "'send(s, bytes(3000))'")).trace();
        QCOMPARE(sizes_received(trace), (QList<int>{1448, 1448, 104, 0}));
    }

    void on_a_loopback_nagle_finds_everything_acknowledged() {
        const Trace trace =
            played(sink_scenario(loopback, "'send(s, \"a\")', 'send(s, \"b\")'")).trace();
        QCOMPARE(sizes_sent(trace), (QList<int>{1, 1}));
        QCOMPARE(sizes_received(trace), (QList<int>{2, 0}));
    }

    void a_program_that_was_interrupted_goes_on_before_those_that_woke() {
        const Trace trace =
            played(sink_scenario(loopback, "'send(s, \"a\")', 'sleep(0 ms)'")).trace();
        QStringList names;
        for (const CallEvent& call : trace.calls)
            if (call.phase == CallPhase::returned) names << QString::fromStdString(call.name);
        QCOMPARE(names.mid(names.indexOf("send")),
                 (QStringList{"send", "sleep", "close", "recv", "recv", "close"}));
    }
};

QTEST_APPLESS_MAIN(TestCarrier)
#include "test_carrier.moc"
