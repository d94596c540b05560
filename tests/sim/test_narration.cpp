#include "sim/export/narration.h"
#include "tests/sim/sample_trace.h"

#include <QtTest>

namespace {

using sample::a;
using sample::b;
using sim::Language;

QString told(const sim::Trace& trace, sim::RecordId id, Language language = Language::english) {
    return QString::fromStdString(sim::narrate(trace, id, language));
}

/// An open connection in which B has had 100 bytes.
sample::Story open_story() {
    sample::Story story;
    story.sent(a, {.flags = {.syn = true}});
    story.sent(b, {.flags = {.syn = true, .ack = true}, .ack = 1});
    story.sent(a, {.flags = {.ack = true}, .seq = 1, .ack = 1});
    story.sent(a, {.flags = {.ack = true}, .seq = 1, .ack = 1, .bytes = std::string(100, 'x')});
    return story;
}

} // namespace

class TestNarration : public QObject {
    Q_OBJECT

private slots:
    void opening_is_told() {
        const sim::Trace trace = sample::echo_story();
        QCOMPARE(told(trace, 5),
                 QString("A asks B to open a connection: its SYN is number 0 of its sequence "
                         "numbers, and it has room for 64240 bytes. Options: mss 1460, sackOK, "
                         "timestamps, window scale 7."));
        QCOMPARE(told(trace, 5, Language::chinese),
                 QString("A 请求与 B 建立连接：它的 SYN 占用相对序号 0，接收窗口为 64240 字节。"
                         "选项：mss 1460, sackOK, timestamps, window scale 7。"));
        QCOMPARE(told(trace, 7), QString("SYN from A reaches B after 10.000 ms."));
        QCOMPARE(told(trace, 12), QString("A acknowledges B's SYN and expects byte 1 next."));
    }

    void a_flood_is_not_the_hosts_on_whose_side_it_enters() {
        sample::Story story;
        const sim::RecordId syn = story.sent(a, {.flags = {.syn = true}});
        const sim::RecordId answer = story.sent(a, {.flags = {.rst = true}, .seq = 1});
        sim::Trace& trace = story.trace;
        trace.records[syn - 1].rule = sim::Rule::wire_flood;
        trace.records[answer - 1].rule = sim::Rule::wire_flood_answers;
        trace.conversations[0].ends[0].endpoint = {
            trace.addresses.intern(sim::parse_address("10.66.0.9").value()), 1024};
        QVERIFY(told(trace, syn)
                    .startsWith("The flood sends B a SYN from 10.66.0.9, port 1024, an "
                                "address that no host here has."));
        QVERIFY(told(trace, syn, Language::chinese)
                    .startsWith("洪泛向 B 发来一个 SYN，源为 10.66.0.9（端口 1024）"));
        QVERIFY(told(trace, answer)
                    .startsWith("10.66.0.9, port 1024, a source of the flood, answers B: RST."));
    }

    void a_syn_that_answers_a_crossing_one_is_no_retransmission() {
        sample::Story story;
        story.sent(a, {.flags = {.syn = true}});
        story.sent(b, {.flags = {.syn = true}});
        const sim::RecordId answer = story.sent(a, {.flags = {.syn = true, .ack = true}, .ack = 1});
        QVERIFY(told(story.trace, answer).startsWith("A agrees: it acknowledges B's SYN (ack 1)"));
        const sim::RecordId again = story.sent(a, {.flags = {.syn = true, .ack = true}, .ack = 1});
        QVERIFY(told(story.trace, again).startsWith("No answer has come, so A tries again."));
    }

    void acknowledgments_name_the_byte_that_comes_next() {
        sample::Story story = open_story();
        const sim::RecordId ack = story.sent(b, {.flags = {.ack = true}, .seq = 1, .ack = 101});
        QCOMPARE(told(story.trace, ack),
                 QString("B acknowledges everything up to byte 100 and expects byte 101 next."));
        QCOMPARE(told(story.trace, ack, Language::chinese),
                 QString("B 确认第 100 字节及之前的全部数据，期待第 101 字节。"));
        const sim::RecordId again = story.sent(b, {.flags = {.ack = true}, .seq = 1, .ack = 101});
        QCOMPARE(told(story.trace, again),
                 QString("B repeats its acknowledgment: it still expects number 101 next."));
        const sim::RecordId window =
            story.sent(b, {.flags = {.ack = true}, .seq = 1, .ack = 101, .window = 300});
        QCOMPARE(told(story.trace, window),
                 QString("B announces another window: 300 on the wire. It still expects number "
                         "101."));
    }

    void bytes_sent_again_are_told_as_such() {
        sample::Story story = open_story();
        QCOMPARE(told(story.trace, 4), QString("A sends 100 bytes, numbers 1 to 100."));
        const sim::RecordId again = story.sent(
            a, {.flags = {.ack = true}, .seq = 1, .ack = 1, .bytes = std::string(100, 'x')});
        QCOMPARE(told(story.trace, again),
                 QString("A sends bytes 1 to 100 again: they have not been acknowledged."));
        QCOMPARE(told(story.trace, again, Language::chinese),
                 QString("A 重传第 1 到 100 字节：它们尚未得到确认。"));
    }

    void sacked_ranges_are_inclusive() {
        sample::Story story = open_story();
        sim::OptionsRow row;
        row.options.sack_count = 1;
        row.options.sack[0] = {sim::SeqNum{sample::isn_of_a} + 201,
                               sim::SeqNum{sample::isn_of_a} + 301};
        story.sent(b, {.flags = {.ack = true}, .seq = 1, .ack = 101});
        const sim::RecordId ack =
            story.sent(b, {.flags = {.ack = true}, .seq = 1, .ack = 101, .options = row});
        QCOMPARE(told(story.trace, ack),
                 QString("B repeats its acknowledgment: it still expects number 101 next. It "
                         "already holds bytes 201-300."));
    }

    void closing_is_told() {
        const sim::Trace trace = sample::echo_story();
        sim::RecordId last_fin = 0;
        for (sim::RecordId id = 1; id <= trace.last(); ++id)
            if (trace.record(id).kind == sim::RecordKind::sent && trace.record(id).flags.fin)
                last_fin = id;
        QCOMPARE(told(trace, last_fin),
                 QString("B has no more to send: its FIN takes sequence number 6. It acknowledges "
                         "A's FIN as well."));
        QCOMPARE(told(trace, last_fin, Language::chinese),
                 QString("B 不再发送数据：FIN 占用序号 6。同时确认 A 的 FIN。"));
        QCOMPARE(told(trace, trace.last()), QString("B moves from LAST-ACK to CLOSED."));
    }

    void loss_timers_refusal_and_errors_are_told() {
        const sim::Trace trace = sample::refused_story();
        QCOMPARE(told(trace, 4),
                 QString("The segment from A is lost on the way: the scenario asks for it."));
        QCOMPARE(told(trace, 5), QString("A sets its retransmission timer: it fires in 1.024 s."));
        QCOMPARE(told(trace, 6, Language::chinese), QString("A 的重传定时器到期。"));
        QCOMPARE(told(trace, 7).left(38), QString("No answer has come, so A tries again. "));
        QCOMPARE(told(trace, 9),
                 QString("B refuses: nobody there takes this connection, as the reset tells A."));
        QCOMPARE(told(trace, 11), QString("snd.una of A goes from 0 to 1."));
        QCOMPARE(told(trace, 13), QString("connect fails for client on A: ECONNREFUSED."));
    }
};

QTEST_APPLESS_MAIN(TestNarration)
#include "test_narration.moc"
