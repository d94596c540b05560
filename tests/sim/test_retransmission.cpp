#include "tests/sim/played.h"

#include <QtTest>

namespace {

using namespace sim;

/// When A's segments of a kind left, in whole milliseconds.
QList<qint64> departures_ms(const Trace& trace, SegmentClass kind) {
    QList<qint64> times;
    for (RecordId id = 1; id <= trace.last(); ++id) {
        const Record& record = trace.record(id);
        const Departure departure{.from = record.host,
                                  .conversation = record.conversation,
                                  .flags = record.flags,
                                  .length = record.length};
        if (record.kind == RecordKind::sent && record.host == 0 && belongs_to(departure, kind))
            times << record.at.since_start_ns / 1'000'000;
    }
    return times;
}

std::string lost(const char* what, int first, int last) {
    std::string text;
    for (int nth = first; nth <= last; ++nth)
        text += std::string("[[fault]]\ndo = \"drop\"\nfrom = \"A\"\nwhat = \"") + what
                + "\"\nnth = " + std::to_string(nth) + "\n";
    return text;
}

const char* const exact = "profile = \"rfc9293\"\nrun.limit = \"300 s\"\n";
const char* const one_message =
    "'s = socket()', 'connect(s, B, 8080)', 'send(s, \"hello\")', 'r = recv(s, 99)', 'close(s)'";

QString error_of(const Trace& trace, const char* call) {
    for (const CallEvent& event : trace.calls)
        if (event.name == call && event.phase == CallPhase::returned && !event.error.empty())
            return QString::fromStdString(event.error);
    return {};
}

} // namespace

class TestRetransmission : public QObject {
    Q_OBJECT

private slots:
    void
    each_timeout_doubles_the_next_one() { // RFC 6298 5.5; the first after a round trip of 20 ms
        const Trace trace = played(echo_scenario(one_message, exact, lost("data", 1, 4))).trace();
        const QList<qint64> expected{20, 1020, 3020, 7020, 15020};
        QCOMPARE(departures_ms(trace, SegmentClass::data), expected);
    }

    void no_round_trip_is_taken_from_a_segment_sent_twice() { // RFC 6298 3, Karn's rule
        const char* const two =
            "'s = socket()', 'connect(s, B, 8080)', 'send(s, \"one\")', 'r = recv(s, 9)', "
            "'send(s, \"two\")', 'r = recv(s, 9)', 'close(s)'";
        const History history = played(echo_scenario(two, exact, lost("data", 1, 1)));
        const Trace& trace = history.trace();
        for (RecordId id = trace.last(); id > 0; --id) {
            const Record& record = trace.record(id);
            if (record.kind != RecordKind::received || record.host != 0 || record.length != 3)
                continue;
            if (relative_ack(trace, record) != 4) continue; // the ACK of the segment sent twice
            const Snapshot snapshot = history.snapshot_at(id);
            QCOMPARE(*find_connection(snapshot, 1, 0)->value(Variable::srtt_ns), 20'000'000);
            QCOMPARE(*find_connection(snapshot, 1, 0)->value(Variable::rto_ns),
                     2'000'000'000); // backed off still
            return;
        }
        QFAIL("no acknowledgment of the first message");
    }

    void a_syn_is_sent_again_after_one_two_four_seconds() { // RFC 6298 2.1, 5.5
        const Trace trace = played(echo_scenario(one_message, exact, lost("syn", 1, 3))).trace();
        const QList<qint64> expected{0, 1000, 3000, 7000};
        QCOMPARE(departures_ms(trace, SegmentClass::syn), expected);
    }

    void linux_sends_its_first_syns_a_second_apart() { // net.ipv4.tcp_syn_linear_timeouts
        const Trace trace =
            played(echo_scenario(one_message, "run.limit = \"300 s\"\n", lost("syn", 1, 7)))
                .trace();
        const QList<qint64> times = departures_ms(trace, SegmentClass::syn);
        const QList<double> seconds{0, 1.02, 2.05, 3.08, 4.10, 5.12, 7.14, 11.3};
        QCOMPARE(times.size(), seconds.size());
        for (qsizetype i = 0; i < times.size(); ++i)
            QVERIFY2(std::abs(static_cast<double>(times[i]) / 1000 - seconds[i]) < 0.1,
                     qPrintable(QString::number(times[i])));
    }

    void a_connect_that_nobody_answers_times_out() {
        const Trace trace =
            played(echo_scenario(one_message, "run.limit = \"300 s\"\n", lost("syn", 1, 20)))
                .trace();
        QCOMPARE(departures_ms(trace, SegmentClass::syn).size(),
                 11); // 1 + tcp_syn_retries 6 + 4 linear
        QCOMPARE(error_of(trace, "connect"), QString("ETIMEDOUT"));
    }

    void a_lost_tail_is_probed_before_the_timeout() { // RFC 8985 7, Linux: 2 srtt + 200 ms for a
                                                      // lone segment
        const Trace trace = played(echo_scenario(one_message, "", lost("data", 1, 1))).trace();
        QCOMPARE(trace.record(trace.last()).kind != RecordKind::dropped, true);
        const QList<qint64> times = departures_ms(trace, SegmentClass::data);
        QCOMPARE(times.size(), 2);
        QVERIFY2(times[1] - times[0] >= 220 && times[1] - times[0] <= 232,
                 qPrintable(QString::number(times[1])));
    }

    void a_fin_beyond_a_gap_is_answered_at_once() { // RFC 5681 4.2; so does Linux
        const char* const farewell =
            "'s = socket()', 'connect(s, B, 8080)', 'send(s, \"bye\")', 'close(s)'";
        const Trace trace = played(echo_scenario(farewell, "", lost("data", 1, 1))).trace();
        for (RecordId id = 1; id <= trace.last(); ++id) {
            const Record& arrived = trace.record(id);
            if (arrived.kind != RecordKind::received || !arrived.flags.fin) continue;
            const Record& answer = trace.record(id + 1);
            QCOMPARE(answer.kind, RecordKind::sent);
            QCOMPARE(answer.at, arrived.at);
            QCOMPARE(answer.rule, Rule::rfc5681_4_2_out_of_order);
            QCOMPARE(relative_ack(trace, answer), 1U); // the lost bytes are still expected
            return;
        }
        QFAIL("no FIN arrived");
    }

    void bytes_that_arrive_again_are_named_in_the_next_ack() { // RFC 2883 4.1
        const char* const answers_lost =
            "[[fault]]\ndo = \"drop\"\nfrom = \"B\"\nwhat = \"ack\"\n"
            "[[fault]]\ndo = \"drop\"\nfrom = \"B\"\nwhat = \"data\"\n";
        const Trace trace = played(echo_scenario(one_message, "", answers_lost)).trace();
        const SeqNum first = trace.conversations[0].ends[0].initial + 1;
        int told = 0;
        for (RecordId id = 1; id <= trace.last(); ++id) {
            const Record& record = trace.record(id);
            const OptionsRow* const row = options_of(trace, id);
            if (record.kind != RecordKind::sent || row == nullptr || row->options.sack_count == 0)
                continue;
            QCOMPARE(row->options.sack[0].first, first);
            QCOMPARE(row->options.sack[0].end, first + 5);
            ++told;
        }
        QCOMPARE(told, 1);
    }

    void bytes_arrive_once_and_in_order_whatever_is_lost() {
        for (int nth = 1; nth <= 12; ++nth) {
            const char* const message =
                "'s = socket()', 'connect(s, B, 8080)', 'send(s, bytes(9000))', "
                "'r = recv(s, 65536)', 'sleep(5 s)', 'close(s)'";
            const Trace trace =
                played(echo_scenario(message, "profile = \"rfc9293\"\nrun.limit = \"100 s\"\n",
                                     lost("any", nth, nth)))
                    .trace();
            const std::string sent = trace.conversations[0].ends[0].stream.read(0, 9000);
            QCOMPARE(sent.size(), std::size_t{9000});
            QCOMPARE(trace.conversations[0].ends[1].stream.read(0, 9000), sent);
            QVERIFY(!trace.header.deadline_reached);
        }
    }
};

QTEST_APPLESS_MAIN(TestRetransmission)
#include "test_retransmission.moc"
