#include "sim/net/world_snapshot.h"
#include "tests/sim/peer.h"
#include "tests/sim/played.h"

#include <QtTest>

using namespace sim;

namespace {

/// As pair_scenario(), with `client` behind connect() and 80 ms.
std::string scenario_of(const std::string& server, const std::string& client,
                        const std::string& keys = "") {
    return pair_scenario(server, "'s = socket()', 'connect(s, B, 8080)', 'sleep(80 ms)', " + client,
                         "link.delay = \"10 ms\"\n" + keys);
}

/// "150 1 recv: text" style lines of what the server's reads gave: when, how many bytes, errno.
QStringList reads_in(const Trace& trace) {
    QStringList lines;
    for (RecordId id = 1; id <= trace.last(); ++id) {
        const Record& record = trace.record(id);
        if (record.kind != RecordKind::call || record.host != 1) continue;
        const CallEvent& call = trace.calls.at(record.detail);
        const bool reads = call.name == "recv" || call.name == "recv_urgent";
        if (!reads || call.phase != CallPhase::returned) continue;
        lines << QStringLiteral("%1 %2 %3%4")
                     .arg(record.at.since_start_ns / 1'000'000)
                     .arg(QString::fromStdString(call.name))
                     .arg(call.result.value_or(-1))
                     .arg(QString::fromStdString(call.error));
    }
    return lines;
}

/// "4 5 1": sequence number, bytes and urgent pointer of each of A's segments with URG.
QStringList urgent_segments(const Trace& trace) {
    QStringList lines;
    for (RecordId id = 1; id <= trace.last(); ++id) {
        const Record& record = trace.record(id);
        if (record.kind != RecordKind::sent || !record.flags.urg) continue;
        lines << QStringLiteral("%1 %2 %3")
                     .arg(relative_seq(trace, record))
                     .arg(record.length)
                     .arg(urgent_pointer_of(trace, id));
    }
    return lines;
}

Segment urgent_segment(Peer& peer, const Connection& to, std::uint16_t ahead,
                       std::uint32_t length) {
    Segment segment = peer.segment("data in order", to);
    segment.seq = to.rcv.nxt;
    segment.ack = to.snd.una;
    segment.flags = {.ack = true, .urg = true};
    segment.urgent_pointer = ahead;
    segment.payload.length = length;
    return segment;
}

} // namespace

/// Urgent data (RFC 9293 3.8.5).
class TestUrgent : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// MUST-30, MUST-62
    void the_pointer_is_the_byte_behind_the_urgent_one() {
        const History history =
            played(scenario_of("'d = recv(c, 9)'", "'send_urgent(s, \"abc\")', 'sleep(300 ms)'"));
        QCOMPARE(urgent_segments(history.trace()), QStringList{"1 3 3"});
    }

    /// MUST-31
    void urgent_data_may_end_far_beyond_the_segment() {
        const History history = played(
            scenario_of("'sleep(200 ms)'", "'send_urgent(s, bytes(5000))', 'sleep(300 ms)'"));
        const QStringList expected{"1 1448 5000", "1449 1448 3552", "2897 1448 2104",
                                   "4345 656 656"};
        QCOMPARE(urgent_segments(history.trace()).mid(0, 4), expected);
    }

    void urgent_data_does_not_wait_for_company() {
        const History history = played(scenario_of(
            "'sleep(300 ms)'", "'send(s, \"a\")', 'send_urgent(s, \"!\")', 'sleep(300 ms)'"));
        QCOMPARE(urgent_segments(history.trace()), QStringList{"2 1 1"}); // Nagle held nothing
    }

    /// MUST-32, MUST-33
    void a_program_hears_of_it_before_it_has_read_what_comes_first() {
        const History history = played(scenario_of(
            "'u = recv_urgent(c)', 'sleep(50 ms)', 'd = recv(c, 99)', 'd = recv(c, 99)'",
            "'send(s, \"before\")', 'sleep(50 ms)', 'send_urgent(s, \"!\")', 'send(s, \"after\")',"
            " 'sleep(300 ms)'"));
        // The byte is no part of the stream, but its place ends a read.
        const QStringList expected{"160 recv_urgent 1", "210 recv 6", "210 recv 5"};
        QCOMPARE(reads_in(history.trace()), expected);
    }

    void who_only_reads_on_passes_the_byte_by() {
        const History history = played(scenario_of(
            "'repeat 3', 'd = recv(c, 99)', 'end'",
            "'send_urgent(s, \"one!\")', 'sleep(50 ms)', 'send(s, \"two\")', 'close(s)'"));
        const QStringList expected{"110 recv 3", "160 recv 3", "160 recv 0"};
        QCOMPARE(reads_in(history.trace()), expected);
    }

    void nothing_urgent_comes_any_more_when_the_peer_has_closed() {
        const History history =
            played(scenario_of("'u = recv_urgent(c)'", "'send(s, \"x\")', 'close(s)'"));
        QCOMPARE(reads_in(history.trace()), QStringList{"110 recv_urgent 0"});
    }

    void by_the_rfc_the_byte_stays_in_the_stream() {
        const History history = played(scenario_of(
            "'repeat 2', 'd = recv(c, 99)', 'end'",
            "'send_urgent(s, \"one!\")', 'sleep(300 ms)', 'close(s)'", "profile = \"rfc9293\"\n"));
        const QStringList expected{"110 recv 3", "110 recv 1"};
        QCOMPARE(reads_in(history.trace()), expected);
    }

    /// MUST-32
    void each_pointer_that_is_news_is_told_once() {
        Peer peer(profile_named(ProfileName::rfc9293));
        Connection connection = peer.connection_in(State::established);
        QCOMPARE(QString::fromStdString(
                     told_in(peer.arrive(urgent_segment(peer, connection, 500, 10), connection))),
                 QStringLiteral("urgent, readable"));
        QCOMPARE(QString::fromStdString(
                     told_in(peer.arrive(urgent_segment(peer, connection, 490, 10), connection))),
                 QStringLiteral("readable")); // the same end of urgent data
        QCOMPARE(QString::fromStdString(
                     told_in(peer.arrive(urgent_segment(peer, connection, 700, 10), connection))),
                 QStringLiteral("urgent, readable")); // it has advanced
    }

    /// MUST-66
    void a_pointer_counts_though_the_window_is_closed() {
        Peer peer(profile_named(ProfileName::rfc9293));
        Connection connection = peer.connection_in(State::established);
        connection.rcv.wnd = 0;
        connection.rcv.offered_at = connection.rcv.nxt;
        QCOMPARE(QString::fromStdString(
                     told_in(peer.arrive(urgent_segment(peer, connection, 1, 0), connection))),
                 QStringLiteral("urgent"));
    }
};

QTEST_APPLESS_MAIN(TestUrgent)
#include "test_urgent.moc"
