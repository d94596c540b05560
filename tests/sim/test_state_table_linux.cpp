#include "tests/sim/peer.h"

#include <QtTest>

// Where Linux answers otherwise than RFC 9293, on purpose. The columns are those of
// tests/sim/rfc9293_rows.cpp; the last one says what Linux does.
namespace {

using namespace sim;

const char* const crossing = R"(
RST at RCV.NXT | nothing | CLOSED 0/1 | reset | ECONNRESET, not ECONNREFUSED
)";

const char* const syn_received = R"(
old SYN               | <SEQ=0><ACK=1><CTL=SYN,ACK>  | SYN-RECEIVED 0/1 | nothing | the SYN-ACK again
SYN in the window     | <SEQ=0><ACK=12><CTL=RST,ACK> | LISTEN 0/1       | nothing | embryonic reset
SYN-ACK in the window | <SEQ=1><CTL=RST>             | LISTEN 0/1       | nothing | embryonic reset
SYN-ACK in the window of what was never sent | <SEQ=2><CTL=RST> | SYN-RECEIVED 0/1 | nothing | the ACK is looked at before the SYN
)";

const char* const established = R"(
RST one before RCV.NXT | nothing | ESTABLISHED 1/1 | nothing | lenient only after the FIN
)";

const char* const close_wait = R"(
RST at RCV.NXT         | nothing | CLOSED 1/2 | broken pipe | EPIPE
RST one before RCV.NXT | nothing | CLOSED 1/2 | broken pipe | lenient after the FIN
)";

const char* const closing = R"(
RST at RCV.NXT         | nothing | CLOSED 1/2 | reset | sk_err is set, whoever reads it
RST one before RCV.NXT | nothing | CLOSED 1/2 | reset | lenient after the FIN
)";

const char* const time_wait = R"(
acceptable ACK                       | nothing                   | TIME-WAIT 102/2 | nothing | nothing is owed
ACK of what was never sent           | nothing                   | TIME-WAIT 102/2 | nothing | no range of ACKs is kept
old FIN again                        | <SEQ=102><ACK=2><CTL=ACK> | TIME-WAIT 102/2 | nothing | as in the RFC
FIN in order                         | <SEQ=102><ACK=2><CTL=ACK> | TIME-WAIT 102/2 | nothing | whatever takes a number is answered
FIN without ACK                      | <SEQ=102><ACK=2><CTL=ACK> | TIME-WAIT 102/2 | nothing | at once
data in order                        | <SEQ=102><ACK=2><CTL=ACK> | TIME-WAIT 102/2 | nothing | whatever takes a number is answered
RST at RCV.NXT                       | nothing                   | CLOSED 102/2    | nothing | tcp_rfc1337 is 0
RST in the window but not at RCV.NXT | nothing                   | TIME-WAIT 102/2 | nothing | no challenge
)";

const char* const fin_wait_2_after_close = R"(
acceptable ACK                       | nothing                       | FIN-WAIT-2 102/1 | nothing     | it waits for a FIN alone
FIN in order                         | <SEQ=102><ACK=2><CTL=ACK>     | TIME-WAIT 102/2  | peer closed | as in the RFC
data in order                        | <SEQ=102><CTL=RST>            | CLOSED 102/1     | nothing     | data after close()
SYN in the window                    | <SEQ=0><ACK=12><CTL=RST,ACK>  | CLOSED 102/1     | nothing     | a SYN ends it
RST in the window but not at RCV.NXT | nothing                       | CLOSED 102/1     | nothing     | no challenge
RST beyond the window                | nothing                       | FIN-WAIT-2 102/1 | nothing     | dropped
old data                             | <SEQ=102><ACK=1><CTL=ACK>     | FIN-WAIT-2 102/1 | nothing     | as in the RFC
)";

std::vector<Row> linux_rows() {
    const std::vector<std::pair<const char*, const char*>> blocks{
        {"SYN-RECEIVED by way of SYN-SENT", crossing},
        {"SYN-RECEIVED", syn_received},
        {"ESTABLISHED", established},
        {"CLOSE-WAIT", close_wait},
        {"CLOSING", closing},
        {"LAST-ACK", closing},
        {"TIME-WAIT", time_wait},
        {"FIN-WAIT-2 after close()", fin_wait_2_after_close}};
    std::vector<Row> rows;
    for (const auto& [state, lines] : blocks)
        for (const Row& row : rows_of(state, lines))
            rows.push_back(row);
    return rows;
}

Connection connection_for(const Row& row, Peer& peer) {
    if (row.state == "SYN-RECEIVED by way of SYN-SENT") return peer.crossing();
    for (const State state : all_states)
        if (name_of(state) == row.state) return peer.connection_in(state);
    Connection connection = peer.connection_in(State::fin_wait_2);
    connection.app_closes(peer.begin());
    return connection;
}

Peer peer_of(ProfileName name) {
    return Peer(profile_named(name));
}

/// How many of four SYNs in ESTABLISHED, 0, 0.1, 0.4 and 0.6 s after the first, are answered.
std::size_t answers_to_four_syns(ProfileName name) {
    Peer peer = peer_of(name);
    Connection connection = peer.connection_in(State::established);
    std::size_t answers = 0;
    for (const int wait_ms : {1000, 100, 300, 200}) {
        Step& step = peer.begin(std::chrono::milliseconds{wait_ms});
        connection.segment_arrives(peer.segment("SYN in the window", connection), step);
        answers += step.segments.size();
    }
    return answers;
}

/// How long after an unacceptable ACK in SYN-SENT the next SYN is due.
Duration syn_due_after_bad_ack(ProfileName name) {
    Peer peer = peer_of(name);
    Connection connection = peer.connection_in(State::syn_sent);
    Step& step = peer.begin(std::chrono::milliseconds{100});
    connection.segment_arrives(peer.segment("ACK of what was never sent", connection), step);
    return connection.timers.at(TimerKind::retransmit) - step.now;
}

std::string abort_of(ProfileName name) {
    Peer peer = peer_of(name);
    Connection connection = peer.connection_in(State::established);
    Step& step = peer.begin();
    connection.app_aborts(step);
    return sent_in(step, connection);
}

} // namespace

class TestStateTableLinux : public QObject {
    Q_OBJECT

private slots:
    void a_segment_is_answered_as_linux_does_data() {
        QTest::addColumn<int>("row");
        int number = 0;
        for (const Row& row : linux_rows())
            QTest::newRow(row.name().c_str()) << number++;
    }

    void a_segment_is_answered_as_linux_does() {
        QFETCH(const int, row);
        const Row expected = linux_rows().at(static_cast<std::size_t>(row));
        Peer peer = peer_of(ProfileName::linux);
        Connection connection = connection_for(expected, peer);
        const Step& step = peer.arrive(peer.segment(expected.arrives, connection), connection);
        QCOMPARE(state_of(connection), expected.after);
        QCOMPARE(sent_in(step, connection), expected.sent);
        QCOMPARE(told_in(step), expected.told);
        QVERIFY2(step.input_rule != Rule::none, "nothing happens without a rule");
    }

    void invalid_segments_are_answered_once_in_half_a_second() { // net.ipv4.tcp_invalid_ratelimit
        QCOMPARE(answers_to_four_syns(ProfileName::linux), std::size_t{2});
        QCOMPARE(answers_to_four_syns(ProfileName::rfc9293), std::size_t{4});
    }

    void
    a_bad_ack_in_syn_sent_brings_the_next_syn_forward() { // two ticks of 4 ms, and a started one
        const Duration soon = syn_due_after_bad_ack(ProfileName::linux);
        QVERIFY(soon >= std::chrono::milliseconds{8} && soon <= std::chrono::milliseconds{12});
        QCOMPARE(syn_due_after_bad_ack(ProfileName::rfc9293).count(), 900'000'000);
    }

    void an_abort_carries_an_ack_on_linux_only() { // RFC 9293 3.10.5
        QCOMPARE(abort_of(ProfileName::linux), std::string("<SEQ=101><ACK=1><CTL=RST,ACK>"));
        QCOMPARE(abort_of(ProfileName::rfc9293), std::string("<SEQ=101><CTL=RST>"));
    }

    void a_reset_behind_the_last_sack_block_counts_on_linux_only() { // RFC 5961 3.2
        for (const ProfileName name : {ProfileName::linux, ProfileName::rfc9293}) {
            Peer peer = peer_of(name);
            Connection connection = peer.connection_in(State::established);
            peer.arrive(peer.segment("data in the window out of order", connection), connection);
            Segment reset = peer.segment("RST at RCV.NXT", connection);
            reset.seq = reset.seq + 20;
            peer.arrive(reset, connection);
            QCOMPARE(connection.state(),
                     name == ProfileName::linux ? State::closed : State::established);
        }
    }

    void data_after_close_is_answered_by_a_reset_everywhere() { // RFC 9293 3.6.1, SHLD-3
        for (const ProfileName name : {ProfileName::linux, ProfileName::rfc9293}) {
            for (const State state : {State::fin_wait_1, State::fin_wait_2}) {
                Peer peer = peer_of(name);
                Connection connection = peer.connection_in(state);
                connection.app_closes(peer.begin());
                const Segment data = peer.segment("data in order with an ACK of all", connection);
                QCOMPARE(sent_in(peer.arrive(data, connection), connection),
                         std::string("<SEQ=102><CTL=RST>"));
                QCOMPARE(connection.state(), State::closed);
            }
        }
    }

    void only_the_fin_again_starts_time_wait_anew() { // RFC 9293 3.10.7.4, eighth
        Peer peer = peer_of(ProfileName::rfc9293);
        Connection connection = peer.connection_in(State::time_wait);
        const Time due = connection.timers.at(TimerKind::time_wait);
        for (const char* const name : {"acceptable ACK", "data in order", "SYN in the window",
                                       "RST in the window but not at RCV.NXT", "old data"}) {
            peer.arrive(peer.segment(name, connection), connection);
            QVERIFY2(connection.timers.at(TimerKind::time_wait) == due, name);
        }
        const Step& step = peer.arrive(peer.segment("old FIN again", connection), connection);
        QCOMPARE((connection.timers.at(TimerKind::time_wait) - step.now).count(), 240'000'000'000);
    }
};

QTEST_APPLESS_MAIN(TestStateTableLinux)
#include "test_state_table_linux.moc"
