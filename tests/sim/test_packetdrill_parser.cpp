#include "sim/packetdrill/parser.h"

#include <QtTest>

namespace pd = sim::packetdrill;
using std::chrono::milliseconds;

namespace {

sim::Expected<pd::Script> parsed(const std::string& text) {
    return pd::parse_script(text, {.file = "t.pkt", .defined = {"STANDARD"}});
}

/// The only event of a script of one line.
pd::Event event_of(const std::string& line) {
    const sim::Expected<pd::Script> script = parsed(line);
    if (!script) qFatal("%s", sim::to_text(script.error()).c_str());
    if (script->events.size() != 1) qFatal("not one event");
    return script->events.front();
}

template <typename T>
T action_of(const std::string& line) {
    return std::get<T>(event_of(line).action);
}

QString problem_of(const std::string& text) {
    const sim::Expected<pd::Script> script = parsed(text);
    return script ? QStringLiteral("none") : QString::fromStdString(sim::to_text(script.error()));
}

std::vector<pd::Command> commands_of(const std::string& shell) {
    return action_of<std::vector<pd::Command>>("0 `" + shell + "`");
}

} // namespace

class TestPacketdrillParser : public QObject {
    Q_OBJECT

private slots:
    void times_are_absolute_relative_any_or_a_range() {
        using Kind = pd::EventTime::Kind;
        const std::string rest = " > . 1:1(0) ack 1";
        QVERIFY((event_of("1.25" + rest).time
                 == pd::EventTime{.kind = Kind::absolute, .at = milliseconds{1250}}));
        QVERIFY((event_of("+.005" + rest).time
                 == pd::EventTime{.kind = Kind::relative, .at = milliseconds{5}}));
        QVERIFY(event_of("*" + rest).time.kind == Kind::any);
        QVERIFY((event_of("+.2~+.3" + rest).time
                 == pd::EventTime{
                     .kind = Kind::relative, .at = milliseconds{200}, .until = milliseconds{300}}));
    }

    void a_call_that_blocks_says_when_it_comes_back() {
        const pd::Event event = event_of("+0...0.250 read(4, ..., 10) = 10");
        QVERIFY(event.time.kind == pd::EventTime::Kind::relative);
        QVERIFY(event.time.returns_at == sim::Duration{milliseconds{250}});
        QVERIFY(event_of("2...3 read(4, ..., 10) = 10").time.at == std::chrono::seconds{2});
    }

    void a_packet_has_flags_numbers_window_and_options() {
        const auto packet = action_of<pd::TcpPacket>(
            "0 < SEW 5:15(10) ack 7 win 300 urg 3 <mss 1000,sackOK,TS val 1 ecr 2,wscale 7,eol>");
        QVERIFY(packet.way == pd::Way::in);
        QVERIFY((packet.flags == sim::Flags{.syn = true, .ece = true, .cwr = true}));
        QCOMPARE(packet.seq, 5U);
        QCOMPARE(packet.end, 15U);
        QCOMPARE(packet.length, 10U);
        QVERIFY(packet.ack == 7U && packet.window == 300 && packet.urgent == 3);
        QCOMPARE(packet.options->size(), 5U);
        QCOMPARE(packet.options->at(0).value, 1000U);
        QCOMPARE(packet.options->at(2).echo, 2U);
        QVERIFY(packet.options->at(4).kind == pd::TcpOption::Kind::eol);
    }

    void options_are_none_any_or_a_list() {
        QVERIFY(action_of<pd::TcpPacket>("0 > . 1:1(0) ack 1").options->empty());
        QVERIFY(!action_of<pd::TcpPacket>("0 > . 1:1(0) ack 1 <...>").options);
        const auto packet = action_of<pd::TcpPacket>("0 > . 1:1(0) ack 1 <sack 5:9 20:30,nop,nop>");
        const std::vector<sim::SeqRange> blocks{{.first = {5}, .end = {9}},
                                                {.first = {20}, .end = {30}}};
        QVERIFY(packet.options->front().sack == blocks);
    }

    void the_ip_header_may_be_told() {
        QVERIFY(action_of<pd::TcpPacket>("0 < [ect0] . 1:1(0) ack 1 win 1").ip.ecn
                == pd::IpFields::Ecn::ect0);
        QCOMPARE(*action_of<pd::TcpPacket>("0 < (ttl 3) . 1:1(0) ack 1 win 1").ip.ttl, 3);
        QCOMPARE(*action_of<pd::TcpPacket>("0 > [tos 0x28] . 1:1(0) ack 1").ip.tos, 0x28);
        const auto packet = action_of<pd::TcpPacket>("0 < 7000 > 8080 . 1:1(0) ack 1 win 1");
        QVERIFY(packet.from_port == 7000 && packet.to_port == 8080);
    }

    void numbers_may_be_open_or_meant_as_they_are() {
        QVERIFY(action_of<pd::TcpPacket>("0 > S. ...(0) ack 1").any_seq);
        QVERIFY(action_of<pd::TcpPacket>("0 > R 0:0(0)!").is_absolute);
    }

    void icmp_and_udp_are_packets_too() {
        const auto icmp =
            action_of<pd::IcmpPacket>("0 < [1:1001(1000)] icmp unreachable frag_needed mtu 1200");
        QVERIFY((icmp == pd::IcmpPacket{.type = 3, .code = 4, .mtu = 1200, .quoted_seq = 1U}));
        QVERIFY((action_of<pd::IcmpPacket>("0 < icmp type_255 code_7")
                 == pd::IcmpPacket{.type = 255, .code = 7}));
        QCOMPARE(action_of<pd::UdpPacket>("0 > udp (120)").length, 120U);
    }

    void a_call_has_arguments_and_a_result() {
        const auto call = action_of<pd::Call>(
            "0 fcntl(3, F_SETFL, O_RDWR|O_NONBLOCK) = -1 EWOULDBLOCK (would block)");
        QCOMPARE(call.arguments.size(), 3U);
        QCOMPARE(call.arguments[2].number, 0x802);
        QVERIFY(call.result == -1 && call.error == "EAGAIN");
        const auto poll = action_of<pd::Call>("0 poll([{fd=4, events=POLLIN}], 1, 5) = 1");
        QCOMPARE(poll.arguments[0].items.at(0).field("fd")->number, 4);
        const auto bind = action_of<pd::Call>("0 bind(3, {sa_family = AF_INET, sin_port = "
                                              "htons(99), sin_addr = inet_addr(\"1.1.1.1\")}"
                                              ", ...) = 0");
        QCOMPARE(bind.arguments[1].field("sin_port")->number, 99);
    }

    void shell_lines_are_read_for_what_they_set() {
        using Kind = pd::Command::Kind;
        const auto commands = commands_of("../x/defaults.sh\nsysctl -q a.b=7 c/d=\"1 2\" # no\n"
                                          "./set_sysctls.py /proc/sys/net/ipv4/t=$((3*1024))");
        QCOMPARE(commands.size(), 4U);
        QVERIFY(commands[0].kind == Kind::defaults);
        QVERIFY((commands[1] == pd::Command{.kind = Kind::sysctl, .subject = "a.b", .text = "7"}));
        QVERIFY(
            (commands[2] == pd::Command{.kind = Kind::sysctl, .subject = "c.d", .text = "1 2"}));
        QCOMPARE(commands[3].subject, std::string{"net.ipv4.t"});
        QCOMPARE(commands[3].text, std::string{"3072"});
    }

    void shell_lines_may_assert() {
        using Kind = pd::Command::Kind;
        QVERIFY((commands_of("sockstat -s | grep -c SYN_RCVD | grep 2")
                 == std::vector<pd::Command>{
                     {.kind = Kind::count_sockets, .subject = "SYN_RCVD", .number = 2}}));
        QVERIFY((commands_of("nstat | grep TCPRcvQDrop | grep -q \" 1 \"")
                 == std::vector<pd::Command>{
                     {.kind = Kind::counter, .subject = "TCPRcvQDrop", .number = 1}}));
    }

    void code_is_comparisons_and_variables() {
        const auto code = action_of<std::vector<pd::Statement>>(
            "0 %{ assert 5 <= tcpi_unacked <= 0x0a, 'no; %d' % x; print(1)\n"
            "n = 3\nn += tcpi_lost - 1\nassert (tcpi_options & 4) != 0 }%");
        QCOMPARE(code.size(), 4U);
        QCOMPARE(code[0].operands.size(), 3U);
        QCOMPARE(code[0].operands[2].sum[0].number, 10);
        QVERIFY(code[2].kind == pd::Statement::Kind::add && code[2].operands[0].sum[1].negative);
        QVERIFY(code[3].operands[0].mask == 4);
        QCOMPARE(code[3].line, 4U);
    }

    void options_of_the_script_come_first() {
        const auto script =
            parsed("--tolerance_usecs=70000\n--mss=1000\n--ip_version=ipv6\n"
                   "`defaults.sh`\n0 close(3) = 0\n`ip link set dev tun0 mtu 900`\n");
        QVERIFY(script && script->options.ipv6 && script->options.inbound_mss == 1000);
        QVERIFY(script->options.tolerance == sim::Duration{milliseconds{70}});
        QCOMPARE(script->before.size(), 1U);
        QCOMPARE(script->after.front().number, 900);
    }

    void conditions_choose_lines() {
        const auto script = parsed("#ifdef FreeBSD\n0 close(1) = 0\n#else\n0 close(2) = 0\n#endif\n"
                                   "#ifdef STANDARD\n0 close(3) = 0\n#endif\n");
        QVERIFY(script);
        QCOMPARE(script->events.size(), 2U);
        QCOMPARE(script->events[0].line, 4U);
    }

    void errors_name_file_and_line_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("problem");
        const auto row = [](const char* text, const char* problem) {
            QTest::newRow(text) << QString{text} << QString{problem};
        };
        row("0 close(3) = 0\n+ close(3) = 0", "t.pkt:2: expected a time in seconds");
        row("0 > Q 1:1(0)", "t.pkt:1: expected the flags of a TCP packet");
        row("\n0 > . 1:3(1)", "t.pkt:2: the length is not the difference of the sequence numbers");
        row("0 > . 1:1(0) <mss>", "t.pkt:1: expected a segment size");
        row("0 < . 1:1(0) ack 1 win 99999",
            "t.pkt:1: a window or an urgent pointer is out of range");
        row("0 close(3) = -1 EWHAT", "t.pkt:1: \"EWHAT\" is no errno");
        row("0 `sysctl -q x=1", "t.pkt:1: the command does not end: expected \"`\"");
        row("0 `rm -rf /`", "t.pkt:1: unsupported: the command \"rm -rf /\"");
        row("0 %{ while True }%", "t.pkt:1: unsupported: this statement of code");
        row("0...1 > . 1:1(0)", "t.pkt:1: only a call can block");
        row("#endif", "t.pkt:1: #endif has no place here");
        row("--nonsense=1", "t.pkt:1: unsupported: the option --nonsense");
    }
    void errors_name_file_and_line() {
        QFETCH(QString, text);
        QTEST(problem_of(text.toStdString()), "problem");
    }

    void what_is_not_played_is_told_from_what_is_wrong() {
        QVERIFY(pd::is_unsupported(parsed("0 `reboot`").error()));
        QCOMPARE(pd::plain_message(parsed("0 `reboot`").error()),
                 std::string{"the command \"reboot\""});
        QVERIFY(!pd::is_unsupported(parsed("0 ~").error()));
    }

    void a_script_has_bounds() {
        QCOMPARE(problem_of(std::string(pd::most_bytes + 1, ' ')),
                 QStringLiteral("t.pkt: the script is larger than 1 MiB"));
        std::string many;
        for (std::size_t i = 0; i <= pd::most_events; ++i)
            many += "0 close(3) = 0\n";
        QVERIFY(problem_of(many).endsWith("more than 20000 events"));
        QVERIFY(problem_of("0 f(" + std::string(1000, '[')).contains("nested too deeply"));
    }
};

QTEST_APPLESS_MAIN(TestPacketdrillParser)
#include "test_packetdrill_parser.moc"
