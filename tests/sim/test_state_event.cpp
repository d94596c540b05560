#include "sim/export/state_event_reader.h"
#include "tests/sim/played.h"

#include <set>

#include <QtTest>

using sim::State;
using sim::StateAnswer;
using sim::StateEvent;
using sim::StateOutcome;
using sim::StateReply;

namespace {

struct Move {
    State from, to;
};

/// RFC 9293, figure 5, from its top to its bottom; then its notes 2 and 3 and what they stand for:
/// a reset, an ABORT or the user timeout ends any state, and a FIN that completes the handshake
/// makes two moves at once.
const std::vector<Move> legal_moves{
    {State::closed, State::syn_sent},
    {State::closed, State::listen},
    {State::listen, State::closed},
    {State::syn_sent, State::closed},
    {State::syn_received, State::listen},
    {State::listen, State::syn_received},
    {State::listen, State::syn_sent},
    {State::syn_sent, State::syn_received},
    {State::syn_received, State::established},
    {State::syn_sent, State::established},
    {State::syn_received, State::fin_wait_1},
    {State::established, State::fin_wait_1},
    {State::established, State::close_wait},
    {State::fin_wait_1, State::closing},
    {State::fin_wait_1, State::fin_wait_2},
    {State::close_wait, State::last_ack},
    {State::closing, State::time_wait},
    {State::fin_wait_2, State::time_wait},
    {State::last_ack, State::closed},
    {State::time_wait, State::closed},
    {State::fin_wait_1, State::time_wait},
    {State::syn_received, State::close_wait},
    {State::syn_received, State::closed},
    {State::established, State::closed},
    {State::fin_wait_1, State::closed},
    {State::fin_wait_2, State::closed},
    {State::close_wait, State::closed},
    {State::closing, State::closed},
};

bool is_legal(State from, State to) {
    return from == to || std::any_of(legal_moves.begin(), legal_moves.end(), [=](Move move) {
               return move.from == from && move.to == to;
           });
}

QString place_of(const StateAnswer& answer) {
    const std::string_view event = sim::name_of(answer.event, sim::Language::english);
    const std::string_view state = sim::name_of(answer.state);
    return QString::fromStdString(std::string(event) + " in " + std::string(state));
}

/// "LISTEN: SYN" for every sighting on a host.
QStringList told(const sim::Trace& trace, sim::HostId host) {
    QStringList lines;
    for (const sim::StateEventSighting& seen : sim::state_events_of(trace)) {
        if (seen.host != host) continue;
        const std::string_view event = sim::name_of(seen.event, sim::Language::english);
        lines << QString::fromStdString(std::string(sim::name_of(seen.state)) + ": "
                                        + std::string(event));
    }
    return lines;
}

constexpr sim::HostId a = 0;
constexpr sim::HostId b = 1;

/// A trace of one connection that stands in `state`: it expects number 1000, has a window of 100,
/// and has sent 500 to 599, all unacknowledged. Records are added by hand.
struct Standing {
    sim::Trace trace;

    explicit Standing(State state) {
        trace.header.hosts.resize(2);
        trace.conversations.resize(1);
        trace.conversations[0].ends[0].host = a;
        trace.conversations[0].ends[1].host = b;
        sim::Record record = line(sim::RecordKind::state);
        record.state = state;
        trace.append(record);
    }
    [[nodiscard]] static sim::Record line(sim::RecordKind kind) {
        sim::Record record{.kind = kind, .host = a, .conversation = 1};
        record.variables = {
            .snd_una = 500, .snd_nxt = 600, .snd_wnd = 100, .rcv_nxt = 1000, .rcv_wnd = 100};
        return record;
    }
    [[nodiscard]] std::optional<StateEvent>
    receives(sim::Flags flags, std::uint32_t seq, std::uint32_t ack = 0, std::uint32_t length = 0) {
        sim::Record record = line(sim::RecordKind::received);
        record.flags = flags;
        record.seq = sim::SeqNum{seq};
        record.ack = sim::SeqNum{ack};
        record.length = length;
        trace.append(record);
        const auto found = sim::state_events_of(trace);
        return found.empty() ? std::nullopt : std::optional(found.back().event);
    }
};

constexpr sim::Flags pure_ack{.ack = true};
constexpr sim::Flags reset{.rst = true};

} // namespace

class TestStateEvent : public QObject {
    Q_OBJECT

private slots:
    void every_event_has_an_answer_in_every_state() {
        QCOMPARE(sim::all_state_answers().size(), std::size_t{198});
        std::size_t place = 0;
        for (std::size_t event = 0; event < sim::state_event_count; ++event)
            for (const State state : sim::all_states) {
                const StateAnswer& answer = sim::all_state_answers()[place++];
                QCOMPARE(answer.event, static_cast<StateEvent>(event));
                QCOMPARE(answer.state, state);
                QCOMPARE(&sim::answer_to(state, static_cast<StateEvent>(event)), &answer);
            }
    }

    void every_answer_has_sentences_in_both_languages_and_a_clause() {
        for (const StateAnswer& answer : sim::all_state_answers()) {
            const QString english =
                QString::fromUtf8(answer.english.data(), qsizetype(answer.english.size()));
            const QString chinese =
                QString::fromUtf8(answer.chinese.data(), qsizetype(answer.chinese.size()));
            QVERIFY2(english.size() > 10 && english.endsWith('.'), qPrintable(place_of(answer)));
            QVERIFY2(chinese.size() > 5 && chinese.endsWith(QStringLiteral("。")),
                     qPrintable(place_of(answer)));
            const QRegularExpression clause("^(3\\.\\d+(\\.\\d+)*|A\\.2)(,|;|$)");
            const QString written =
                QString::fromUtf8(answer.clause.data(), qsizetype(answer.clause.size()));
            QVERIFY2(clause.match(written).hasMatch() || written.startsWith("3.5,"),
                     qPrintable(place_of(answer) + ": " + written));
        }
    }

    void the_next_state_is_legal_by_figure_5() {
        for (const StateAnswer& answer : sim::all_state_answers())
            QVERIFY2(is_legal(answer.state, answer.next) && is_legal(answer.state, answer.other),
                     qPrintable(place_of(answer)));
    }

    void only_an_answer_that_moves_names_another_state() {
        for (const StateAnswer& answer : sim::all_state_answers()) {
            const bool moves = answer.outcome == StateOutcome::moves;
            QVERIFY2((answer.next != answer.state) == moves, qPrintable(place_of(answer)));
        }
    }

    void what_is_refused_dropped_or_impossible_sends_nothing() {
        for (const StateAnswer& answer : sim::all_state_answers()) {
            const bool silent = answer.outcome == StateOutcome::acts
                                || answer.outcome == StateOutcome::refuses
                                || answer.outcome == StateOutcome::drops
                                || answer.outcome == StateOutcome::impossible;
            if (silent) QVERIFY2(answer.reply == StateReply::none, qPrintable(place_of(answer)));
            if (answer.outcome == StateOutcome::answers)
                QVERIFY2(answer.reply != StateReply::none, qPrintable(place_of(answer)));
        }
    }

    void every_move_of_figure_5_is_in_the_table() {
        std::set<std::pair<State, State>> moves;
        for (const StateAnswer& answer : sim::all_state_answers())
            for (const State to : {answer.next, answer.other})
                moves.insert({answer.state, to});
        for (const Move& move : legal_moves)
            QVERIFY2(moves.contains({move.from, move.to}),
                     std::string(sim::name_of(move.from)).c_str());
    }

    void a_few_cells_as_the_rfc_has_them() {
        const StateAnswer& refused = sim::answer_to(State::syn_received, StateEvent::rst);
        QCOMPARE(refused.next, State::listen);
        QCOMPARE(refused.other, State::closed);
        const StateAnswer& simultaneous = sim::answer_to(State::fin_wait_1, StateEvent::fin);
        QCOMPARE(simultaneous.next, State::closing);
        QCOMPARE(simultaneous.other, State::time_wait);
        QCOMPARE(sim::answer_to(State::syn_sent, StateEvent::fin).outcome, StateOutcome::drops);
        QCOMPARE(sim::answer_to(State::listen, StateEvent::ack).reply, StateReply::rst);
        QCOMPARE(sim::answer_to(State::established, StateEvent::rst_in_window).reply,
                 StateReply::ack);
        QCOMPARE(sim::answer_to(State::closing, StateEvent::abort).reply, StateReply::none);
        QCOMPARE(sim::answer_to(State::close_wait, StateEvent::abort).reply, StateReply::rst);
        QCOMPARE(sim::answer_to(State::fin_wait_2, StateEvent::retransmission_timeout).outcome,
                 StateOutcome::impossible);
    }

    void a_clause_names_its_document_and_leads_to_its_section() {
        const StateAnswer& challenge = sim::answer_to(State::established, StateEvent::syn);
        QCOMPARE(sim::clause_of(challenge, sim::Language::english),
                 std::string("RFC 9293 3.10.7.4, fourth; RFC 5961 4.2"));
        QCOMPARE(sim::clause_of(challenge, sim::Language::chinese),
                 std::string("RFC 9293 3.10.7.4 第四步; RFC 5961 4.2"));
        QCOMPARE(sim::link_of(challenge),
                 std::string("https://www.rfc-editor.org/rfc/rfc9293.html#section-3.10.7.4"));
    }

    void no_english_is_left_in_a_chinese_clause() {
        const QRegularExpression words(
            "first|second|third|fourth|fifth|sixth|seventh|eighth|and|fig");
        for (const StateAnswer& answer : sim::all_state_answers()) {
            const QString clause =
                QString::fromStdString(sim::clause_of(answer, sim::Language::chinese));
            QVERIFY2(!clause.contains(words), qPrintable(clause));
        }
    }

    void a_conversation_is_read_as_events_in_states() {
        const sim::History history =
            played(echo_scenario("'s = socket()', 'connect(s, B, 8080)', 'sleep(100 ms)', "
                                 "'send(s, \"hi\")', 'sleep(300 ms)', 'shutdown(s, write)', "
                                 "'d = recv(s, 10)', 'd = recv(s, 10)', 'close(s)'"));
        const QStringList on_a =
            told(history.trace(), history.trace().header.hosts[0].name == "A" ? a : b);
        QCOMPARE(on_a.first(), QString("CLOSED: OPEN, active"));
        QVERIFY(on_a.contains("SYN-SENT: SYN-ACK"));
        QVERIFY(on_a.contains("ESTABLISHED: SEND"));
        QVERIFY(on_a.contains("ESTABLISHED: ACK, acceptable"));
        QVERIFY(on_a.contains("ESTABLISHED: data in the window"));
        QVERIFY(on_a.contains("ESTABLISHED: CLOSE"));
        QVERIFY2(on_a.contains("FIN-WAIT-1: FIN") || on_a.contains("FIN-WAIT-2: FIN"),
                 qPrintable(on_a.join('\n')));
        const QStringList on_b =
            told(history.trace(), history.trace().header.hosts[0].name == "A" ? b : a);
        QCOMPARE(on_b.mid(0, 3), (QStringList{"CLOSED: OPEN, passive", "LISTEN: SYN",
                                              "SYN-RECEIVED: ACK, acceptable"}));
        QVERIFY(on_b.contains("ESTABLISHED: FIN"));
        QVERIFY(on_b.contains("CLOSE-WAIT: CLOSE"));
        QCOMPARE(on_b.last(), QString("LAST-ACK: ACK, acceptable"));
    }

    void a_port_where_nobody_listens_is_closed() {
        const sim::History history = played(R"(
title.en = "t"
title.zh = "t"
[[program]]
host = "A"
name = "client"
calls = ['s = socket()', 'connect(s, B, 8080)', 'close(s)']
)");
        const sim::HostId client = history.trace().header.hosts[0].name == "A" ? a : b;
        QCOMPARE(told(history.trace(), client).mid(0, 2),
                 (QStringList{"CLOSED: OPEN, active", "SYN-SENT: RST, exact"}));
        QCOMPARE(told(history.trace(), client == a ? b : a), QStringList{"CLOSED: SYN"});
    }

    void a_lost_syn_is_sent_again_by_a_timeout_in_syn_sent() {
        const sim::History history =
            played(echo_scenario("'s = socket()', 'connect(s, B, 8080)', 'close(s)'", "", R"(
[[fault]]
do = "drop"
from = "A"
what = "syn"
nth = 1
)"));
        const sim::HostId client = history.trace().header.hosts[0].name == "A" ? a : b;
        QVERIFY(told(history.trace(), client).contains("SYN-SENT: retransmission"));
    }

    void a_reset_counts_by_its_number() {
        QVERIFY(Standing(State::established).receives(reset, 1000) == StateEvent::rst);
        QVERIFY(Standing(State::established).receives(reset, 1099) == StateEvent::rst_in_window);
        QVERIFY(Standing(State::established).receives(reset, 1100) == std::nullopt);
        QVERIFY(Standing(State::established).receives(reset, 999) == std::nullopt);
        QVERIFY(Standing(State::syn_sent).receives(reset, 7) == StateEvent::rst);
    }

    void an_ack_is_acceptable_or_not_by_what_was_sent() {
        QVERIFY(Standing(State::established).receives(pure_ack, 1000, 550) == StateEvent::ack);
        QVERIFY(Standing(State::established).receives(pure_ack, 1000, 600) == StateEvent::ack);
        QVERIFY(Standing(State::established).receives(pure_ack, 1000, 601) == StateEvent::bad_ack);
        QVERIFY(Standing(State::syn_received).receives(pure_ack, 1000, 500) == StateEvent::bad_ack);
        QVERIFY(Standing(State::syn_received).receives(pure_ack, 1000, 501) == StateEvent::ack);
        QVERIFY(Standing(State::syn_sent).receives(pure_ack, 7, 700) == StateEvent::bad_ack);
        QVERIFY(Standing(State::established).receives(pure_ack, 999, 550) == std::nullopt);
    }

    void data_counts_by_the_window() {
        const auto data = [](std::uint32_t seq, std::uint32_t length) {
            return Standing(State::established).receives(pure_ack, seq, 600, length);
        };
        QVERIFY(data(1000, 50) == StateEvent::data);
        QVERIFY(data(1050, 50) == StateEvent::data);
        QVERIFY(data(950, 51) == StateEvent::data);
        QVERIFY(data(950, 50) == StateEvent::data_outside);
        QVERIFY(data(1100, 1) == StateEvent::data_outside);
    }

    void a_syn_and_a_fin_count_whatever_they_carry() {
        QVERIFY(Standing(State::established).receives({.syn = true}, 1000) == StateEvent::syn);
        QVERIFY(Standing(State::established).receives({.syn = true, .ack = true}, 7, 600)
                == StateEvent::syn_ack);
        QVERIFY(Standing(State::established).receives({.ack = true, .fin = true}, 1000, 600, 20)
                == StateEvent::fin);
        QVERIFY(Standing(State::time_wait).receives({.ack = true, .fin = true}, 999, 600)
                == StateEvent::fin);
    }
};

QTEST_APPLESS_MAIN(TestStateEvent)
#include "test_state_event.moc"
