#include "sim/history/history.h"
#include "sim/packet/codec.h"
#include "sim/scenario/scenario.h"
#include "sim/trace/trace_file.h"
#include "tests/fuzz/mutation.h"

#include <chrono>

#include <QProcess>
#include <QtTest>

namespace {

using fuzz::Mutator;

const std::vector<std::string> toml_words{"[[",
                                          "]]",
                                          "\"\"\"",
                                          "'''",
                                          "{",
                                          "}",
                                          "\\",
                                          "\n",
                                          "= ",
                                          "link.delay = '1 ms'\n",
                                          "[[host]]\n",
                                          "[[program]]\n",
                                          "-1",
                                          "1e309",
                                          "nan",
                                          "1979-05-27",
                                          "9223372036854775808",
                                          "\xff\xfe",
                                          "'repeat 3',",
                                          "'end',",
                                          "'close(conn)',",
                                          "bytes(1)",
                                          "#",
                                          "\r\n",
                                          "\\u0000",
                                          "\xe2\x80\xae"};

/// Why `error` is not one that helps; nothing when it does.
QString fault_of(const sim::Error& error) {
    if (error.message.empty()) return QStringLiteral("no message");
    if (error.file != "fuzz.toml") return QStringLiteral("no file");
    if (error.line == 0) return QStringLiteral("no line");
    return {};
}

/// What a scenario that is still valid needs to be played within a blink.
bool is_small(const sim::Scenario& scenario) {
    for (const sim::Program& program : scenario.programs)
        for (const sim::Call& call : program.calls)
            if (call.literal.length() > 100'000 || call.count > 100'000) return false;
    for (const sim::Flood& flood : scenario.floods)
        if (flood.count > 100'000) return false;
    return scenario.link.loss_per_billion < 500'000'000;
}

/// The outcome of one input: a helpful error, or a run.
QString judge(const std::string& text, int& valid) {
    sim::Expected<sim::Scenario> scenario = sim::parse_scenario(text, "fuzz.toml");
    if (!scenario) return fault_of(scenario.error());
    ++valid;
    if (!is_small(*scenario)) return {};
    scenario->limit = std::min<sim::Duration>(scenario->limit, std::chrono::seconds{10});
    const sim::History history = sim::History::play(*scenario);
    return history.trace().header.hosts.size() == scenario->hosts.size()
               ? QString{}
               : QStringLiteral("no hosts");
}

std::vector<std::uint8_t> bytes_of(const std::string& text) {
    return {text.begin(), text.end()};
}

/// A packet with options and payload, as a start for spoilt ones.
std::string good_packet() {
    sim::WirePacket packet{.source = sim::parse_address("10.0.0.1").value(),
                           .destination = sim::parse_address("10.0.0.2").value()};
    packet.segment.present = {
        .mss = true, .window_scale = true, .sack_permitted = true, .timestamps = true};
    packet.bytes = "hello";
    packet.segment.payload.length = 5;
    const std::vector<std::uint8_t> bytes = sim::encode(packet);
    return {bytes.begin(), bytes.end()};
}

/// How tcpsim ends when it is given these arguments.
int status_of(const QStringList& arguments) {
    QProcess process;
    process.start(QStringLiteral(TCPSIM), arguments);
    constexpr int patience_ms = 20'000;
    if (!process.waitForFinished(patience_ms) || process.exitStatus() != QProcess::NormalExit)
        return -1;
    return process.exitCode();
}

} // namespace

class TestHostileInput : public QObject {
    Q_OBJECT

private slots:
    void ten_thousand_spoilt_scenarios_give_a_helpful_error_or_play() {
        Mutator mutator(1, toml_words);
        const std::vector<sim::ShippedScenario> shipped = sim::shipped_scenarios();
        int valid = 0;
        for (int i = 0; i < 10'000; ++i) {
            const std::string text =
                mutator.mutate(std::string(shipped[mutator.pick(shipped.size())].text));
            const QString fault = judge(text, valid);
            QVERIFY2(fault.isEmpty(), qPrintable(fault + ":\n" + QString::fromStdString(text)));
        }
        QVERIFY2(valid > 500 && valid < 9'500, qPrintable(QString::number(valid)));
    }

    void random_bytes_are_no_scenario() {
        Mutator mutator(2, toml_words);
        int valid = 0;
        for (int i = 0; i < 2'000; ++i) {
            const QString fault = judge(mutator.random_bytes(400), valid);
            QVERIFY2(fault.isEmpty(), qPrintable(fault));
        }
        QCOMPARE(valid, 0);
    }

    void spoilt_packets_are_errors_or_packets() {
        Mutator mutator(3, {std::string("\x45\x00", 2), "\x60"});
        const std::string good = good_packet();
        int bad = 0;
        for (int i = 0; i < 10'000; ++i) {
            const auto packet = sim::decode(bytes_of(mutator.mutate(good)));
            if (!packet) QVERIFY(!packet.error().message.empty());
            if (!packet || !packet->checksum_good) ++bad;
        }
        QVERIFY2(bad > 9'000, qPrintable(QString::number(bad)));
        for (int i = 0; i < 10'000; ++i)
            QVERIFY(!sim::decode(bytes_of(mutator.random_bytes(100))).has_value());
    }

    void spoilt_traces_are_errors_or_traces() {
        const sim::ShippedScenario shipped = sim::shipped_scenarios().front();
        const auto scenario = sim::parse_scenario(shipped.text, std::string(shipped.name));
        const std::string good = sim::encode_trace(sim::History::play(*scenario).trace());
        Mutator mutator(4, {std::string(4, '\xff'), std::string(8, '\0')});
        for (int i = 0; i < 2'000; ++i) {
            const auto trace = sim::decode_trace(mutator.mutate(good));
            if (!trace) QVERIFY(!trace.error().message.empty());
        }
    }

    void hostile_arguments_end_in_status_two_data();
    void hostile_arguments_end_in_status_two() {
        QFETCH(QStringList, arguments);
        QCOMPARE(status_of(arguments), 2);
    }

    void random_words_are_usage_errors() {
        Mutator mutator(5, {"-", "--", "="});
        for (int i = 0; i < 30; ++i) {
            std::string word = mutator.random_bytes(20);
            std::replace(word.begin(), word.end(), '\0', 'x');
            const QStringList arguments{QStringLiteral("run"), QString::fromLatin1(word.data()),
                                        QStringLiteral("--set"), QString::fromLatin1(word.data())};
            QCOMPARE(status_of(arguments), 2);
        }
    }
};

void TestHostileInput::hostile_arguments_end_in_status_two_data() {
    QTest::addColumn<QStringList>("arguments");
    const auto row = [](const char* arguments) {
        QTest::newRow(arguments) << QString(arguments).split(' ', Qt::SkipEmptyParts);
    };
    for (const char* arguments : {"",
                                  "-",
                                  "--",
                                  "---",
                                  "dance",
                                  "run",
                                  "live",
                                  "compare",
                                  "check",
                                  "run run run",
                                  "run --",
                                  "run handshake extra",
                                  "run handshake --quickly",
                                  "run handshake -x",
                                  "list extra",
                                  "run handshake --seed",
                                  "run handshake --seed -1",
                                  "run handshake --seed 1.5",
                                  "run handshake --seed 99999999999999999999",
                                  "run handshake --set",
                                  "run handshake --set =",
                                  "run handshake --set x",
                                  "run handshake --set =5",
                                  "run handshake --set link=5",
                                  "run handshake --set link.delay=",
                                  "run handshake --set link..delay=5ms",
                                  "run handshake --set :=1",
                                  "run handshake --set B:=1",
                                  "run handshake --set B:link.delay=5ms",
                                  "run handshake --set link.loss=nan",
                                  "run handshake --set link.loss=1e999",
                                  "run handshake --set link.queue=99999999999999999999",
                                  "run handshake --profile",
                                  "run handshake --profile bsd",
                                  "run handshake --topology ring",
                                  "run handshake --format",
                                  "run handshake --format xml",
                                  "run handshake --lang de",
                                  "run handshake --limit 5",
                                  "run handshake --limit 0s",
                                  "run handshake --limit -5s",
                                  "run handshake --limit 9999999999999999999s",
                                  "run handshake --output /no/such/folder/file --format json",
                                  "run /",
                                  "run /dev/zero",
                                  "check /dev/null",
                                  "check no-such-file.toml",
                                  "compare handshake --format pcapng",
                                  "rules --format xml",
                                  "rules extra",
                                  "run ./handshake",
                                  "run HANDSHAKE",
                                  "run handshake --seed 1 --seed x",
                                  "--help-me",
                                  "run --set"})
        row(arguments);
}

QTEST_APPLESS_MAIN(TestHostileInput)
#include "test_hostile_input.moc"
