#include "sim/export/json.h"
#include "sim/export/json_text.h"
#include "sim/export/utf8.h"
#include "tests/sim/sample_trace.h"

#include <sstream>

#include <QJsonDocument>
#include <QtTest>

namespace {

QString line(const sim::Trace& trace, sim::RecordId id) {
    return QString::fromStdString(sim::json_of(trace, id));
}

/// Expected text, with ' written for ".
QString json(const char* text) {
    return QString(text).replace('\'', '"');
}

} // namespace

class TestJson : public QObject {
    Q_OBJECT

private slots:
    void a_segment_is_written_as_the_contract_says() {
        const sim::Trace trace = sample::echo_story();
        QCOMPARE(line(trace, 5),
                 json("{'id': 5, 'cause': 4, 't_ns': 0, 'host': 'A', 'kind': 'sent', "
                      "'provenance': 'model', 'segment': {'conn': 1, 'from': 'A', 'to': 'B', "
                      "'flags': 'S', 'seq': 0, 'len': 0, 'win': 64240, 'options': "
                      "{'mss': 1460, 'sack_ok': true, 'wscale': 7, 'ts': [0, 0]}, "
                      "'seq_raw': 4294967290}}"));
        QCOMPARE(line(trace, 9),
                 json("{'id': 9, 'cause': 8, 't_ns': 10000000, 'host': 'B', 'kind': 'sent', "
                      "'provenance': 'model', 'segment': {'conn': 1, 'from': 'B', 'to': 'A', "
                      "'flags': 'SA', 'seq': 0, 'ack': 1, 'len': 0, 'win': 65160, 'options': "
                      "{'mss': 1460, 'sack_ok': true, 'wscale': 7, 'ts': [0, 0]}, "
                      "'seq_raw': 5000, 'ack_raw': 4294967291}}"));
    }

    void bytes_are_base64_and_timestamps_count_from_each_sides_first() {
        const sim::Trace trace = sample::echo_story();
        QCOMPARE(line(trace, 22),
                 json("{'id': 22, 'cause': 21, 't_ns': 30000000, 'host': 'B', 'kind': 'sent', "
                      "'provenance': 'model', 'segment': {'conn': 1, 'from': 'B', 'to': 'A', "
                      "'flags': 'PA', 'seq': 1, 'ack': 6, 'len': 5, 'win': 509, "
                      "'payload': 'aGVsbG8=', 'options': {'ts': [20, 20]}, "
                      "'seq_raw': 5001, 'ack_raw': 0}}"));
    }

    void the_variables_of_an_end_are_relative_as_the_numbers_are() {
        sample::Story story;
        sim::Record opening = story.trace.record(story.sent(sample::a, {.flags = {.syn = true}}));
        sim::Record answer = story.trace.record(
            story.sent(sample::b, {.flags = {.syn = true, .ack = true}, .ack = 1}));
        opening.state = sim::State::syn_sent;
        opening.variables = {
            .snd_una = sample::isn_of_a, .snd_nxt = sample::isn_of_a + 1, .cwnd = 5360};
        answer.state = sim::State::syn_received;
        answer.variables = {.snd_una = sample::isn_of_b,
                            .snd_nxt = sample::isn_of_b + 1,
                            .snd_wnd = 64240,
                            .rcv_nxt = sample::isn_of_a + 1,
                            .rcv_wnd = 65160,
                            .cwnd = 14480};
        QString text = line(story.trace, story.trace.append(opening));
        QCOMPARE(text.mid(text.indexOf("\"variables")),
                 json("'variables': {'snd.una': 0, 'snd.nxt': 1, 'snd.wnd': 0, 'cwnd': 5360}}"));
        text = line(story.trace, story.trace.append(answer));
        QCOMPARE(text.mid(text.indexOf("\"variables")),
                 json("'variables': {'snd.una': 0, 'snd.nxt': 1, 'snd.wnd': 64240, "
                      "'rcv.nxt': 1, 'rcv.wnd': 65160, 'cwnd': 14480}}"));
    }

    void sack_blocks_count_as_their_sender_counts() {
        sample::Story story;
        story.sent(sample::a, {.flags = {.syn = true}});
        story.sent(sample::b, {.flags = {.syn = true, .ack = true}, .ack = 1});
        const sim::SeqNum first{sample::isn_of_a};
        sim::OptionsRow row;
        row.options.sack_count = 2;
        row.options.sack[0] = {first + 101, first + 201};
        row.options.sack[1] = {first + 301, first + 401};
        const sim::RecordId ack =
            story.sent(sample::b, {.flags = {.ack = true}, .seq = 1, .ack = 1, .options = row});
        QVERIFY(
            line(story.trace, ack).contains(json("'options': {'sack': [[101, 201], [301, 401]]}")));
    }

    void lost_calls_timers_changes_and_states_have_their_own_objects() {
        const sim::Trace trace = sample::refused_story();
        QCOMPARE(line(trace, 1),
                 json("{'id': 1, 't_ns': 0, 'host': 'A', 'kind': 'call', "
                      "'rule': 'program_calls', 'provenance': 'model', 'call': "
                      "{'name': 'connect', 'args': ['s', 'B', 8080], 'phase': 'entered'}}"));
        QCOMPARE(line(trace, 2),
                 json("{'id': 2, 'cause': 1, 't_ns': 0, 'host': 'A', 'kind': 'state', "
                      "'provenance': 'model', 'state': "
                      "{'conn': 1, 'from': 'CLOSED', 'to': 'SYN-SENT'}}"));
        QCOMPARE(line(trace, 4),
                 json("{'id': 4, 'cause': 3, 't_ns': 0, 'host': 'A', 'kind': 'dropped', "
                      "'provenance': 'model', 'reason': 'fault', 'segment': {'conn': 1, "
                      "'from': 'A', 'to': 'B', 'flags': 'S', 'seq': 0, 'len': 0, "
                      "'win': 64240, 'seq_raw': 4294967290}}"));
        QCOMPARE(line(trace, 6),
                 json("{'id': 6, 't_ns': 1024000000, 'host': 'A', 'kind': 'timer', "
                      "'provenance': 'model', 'timer': {'conn': 1, 'name': 'retransmit', "
                      "'action': 'fired', 'due_ns': 1024000000}}"));
        QCOMPARE(line(trace, 9),
                 json("{'id': 9, 'cause': 8, 't_ns': 1034000000, 'host': 'B', "
                      "'kind': 'sent', 'provenance': 'model', 'segment': {'conn': 1, "
                      "'from': 'B', 'to': 'A', 'flags': 'RA', 'seq': 0, 'ack': 1, 'len': 0, "
                      "'win': 0, 'seq_raw': 0, 'ack_raw': 4294967291}}"));
        QCOMPARE(line(trace, 11),
                 json("{'id': 11, 'cause': 10, 't_ns': 1044000000, 'host': 'A', "
                      "'kind': 'change', 'provenance': 'model', 'change': {'conn': 1, "
                      "'name': 'snd.una', 'before': 4294967290, 'after': 4294967291}}"));
        QCOMPARE(line(trace, 13),
                 json("{'id': 13, 'cause': 12, 't_ns': 1044000000, 'host': 'A', "
                      "'kind': 'call', 'rule': 'program_calls', 'provenance': 'model', "
                      "'call': {'name': 'connect', 'args': ['s', 'B', 8080], "
                      "'phase': 'returned', 'result': -1, 'errno': 'ECONNREFUSED'}}"));
    }

    void every_line_is_json_and_the_same_each_time() {
        std::ostringstream first;
        std::ostringstream second;
        sim::write_json(sample::echo_story(), first);
        sim::write_json(sample::echo_story(), second);
        QVERIFY(first.str() == second.str());
        const QList<QByteArray> lines = QByteArray::fromStdString(first.str()).split('\n');
        QCOMPARE(lines.size(), qsizetype{sample::echo_story().last()} + 1);
        for (qsizetype i = 0; i + 1 < lines.size(); ++i) {
            QJsonParseError problem;
            const QJsonDocument document = QJsonDocument::fromJson(lines[i], &problem);
            QVERIFY2(document.isObject(), qPrintable(problem.errorString()));
            QCOMPARE(document["id"].toInt(), static_cast<int>(i) + 1);
        }
    }

    void samples_stand_between_records_and_floods_at_the_end() {
        std::ostringstream out;
        sim::write_json(sample::loaded_story(), out);
        const QList<QByteArray> lines = QByteArray::fromStdString(out.str()).split('\n');
        QCOMPARE(lines.size(), qsizetype{13 + 3 + 1});
        QCOMPARE(QString(lines[5]),
                 json("{'t_ns': 500000000, 'host': 'B', 'kind': 'sample', 'provenance': 'model', "
                      "'queues': {'port': 8080, 'syn_queue': 9, 'syn_queue_most': 9, "
                      "'accept_queue': 0, 'accept_queue_most': 9, 'counters': "
                      "{'ListenOverflows': 0, 'ListenDrops': 492, 'TCPReqQFullDrop': 492, "
                      "'TCPReqQFullDoCookies': 0, 'SyncookiesSent': 0, 'SyncookiesRecv': 0, "
                      "'SyncookiesFailed': 0}, 'flood': {'sent': 511, 'answered': 9, "
                      "'refused': 0, 'dropped': 492}}}"));
        QVERIFY(lines[6].contains("\"kind\": \"sample\""));
        QCOMPARE(QString(lines[15]),
                 json("{'host': 'B', 'kind': 'flood', 'provenance': 'model', 'flood': "
                      "{'port': 8080, 'sent': 2000, 'trace_every': 100, 'fates': {'queued': "
                      "{'count': 9, 'first': 1, 'last': 9}, 'syn_queue_full': "
                      "{'count': 1991, 'first': 10, 'last': 2000}}}}"));
    }

    void strings_are_escaped_and_utf8_is_kept() {
        QCOMPARE(sim::json_string("plain"), std::string("\"plain\""));
        QCOMPARE(sim::json_string("a\"b\\c\n\t\x01"), std::string("\"a\\\"b\\\\c\\n\\t\\u0001\""));
        QCOMPARE(sim::json_string("三次握手"), std::string("\"三次握手\""));
        QCOMPARE(sim::json_string("a\xff"
                                  "b\xe4\xb8"),
                 std::string("\"a\\ufffdb\\ufffd\\ufffd\""));
        QCOMPARE(sim::json_string("\xed\xa0\x80"), std::string("\"\\ufffd\\ufffd\\ufffd\""));
    }

    void base64_pads_to_four() {
        QCOMPARE(sim::base64(""), std::string());
        QCOMPARE(sim::base64("f"), std::string("Zg=="));
        QCOMPARE(sim::base64("fo"), std::string("Zm8="));
        QCOMPARE(sim::base64("foo"), std::string("Zm9v"));
        QCOMPARE(sim::base64("foobar"), std::string("Zm9vYmFy"));
        QCOMPARE(sim::base64(std::string_view("\xff\x00\xfe", 3)), std::string("/wD+"));
    }

    void wide_characters_take_two_columns() {
        QCOMPARE(sim::display_width("SYN seq=0"), std::size_t{9});
        QCOMPARE(sim::display_width("重传 SYN"), std::size_t{8});
        QCOMPARE(sim::display_width("，。"), std::size_t{4});
        QCOMPARE(sim::display_width("e\u0301"), std::size_t{1});
        QCOMPARE(sim::display_width("─│"), std::size_t{2});
    }
};

QTEST_APPLESS_MAIN(TestJson)
#include "test_json.moc"
