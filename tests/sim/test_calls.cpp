#include "sim/scenario/scenario.h"

#include <chrono>

#include <QtTest>

using namespace std::chrono_literals;
using sim::CallKind;

namespace {

QString text(std::string_view view) {
    return QString::fromUtf8(view.data(), static_cast<int>(view.size()));
}

/// A program on host A; its calls begin in line 4, each line of `calls` being TOML.
sim::Expected<sim::Scenario> parse(const QString& calls) {
    const QString document = "[[program]]\nhost = 'A'\ncalls = [\n" + calls + "\n]\n";
    return sim::parse_scenario(document.toStdString(), "test.toml");
}

QString error_of(const sim::Expected<sim::Scenario>& scenario) {
    return scenario ? QStringLiteral("no error") : text(sim::to_text(scenario.error()));
}

/// The first call that is not socket(), of a program that has a socket called s.
sim::Call call(const QString& line) {
    const auto scenario = parse("'s = socket()', 'd = recv(s, 10)',\n" + line);
    return scenario ? scenario->programs[0].calls.at(2) : sim::Call{};
}

void row(const char* name, const char* calls, const char* error) {
    QTest::newRow(name) << calls << error;
}

void add_rows_of_calls() {
    row("unknown call", "'conect(s, B, 80)'",
        "4:2: there is no call \"conect\"; did you mean connect?");
    row("no call", "'(s)'", "4:2: expected a call such as close(conn), found \"(\"");
    row("character", "'s = socket(); close(s)'", "4:14: this character has no meaning here");
    row("open bracket", "'s = socket('",
        "4:13: expected \")\", found the end of the line; write sock = socket()");
    row("too much", "'s = socket() s'", "4:15: expected the end of the line, found \"s\"");
    row("unnamed socket", "'socket()'",
        "4:2: the socket that socket() gives needs a name; write sock = socket()");
    row("named nothing", "'s = socket()', 'x = close(s)'",
        "4:18: close() gives nothing that could be named; write close(conn)");
    row("unknown name", "'sock = socket()', 'close(sok)'",
        "4:27: nothing is called \"sok\" yet; did you mean sock?");
    row("bytes as a socket", "'s = socket()', 'd = recv(s, 9)', 'close(d)'",
        "4:42: \"d\" is not a socket");
    row("a socket as bytes", "'s = socket()', 'send(s, s)'", "4:26: \"s\" is not bytes");
    row("other kind", "'s = socket()', 's = recv(s, 9)'",
        "4:18: \"s\" already is the name of something else");
    row("reserved", "'close = socket()'",
        "4:2: \"close\" can not be a name; use letters, digits and _");
    row("hyphen", "'my-sock = socket()'",
        "4:2: \"my-sock\" can not be a name; use letters, digits and _");
    row("port", "'s = socket()', 'bind(s, 65536)'", "4:26: 65536 is not a port from 1 to 65535");
    row("port as a word", "'s = socket()', 'bind(s, http)'",
        "4:26: expected a port from 1 to 65535, found \"http\"");
    row("missing argument", "'s = socket()', 'bind(s)'",
        "4:24: expected \",\", found \")\"; write bind(listener, 8080)");
    row("unknown host", "'s = socket()', 'connect(s, C, 80)'",
        "4:29: there is no host \"C\"; the nearest are A and B");
    row("own host", "'s = socket()', 'connect(s, A, 80)'",
        "4:29: \"A\" is the program's own host; name the other one");
    row("half", "'s = socket()', 'shutdown(s, all)'",
        "4:30: expected read, write or both, found \"all\"");
    row("option", "'s = socket()', 'setsockopt(s, TCP_NODELY, 1)'",
        "4:32: \"TCP_NODELY\" is no option of a socket; did you mean TCP_NODELAY?");
    row("option's value", "'s = socket()', 'setsockopt(s, TCP_MAXSEG, 87)'",
        "4:44: 87 is not a number of bytes from 88 to 32767");
    row("no value", "'s = socket()', 'setsockopt(s, TCP_KEEPCNT)'",
        "4:43: expected \",\", found \")\"; write setsockopt(sock, TCP_KEEPCNT, 1)");
}

void add_rows_of_text() {
    row("no unit", "'sleep(100)'", "4:11: expected a unit: ns, us, ms, s or min, found \")\"");
    row("wrong unit", "'sleep(100 sec)'",
        "4:8: \"100 sec\" is not a time up to 60 min; write a number and a unit, such as 100 ms or "
        "1.5 s");
    row("empty text", "'s = socket()', 'send(s, \"\")'", "4:26: the text to send is empty");
    row("open text", "'s = socket()', 'send(s, \"hi)'", "4:26: the text has no closing \"");
    row("escape", "'s = socket()', 'send(s, \"\\q\")'",
        "4:27: an escape is one of \\n \\r \\t \\0 \\\" \\\\ \\xHH");
    row("no rounds", "'repeat 0'", "4:9: 0 is not a number of rounds from 1 to 1000000");
    row("until when", "'repeat until tomorrow'",
        "4:15: expected \"end\", found \"tomorrow\"; write repeat until end of stream");
    row("empty loop", "'repeat 3', 'end'", "4:14: the loop has no calls");
    row("endless loop", "'s = socket()', 'repeat until end of stream', 'close(s)', 'end'",
        "4:60: the loop has no recv of its own, so it would never see the end of the stream");
    row("no end", "'s = socket()',\n'repeat 3',\n'close(s)'",
        "5: this repeat has no end; add the line 'end'");
    row("no repeat", "'end'", "4:2: there is no repeat that this end could close");
    row("many rounds", "'repeat 1001', 'repeat 1000'",
        "4:17: the loops have more than 1000000 rounds or are nested more than 8 deep");
    row("perhaps unset",
        "'s = socket()',\n'repeat until end of stream',\n'd = recv(s, 9)',\n'c = "
        "accept(s)',\n'end',"
        "\n'close(c)'",
        "9:8: the loop may have ended before \"c\" got a value");
    row("behind an escape", "\"s = socket()\", \"send(s, \\\"\\u4f60\\\") x\"",
        "4:38: expected the end of the line, found \"x\"");
    row("behind Chinese", "'s = socket()', 'send(s, \"你好\") x'",
        "4:32: expected the end of the line, found \"x\"");
    row("in a long string", "'''\ns = sockt()'''",
        "5:5: there is no call \"sockt\"; did you mean "
        "socket?");
}

} // namespace

class TestCalls : public QObject {
    Q_OBJECT

private slots:
    void every_call_is_understood() {
        QVERIFY(call("'c = socket()'").result == 2);
        QCOMPARE(call("'bind(s, 8080)'").port, std::uint16_t{8080});
        QCOMPARE(call("'listen(s, 5)'").count, 5U);
        QCOMPARE(call("'c = accept(s)'").socket, sim::VariableId{0});
        QCOMPARE(text(call("'connect(s, B, 8080)'").host), QStringLiteral("B"));
        QCOMPARE(call("'d = recv(s, 1024)'").result, sim::VariableId{1});
        QCOMPARE(call("'recv(s, 1024)'").result, sim::no_variable);
        QVERIFY(call("'shutdown(s, write)'").half == sim::ShutdownHalf::write);
        QVERIFY(call("'setsockopt(s, TCP_KEEPIDLE, 20)'").option == sim::SocketOption::keep_idle);
        QCOMPARE(call("'setsockopt(s, TCP_KEEPIDLE, 20)'").count, 20U);
        QVERIFY(call("'close(s)'").kind == CallKind::close);
        QVERIFY(call("'sleep(1.5 s)'").duration == 1500ms);
        QVERIFY(call("'sleep(100ms)'").duration == 100ms);
    }

    void what_is_sent_may_be_a_text_a_count_or_a_variable() {
        const sim::ByteStream greeting = call("'send(s, \"你好\\n\\x00\\\"\")'").literal;
        QCOMPARE(greeting.read(0, 99), std::string("你好\n\0\"", 9));
        const sim::ByteStream generated = call("'send(s, bytes(30))'").literal;
        QCOMPARE(generated.read(0, 99), std::string("abcdefghijklmnopqrstuvwxyzabcd"));
        QCOMPARE(call("'send(s, d)'").data, sim::VariableId{1});
    }

    void blanks_and_comments_are_free() {
        const auto scenario = parse("'# a server', '', '  s=socket ( )  # first', 'close( s )'");
        QCOMPARE(error_of(scenario), QStringLiteral("no error"));
        const std::vector<sim::Call>& calls = scenario->programs[0].calls;
        QCOMPARE(calls.size(), std::size_t{2});
        QCOMPARE(text(calls[0].text), QStringLiteral("  s=socket ( )  # first"));
        QCOMPARE(calls[0].source_line, 4U);
    }

    void loops_know_their_other_end() {
        const auto scenario = parse("'s = socket()',\n'repeat 3',\n'repeat until end of stream',\n"
                                    "'d = recv(s, 10)',\n'end',\n'end'");
        QCOMPARE(error_of(scenario), QStringLiteral("no error"));
        const std::vector<sim::Call>& calls = scenario->programs[0].calls;
        QCOMPARE(calls[1].count, 3U);
        QCOMPARE(calls[1].partner, 5U);
        QVERIFY(calls[2].until_end_of_stream);
        QCOMPARE(calls[2].partner, 4U);
        QCOMPARE(calls[4].partner, 2U);
        QCOMPARE(calls[5].partner, 1U);
    }

    void what_is_wrong_is_said_with_its_place_data() {
        QTest::addColumn<QString>("calls");
        QTest::addColumn<QString>("error");
        add_rows_of_calls();
        add_rows_of_text();
    }
    void what_is_wrong_is_said_with_its_place() {
        QFETCH(QString, calls);
        QFETCH(QString, error);
        QCOMPARE(error_of(parse(calls)), "test.toml:" + error);
    }
};

QTEST_APPLESS_MAIN(TestCalls)
#include "test_calls.moc"
