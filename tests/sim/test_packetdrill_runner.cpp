#include "sim/packetdrill/parser.h"
#include "sim/packetdrill/runner.h"

#include <QtTest>

namespace pd = sim::packetdrill;

namespace {

pd::RunResult played(const QString& text, const pd::RunRequest& request = {}) {
    const sim::Expected<pd::Script> script =
        pd::parse_script(text.toStdString(), {.file = "t.pkt", .defined = {"STANDARD"}});
    if (!script) qFatal("%s", sim::to_text(script.error()).c_str());
    return pd::run_script(*script, request);
}

/// "passed", or how and where it is not.
QString outcome_of(const QString& text, const pd::RunRequest& request = {}) {
    const pd::RunResult result = played(text, request);
    const QString place =
        QString::number(result.line) + ": " + QString::fromStdString(result.message);
    switch (result.outcome) {
    case pd::Outcome::passed: return QStringLiteral("passed");
    case pd::Outcome::failed: return "failed " + place;
    case pd::Outcome::unsupported: return "unsupported " + place;
    }
    return {};
}

/// A connection on descriptor 4, with MSS 1000 and a round trip of 20 ms.
const QString accepted = QStringLiteral("`defaults.sh`\n"
                                        "0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n"
                                        "+0 bind(3, ..., ...) = 0\n"
                                        "+0 listen(3, 1) = 0\n"
                                        "+.1 < S 0:0(0) win 30000 <mss 1000>\n"
                                        "+0 > S. 0:0(0) ack 1 win 65535 <mss 1460>\n"
                                        "+.02 < . 1:1(0) ack 1 win 30000\n"
                                        "+0 accept(3, ..., ...) = 4\n");
/// Data both ways, and the end of both.
const QString dialogue = accepted
                         + QStringLiteral("+.01 write(4, ..., 2500) = 2500\n"
                                          "+0 > P. 1:2501(2500) ack 1\n"
                                          "+.02 < P. 1:101(100) ack 2501 win 30000\n"
                                          "+0 > . 2501:2501(0) ack 101\n"
                                          "+0 read(4, ..., 1000) = 100\n"
                                          "+0 %{ assert tcpi_unacked == 0 }%\n"
                                          "+.01 close(4) = 0\n"
                                          "+0 > F. 2501:2501(0) ack 101\n");

/// `text` with the line `number` replaced.
QString with_line(const QString& text, int number, const QString& line) {
    QStringList lines = text.split('\n');
    lines[number - 1] = line;
    return lines.join('\n');
}

} // namespace

class TestPacketdrillRunner : public QObject {
    Q_OBJECT

private slots:
    void a_right_script_passes() { QCOMPARE(outcome_of(dialogue), QStringLiteral("passed")); }

    void a_wrong_expectation_fails_at_its_line_data() {
        QTest::addColumn<int>("line");
        QTest::addColumn<QString>("wrong");
        const auto row = [](const char* name, int line, const char* wrong) {
            QTest::newRow(name) << line << QString{wrong};
        };
        row("flags", 10, "+0 > . 1:2501(2500) ack 1");
        row("sequence number", 10, "+0 > P. 2:2502(2500) ack 1");
        row("length", 10, "+0 > P. 1:2401(2400) ack 1");
        row("acknowledgment", 12, "+0 > . 2501:2501(0) ack 102");
        row("window", 6, "+0 > S. 0:0(0) ack 1 win 65534 <mss 1460>");
        row("value of an option", 6, "+0 > S. 0:0(0) ack 1 <mss 1459>");
        row("an option too many", 6, "+0 > S. 0:0(0) ack 1 <mss 1460,nop,wscale 8>");
        row("no options", 6, "+0 > S. 0:0(0) ack 1");
        row("urgent pointer", 12, "+0 > .U 2501:2501(0) ack 101 urg 4");
        row("too early", 12, "+.01 > . 2501:2501(0) ack 101");
        row("result", 13, "+0 read(4, ..., 1000) = 99");
        row("errno", 13, "+0 read(4, ..., 1000) = -1 EAGAIN (nothing)");
        row("assertion", 14, "+0 %{ assert tcpi_unacked == 1 }%");
        row("command", 14, "+0 `sockstat | grep -c TIME_WAIT | grep 1`");
        row("nothing comes", 14, "+0 > . 2501:2501(0) ack 101");
    }
    void a_wrong_expectation_fails_at_its_line() {
        QFETCH(int, line);
        QFETCH(QString, wrong);
        const pd::RunResult result = played(with_line(dialogue, line, wrong));
        QVERIFY(result.outcome == pd::Outcome::failed);
        QCOMPARE(static_cast<int>(result.line), line);
        QVERIFY(result.message.find("expected") != std::string::npos);
        QVERIFY(result.message.find("got") != std::string::npos);
    }

    void a_packet_may_be_late_by_the_tolerance() {
        const QString text = accepted + "+0 write(4, ..., 10) = 10\n+.003 > P. 1:11(10) ack 1\n";
        QCOMPARE(outcome_of(text), QStringLiteral("passed"));
        pd::RunRequest strict;
        strict.tolerance = std::chrono::milliseconds{2};
        QVERIFY(outcome_of(text, strict).startsWith("failed 10: "));
        QCOMPARE(outcome_of("--tolerance_usecs=9000\n" + accepted
                            + "+0 write(4, ..., 10) = 10\n+.008 > P. 1:11(10) ack 1\n"),
                 QStringLiteral("passed"));
    }

    void long_waits_are_compared_by_an_eighth() {
        const QString text = accepted
                             + "+0 write(4, ..., 10) = 10\n+0 > P. 1:11(10) ack 1\n"
                               "+.2 > P. 1:11(10) ack 1\n";
        QCOMPARE(outcome_of(text), QStringLiteral("passed")); // it leaves 20 ms later
        QVERIFY(outcome_of(QString(text).replace("+.2 >", "+.15 >")).startsWith("failed 11: "));
    }

    void inbound_packets_count_from_the_time_that_is_written() {
        const QString text = accepted
                             + "+.5 < . 1:1(0) ack 1 win 30000\n"
                               "+.5 < P. 1:11(10) ack 1 win 30000\n"
                               "1.12 > . 1:1(0) ack 11\n";
        QCOMPARE(outcome_of(text, {.tolerance = std::chrono::milliseconds{0}}),
                 QStringLiteral("passed"));
    }

    void segments_join_to_the_length_that_is_written() {
        const QString apart =
            with_line(dialogue, 10, "+0 > P. 1:2001(2000) ack 1\n+0 > P. 2001:2501(500) ack 1");
        QCOMPARE(outcome_of(apart), QStringLiteral("passed"));
    }

    void psh_is_told_apart_or_not() {
        const QString without = with_line(dialogue, 10, "+0 > . 1:2501(2500) ack 1");
        QVERIFY(outcome_of(without).startsWith("failed 10: "));
        QCOMPARE(outcome_of(without, {.leniency = {.lax_psh = true}}), QStringLiteral("passed"));
    }

    void lax_takes_no_notice_of_windows_and_options_of_a_syn() {
        const QString other = with_line(dialogue, 6, "+0 > S. 0:0(0) ack 1 win 1 <mss 9,eol,eol>");
        QCOMPARE(outcome_of(other, {.leniency = {.lax = true}}), QStringLiteral("passed"));
        const QString wrong = with_line(dialogue, 12, "+0 > . 2501:2501(0) ack 102");
        QVERIFY(outcome_of(wrong, {.leniency = {.lax = true}}).startsWith("failed 12: "));
    }

    void recv_only_compares_what_programs_receive() {
        const QString other = with_line(dialogue, 12, "+0 > . 9:9(0) ack 9");
        QCOMPARE(outcome_of(other, {.recv_only = true}), QStringLiteral("passed"));
        const QString wrong = with_line(dialogue, 13, "+0 read(4, ..., 1000) = 99");
        QVERIFY(outcome_of(wrong, {.recv_only = true}).startsWith("failed 13: "));
    }

    void what_leaves_behind_the_last_event_is_told() {
        const QString text = accepted + "+0 write(4, ..., 10) = 10\n";
        const pd::RunResult result = played(text);
        QVERIFY(result.outcome == pd::Outcome::passed);
        QCOMPARE(result.extra.size(), 1U);
        QVERIFY(result.extra[0].find("P. 1:11(10) ack 1") != std::string::npos);
        QVERIFY(outcome_of(text, {.strict_tail = true})
                    .startsWith("failed 9: expected nothing more got "));
    }

    void a_call_that_blocks_goes_on_beside_the_script() {
        const QString text = accepted
                             + "+0...0.3 read(4, ..., 50) = 10\n"
                               "+.3 < P. 1:11(10) ack 1 win 30000\n"
                               "+0 > . 1:1(0) ack 11\n";
        QCOMPARE(outcome_of(text), QStringLiteral("passed"));
        QVERIFY(outcome_of(QString(text).replace("0.3 read", "0.2 read"))
                    .startsWith("failed 9: expected read() to come back at 0.320000 s got it at "));
        QVERIFY(outcome_of(accepted + "+0 read(4, ..., 50) = 10\n")
                    .startsWith("failed 9: expected read() to come back got a call that blocks"));
    }

    void timestamps_follow_the_scripts_clock() {
        const QString text = "0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n"
                             "+0 bind(3, ..., ...) = 0\n"
                             "+0 listen(3, 1) = 0\n"
                             "+0 < S 0:0(0) win 9000 <mss 1000,sackOK,TS val 50 ecr 0>\n"
                             "+0 > S. 0:0(0) ack 1 <mss 1460,sackOK,TS val 400 ecr 50>\n"
                             "+.02 < . 1:1(0) ack 1 win 9000 <nop,nop,TS val 60 ecr 400>\n"
                             "+0 accept(3, ..., ...) = 4\n"
                             "+0 write(4, ..., 5) = 5\n"
                             "+0 > P. 1:6(5) ack 1 <nop,nop,TS val 420 ecr 60>\n";
        QCOMPARE(outcome_of(text), QStringLiteral("passed"));
        QVERIFY(outcome_of(QString(text).replace("ecr 60", "ecr 61")).startsWith("failed 9: "));
        QCOMPARE(outcome_of("--tcp_ts_tick_usecs=1000\n" + text), QStringLiteral("passed"));
        QVERIFY(
            outcome_of("--tcp_ts_tick_usecs=1000\n" + QString(text).replace("val 420", "val 900"))
                .startsWith("failed 10: "));
    }

    void what_is_not_played_is_told_with_its_line() {
        QCOMPARE(outcome_of("0 `sysctl -q net.ipv4.tcp_nonsense=1`\n"),
                 QStringLiteral("unsupported 1: the setting net.ipv4.tcp_nonsense=1"));
        QCOMPARE(outcome_of("\n0 vfork() = 0\n"),
                 QStringLiteral("unsupported 2: the call vfork()"));
        QCOMPARE(outcome_of(accepted + "+0 %{ assert tcpi_nonsense == 1 }%\n"),
                 QStringLiteral("unsupported 9: the value of tcpi_nonsense"));
    }

    void time_has_an_end() {
        QCOMPARE(outcome_of("999999 close(3) = -1 EBADF (no)\n+999999 close(3) = -1 EBADF (no)\n"
                            "+999999 close(3) = -1 EBADF (no)\n"),
                 QStringLiteral("failed 3: the script is too long in time"));
    }
};

QTEST_APPLESS_MAIN(TestPacketdrillRunner)
#include "test_packetdrill_runner.moc"
