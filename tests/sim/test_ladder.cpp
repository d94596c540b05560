#include "sim/export/columns.h"
#include "sim/export/ladder.h"
#include "sim/export/utf8.h"
#include "tests/sim/sample_trace.h"

#include <sstream>

#include <QtTest>

namespace {

using sim::Explanations;
using sim::Language;

QStringList ladder(const sim::Trace& trace, sim::LadderOptions options = {}) {
    std::ostringstream out;
    sim::write_ladder(trace, options, out);
    return QString::fromStdString(out.str()).split('\n');
}

std::size_t columns(const QString& line) {
    return sim::display_width(line.toStdString());
}

} // namespace

class TestLadder : public QObject {
    Q_OBJECT

private slots:
    void a_refused_connection_reads_as_a_ladder() {
        // clang-format off
        const QStringList expected{
            "sample | model | linux | wire | 10.000 ms one way",
            "",
            "       ms A 10.0.0.1                                                            B 10.0.0.2        ms",
            "    0.000 SYN-SENT     | connect(s, B, 8080) ...                            |",
            "    0.000              |--SYN seq=0 win=64240----------------------X lost   |",
            "                       |             ~ ~ ~  1.024 s pass  ~ ~ ~             |",
            " 1024.000              | * retransmission timer fires                       |",
            " 1024.000              |--SYN seq=0 win=64240 (again)---------------------->|               1034.000",
            " 1044.000 CLOSED       |<------------------------RST ACK seq=0 ack=1 win=0--|               1034.000",
            " 1044.000              | connect(s, B, 8080) = -1 ECONNREFUSED              |",
            ""};
        // clang-format on
        QCOMPARE(ladder(sample::refused_story()).join('\n'), expected.join('\n'));
    }

    void an_echo_reads_as_a_ladder_in_chinese() {
        // clang-format off
        const QStringList expected{
            "sample | 模型 | linux | wire | 单程时延 10.000 ms",
            "",
            "       ms A 10.0.0.1                                                            B 10.0.0.2        ms",
            "                       |                                      accept(s) ... | LISTEN           0.000",
            "    0.000 SYN-SENT     | connect(s, B, 8080) ...                            |",
            "    0.000              |--SYN seq=0 win=64240------------------------------>| SYN-RECEIVED    10.000",
            "                       |  <mss 1460, sackOK, timestamps, window scale 7>    |",
            "   20.000 ESTABLISHED  |<--------------------SYN ACK seq=0 ack=1 win=65160--|                 10.000",
            "                       |     <mss 1460, sackOK, timestamps, window scale 7> |",
            "   20.000              |--ACK seq=1 ack=1 win=502-------------------------->| ESTABLISHED     30.000",
            "   20.000              | connect(s, B, 8080) = 0                            |",
            "   20.000              | send(s, \"hello\") = 5                               |",
            "   20.000              |--PSH ACK seq=1 ack=1 len=5 win=502 \"hello\"-------->|                 30.000",
            "   20.000              | recv(s, 1024) ...                                  |",
            "                       |                                      accept(s) = 1 |                 30.000",
            "   40.000              |<--------PSH ACK seq=1 ack=6 len=5 win=509 \"hello\"--|                 30.000",
            "   40.000              | recv(s, 1024) = 5                                  |",
            "   40.000 FIN-WAIT-1   | close(s) = 0                                       |",
            "   40.000              |--FIN ACK seq=6 ack=6 win=502---------------------->| CLOSE-WAIT      50.000",
            "                       |                                                    | LAST-ACK        50.000",
            "   60.000 TIME-WAIT    |<----------------------FIN ACK seq=6 ack=7 win=509--|                 50.000",
            "   60.000              |--ACK seq=7 ack=7 win=502-------------------------->| CLOSED          70.000",
            ""};
        // clang-format on
        QCOMPARE(ladder(sample::echo_story(), {.language = Language::chinese}).join('\n'),
                 expected.join('\n'));
    }

    void every_record_can_be_explained() {
        const QStringList lines =
            ladder(sample::refused_story(), {.explanations = Explanations::with});
        const QString text = lines.join('\n');
        for (sim::RecordId id = 1; id <= sample::refused_story().last(); ++id)
            QVERIFY(text.contains(QString(" #%1 ").arg(id)));
        QVERIFY(text.contains(
            "   #1 client on A calls connect(s, B, 8080). [POSIX] The program makes this call.\n"));
        QVERIFY(text.contains("   #4 The segment from A is lost on the way: the scenario asks for "
                              "it.\n"));
    }

    void no_line_is_wider_than_a_hundred_columns() {
        for (const Language language : {Language::english, Language::chinese})
            for (const sim::Trace& trace : {sample::echo_story(), sample::refused_story()})
                for (const QString& line :
                     ladder(trace, {.language = language, .explanations = Explanations::with}))
                    QVERIFY2(columns(line) <= 100, qPrintable(line));
    }

    void lifelines_stand_below_each_other_beside_chinese_text() {
        sample::Story story;
        story.returned(sample::a, "send", {"s", "\"你好，服务器！\""}, 21);
        story.returned(sample::b, "send",
                       {"s", "\"这段话比两条生命线之间的距离还要长很多很多很多\""}, 99);
        const QStringList lines = ladder(story.trace);
        QCOMPARE(lines[3], QString("    0.000              | send(s, \"你好，服务器！\") = 21      "
                                   "               |"));
        QCOMPARE(columns(lines[3].left(lines[3].lastIndexOf('|'))), std::size_t{76});
        QCOMPARE(columns(lines[4].left(lines[4].lastIndexOf('|'))), std::size_t{76});
        QVERIFY(lines[4].contains("..."));
    }

    void copies_ignored_and_travelling_segments_are_marked() {
        sample::Story story;
        const sim::RecordId syn = story.sent(sample::a, {.flags = {.syn = true}});
        story.at_us(10'000).received(syn);
        story.at_us(11'000).ignored(syn);
        story.at_us(12'000).sent(sample::a, {.flags = {.ack = true}, .seq = 1, .ack = 1});
        const QStringList lines = ladder(story.trace);
        QCOMPARE(lines[3],
                 QString("    0.000              |--SYN seq=0 "
                         "win=502-------------------------------->|                 10.000"));
        QCOMPARE(lines[4], QString("                       |--SYN seq=0 win=502 (copy) "
                                   "(ignored)--------------->|                 11.000"));
        QCOMPARE(
            lines[5],
            QString(
                "   12.000              |--ACK seq=1 ack=5001 win=502----------------------- |"));
    }

    void a_call_that_returns_at_once_takes_one_row() {
        sample::Story story(sim::Provenance::observed);
        story.at_us(100).entered(sample::a, "close", {"s"});
        story.at_us(140).sent(sample::a, {.flags = {.ack = true, .fin = true}});
        story.at_us(170).returned(sample::a, "close", {"s"}, 0);
        story.at_us(200).entered(sample::b, "recv", {"s", "9"});
        story.at_us(9'000).returned(sample::b, "recv", {"s", "9"}, 0);
        const QStringList lines = ladder(story.trace);
        QVERIFY(lines[3].contains("0.100              | close(s) = 0 "));
        QVERIFY(lines[4].contains("0.140              |--FIN ACK "));
        QVERIFY(lines[5].contains(" recv(s, 9) ... |                  0.200"));
        QVERIFY(lines[6].contains(" recv(s, 9) = 0 |                  9.000"));
        QCOMPARE(lines.size(), qsizetype{8});
    }

    void text_breaks_at_blanks_and_between_wide_characters() {
        using Lines = std::vector<std::string>;
        QCOMPARE(sim::wrapped("one two three", 7), (Lines{"one two", "three"}));
        QCOMPARE(sim::wrapped("abcdefghij", 4), (Lines{"abcd", "efgh", "ij"}));
        QCOMPARE(sim::wrapped("三次握手，然后", 8), (Lines{"三次握", "手，然后"}));
        QCOMPARE(sim::fitted("三次握手", 7), std::string("三次..."));
        QCOMPARE(sim::fitted("short", 7), std::string("short"));
    }
};

QTEST_APPLESS_MAIN(TestLadder)
#include "test_ladder.moc"
