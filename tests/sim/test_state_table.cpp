#include "sim/tcp/refusal.h"
#include "tests/sim/peer.h"
#include "tests/sim/rfc9293_rows.h"

#include <QtTest>

namespace {

using namespace sim;

State state_called(const std::string& name) {
    for (const State state : all_states)
        if (name_of(state) == name) return state;
    qFatal("no state %s", name.c_str());
}

/// What came of a row's segment, in the words of the row.
struct Outcome {
    std::string sent, after, told;
    Rule rule{};
};

/// For CLOSED and LISTEN, which have no connection.
Outcome outcome_for_nobody(const Row& row, Peer& peer) {
    const Segment segment = peer.segment_to_nobody(row.arrives);
    std::optional<Refusal> refusal = refused_in_closed(segment);
    if (row.state == "LISTEN") refusal = refused_in_listen(segment, peer.profile());
    if (refusal)
        return {.sent = refusal->reset ? text_of(*refusal->reset, {0}, peer_iss) : "nothing",
                .after = row.state,
                .told = "nothing",
                .rule = refusal->rule};
    Connection born(Opening::passive);
    Step& step = peer.begin();
    born.syn_arrives_at_listener(segment, 7, nullptr, step);
    return {.sent = sent_in(step, born),
            .after = state_of(born),
            .told = told_in(step),
            .rule = step.input_rule};
}

Outcome outcome_of(const Row& row) {
    Peer peer(profile_named(ProfileName::rfc9293));
    if (row.state == "CLOSED" || row.state == "LISTEN") return outcome_for_nobody(row, peer);
    Connection connection = row.state == "SYN-RECEIVED by way of SYN-SENT"
                                ? peer.crossing()
                                : peer.connection_in(state_called(row.state));
    const Step& step = peer.arrive(peer.segment(row.arrives, connection), connection);
    return {.sent = sent_in(step, connection),
            .after = state_of(connection),
            .told = told_in(step),
            .rule = step.input_rule};
}

} // namespace

class TestStateTable : public QObject {
    Q_OBJECT

private slots:
    void a_segment_is_answered_as_rfc_9293_says_data() {
        QTest::addColumn<int>("row");
        int number = 0;
        for (const Row& row : rfc9293_rows())
            QTest::newRow(row.name().c_str()) << number++;
    }

    void a_segment_is_answered_as_rfc_9293_says() {
        QFETCH(const int, row);
        const Row expected = rfc9293_rows().at(static_cast<std::size_t>(row));
        const Outcome outcome = outcome_of(expected);
        QCOMPARE(outcome.after, expected.after);
        QCOMPARE(outcome.sent, expected.sent);
        QCOMPARE(outcome.told, expected.told);
        QVERIFY2(outcome.rule != Rule::none, "nothing happens without a rule");
    }

    void a_fin_beyond_a_gap_leaves_window_updates_due() { // RFC 9293 3.8.6
        Peer peer(profile_named(ProfileName::rfc9293));
        Connection connection = peer.connection_in(State::established);
        for (int i = 0; i < 44; ++i) {
            Segment text = peer.segment("data in order", connection);
            text.payload.length = 1460;
            peer.arrive(text, connection);
        }
        Segment fin = peer.segment("FIN beyond a gap", connection);
        fin.seq = fin.seq + 1000;
        peer.arrive(fin, connection);
        QCOMPARE(connection.rcv.open(), 65535U - 44 * 1460);
        Step& step = peer.begin();
        QCOMPARE(connection.app_reads(100'000, step), 44U * 1460);
        QCOMPARE(step.segments.size(), std::size_t{1});
        QCOMPARE(connection.rcv.open(), 65535U);
    }
};

QTEST_APPLESS_MAIN(TestStateTable)
#include "test_state_table.moc"
