#include "tests/sim/peer.h"
#include "tests/soak/kinds.h"
#include "tests/soak/play.h"
#include "tests/soak/random_scenario.h"
#include "tests/soak/received_stream.h"
#include "tests/soak/sending_invariants.h"
#include "tests/soak/transitions.h"

#include <array>
#include <set>

#include <QtTest>

namespace {

constexpr std::uint64_t scenarios = 1000;

/// What the scenarios are made for happens in some of them.
constexpr std::array must_occur{
    sim::Rule::wire_fault,
    sim::Rule::wire_loss,
    sim::Rule::wire_queue,
    sim::Rule::wire_checksum,
    sim::Rule::rfc5681_3_2_fast_retransmit,
    sim::Rule::rfc6675_5_retransmit,
    sim::Rule::rfc6582_3_2_partial_ack,
    sim::Rule::rfc9937_5_recovery,
    sim::Rule::rfc8985_6_3_reordering_timer,
    sim::Rule::rfc8985_7_3_probe,
    sim::Rule::rfc8985_7_3_probe_of_new_data,
    sim::Rule::rfc8985_7_4_probe_repaired,
    sim::Rule::rfc6298_5_4_resend,
    sim::Rule::rfc2018_5_sack,
    sim::Rule::rfc2883_4_dsack,
    sim::Rule::rfc4015_3_2_undo,
    sim::Rule::rfc3708_3_dsack_undo,
    sim::Rule::rfc5682_2_1_new_data,
    sim::Rule::rfc3168_6_1_2_reduce,
    sim::Rule::rfc3168_6_1_3_echo,
    sim::Rule::rfc9293_3_8_6_1_probe,
    sim::Rule::rfc9293_3_8_6_window_update,
    sim::Rule::rfc9293_3_8_4_keep_alive,
    sim::Rule::rfc9293_3_8_4_dead,
    sim::Rule::rfc9293_3_8_3_give_up,
    sim::Rule::rfc9293_3_8_5_send_urgent,
    sim::Rule::rfc9293_3_10_5_abort,
    sim::Rule::rfc2525_2_17_close_unread,
    sim::Rule::rfc6191_2_time_wait_reused,
    sim::Rule::rfc4987_3_6_cookie_valid,
    sim::Rule::rfc5961_3_2_challenge_ack,
    sim::Rule::linux_cork_timeout,
    sim::Rule::linux_sack_compression,
    sim::Rule::linux_fin_timeout,
};

/// A scenario in which B answers a greeting and A stays for `pause` longer.
std::string greeting(const std::string& limit, const std::string& pause) {
    return "title.en = \"t\"\ntitle.zh = \"t\"\nrun.until = \"closed\"\nrun.limit = \"" + limit
           + "\"\n"
             "[[program]]\n"
             "host = \"B\"\n"
             "name = \"server\"\n"
             "calls = ['l = socket()', 'bind(l, 9)', 'listen(l, 5)', 'c = accept(l)', 'd = recv(c, "
             "9)',\n"
             "         'sleep(1 ms)', 'send(c, d)', 'e = recv(c, 9)', 'close(c)']\n"
             "\n"
             "[[program]]\n"
             "host = \"A\"\n"
             "name = \"client\"\n"
             "calls = ['s = socket()', 'connect(s, B, 9)', 'send(s, \"hello\")', 'd = recv(s, 9)', "
             "'sleep("
           + pause + ")', 'close(s)']\n";
}

/// An end that has sent a thousand bytes and waits for their ACK.
sim::Connection sender_in_flight() {
    Peer peer(sim::profile_named(sim::ProfileName::linux));
    sim::Connection sender = peer.connection_in(sim::State::established);
    sender.app_sends(900, peer.begin());
    return sender;
}

} // namespace

class TestSoak : public QObject {
    Q_OBJECT

private slots:
    void random_connections_keep_what_tcp_promises() {
        std::set<sim::Rule> rules;
        for (std::uint64_t seed = 1; seed <= scenarios; ++seed) {
            const std::string text = soak::random_scenario(seed);
            const soak::Outcome outcome = soak::play(text, seed);
            QVERIFY2(
                outcome.problem.empty(),
                ("seed " + std::to_string(seed) + ": " + outcome.problem + "\n" + text).c_str());
            QVERIFY(outcome.records > 0);
            rules.insert(outcome.rules.begin(), outcome.rules.end());
        }
        for (const sim::Rule rule : must_occur)
            QVERIFY2(rules.contains(rule),
                     ("nowhere: " + std::string(sim::text_of(rule).name)).c_str());
    }

    void random_scenarios_have_all_kinds_among_them() {
        std::vector<int> counts(soak::all_kinds().size());
        for (std::uint64_t seed = 1; seed <= scenarios; ++seed) {
            const auto scenario = sim::parse_scenario(soak::random_scenario(seed), "soak.toml");
            QVERIFY(scenario.has_value());
            for (std::size_t kind = 0; kind < counts.size(); ++kind)
                counts[kind] += static_cast<int>(soak::all_kinds()[kind].occurs(*scenario));
        }
        for (std::size_t kind = 0; kind < counts.size(); ++kind) {
            const soak::Kind& wanted = soak::all_kinds()[kind];
            QVERIFY2(counts[kind] * 100 >= wanted.least_percent * static_cast<int>(scenarios),
                     (std::string(wanted.name) + ": " + std::to_string(counts[kind])).c_str());
        }
    }

    void a_seed_always_gives_the_same_scenario() {
        QCOMPARE(soak::random_scenario(7), soak::random_scenario(7));
        QVERIFY(soak::random_scenario(7) != soak::random_scenario(8));
    }

    void a_run_that_ends_well_has_no_problem() {
        QCOMPARE(soak::play(greeting("5 min", "1 s"), 1).problem, std::string());
    }

    void a_run_that_does_not_end_is_found() {
        QCOMPARE(soak::play(greeting("5 s", "10 s"), 1).problem,
                 std::string("the run does not end"));
    }

    void a_connection_that_is_left_is_found() { // nobody tells the client that its peer is gone
        const std::string reset_lost =
            greeting("5 min", "1 s") + "[[fault]]\ndo = \"drop\"\nfrom = \"B\"\nwhat = \"rst\"\n";
        const std::size_t reads = reset_lost.find("'d = recv(c, 9)'");
        const std::string aborted =
            reset_lost.substr(0, reads)
            + "'setsockopt(c, SO_LINGER, 0)', 'sleep(1 s)', 'close(c)']\n"
            + reset_lost.substr(reset_lost.find("\n[[program]]\nhost = \"A\""));
        const std::string problem = soak::play(aborted, 1).problem;
        QVERIFY2(problem.rfind("a connection is left (ESTABLISHED", 0) == 0, problem.c_str());
    }

    void what_the_model_does_not_know_is_a_problem() { // TCP_QUICKACK before connect()
        const std::string text =
            greeting("5 min", "1 s")
            + "[[program]]\nhost = \"A\"\nname = \"hasty\"\ncalls = ['s = socket()', "
              "'setsockopt(s, TCP_QUICKACK, 1)', 'connect(s, B, 10)', 'close(s)']\n";
        const std::string problem = soak::play(text, 1).problem;
        QCOMPARE(problem, std::string("the model does not know this yet"));
    }

    void a_count_that_is_off_is_found() {
        sim::SendQueue queue;
        for (std::uint32_t i = 0; i < 4; ++i)
            queue.push({.first = sim::SeqNum{i}, .end = sim::SeqNum{i + 1}});
        queue.mark_sacked(3);
        queue.mark_lost(0);
        const soak::SentCounts good = soak::counts_of(queue);
        const auto wrong = [&](soak::SentCounts counts) {
            return QString::fromStdString(soak::wrong_counts(queue, counts));
        };
        QCOMPARE(wrong(good), QString());
        soak::SentCounts bad = good;
        bad.sacked = 2;
        QCOMPARE(wrong(bad), QString("the count of SACKed segments is wrong"));
        bad = good;
        bad.lost = 0;
        QCOMPARE(wrong(bad), QString("the count of lost segments is wrong"));
        bad = good;
        bad.resent = 1;
        QCOMPARE(wrong(bad), QString("the count of resent segments is wrong"));
        bad = good;
        bad.in_flight = 3;
        QCOMPARE(wrong(bad), QString("the count of segments in flight is wrong"));
    }

    void a_broken_sender_is_found_data() {
        QTest::addColumn<int>("breakage");
        QTest::addColumn<QString>("problem");
        QTest::newRow("cwnd") << 0 << "cwnd is 0";
        QTest::newRow("ssthresh") << 1 << "ssthresh is below two segments";
        QTest::newRow("SND.UNA") << 2 << "the segments in flight do not lie end to end";
        QTest::newRow("SND.NXT") << 3 << "the segments in flight do not end at SND.NXT";
        QTest::newRow("window") << 4 << "more is in flight than any window has allowed";
    }
    void a_broken_sender_is_found() {
        QFETCH(int, breakage);
        QFETCH(QString, problem);
        sim::Connection sender = sender_in_flight();
        QCOMPARE(QString::fromStdString(soak::wrong_sending(sender)), QString());
        switch (breakage) {
        case 0: sender.congestion.cwnd = 0; break;
        case 1: sender.congestion.ssthresh = 1; break;
        case 2: sender.snd.una = sender.snd.una + 1; break;
        case 3: sender.snd.nxt = sender.snd.nxt - 1; break;
        default: sender.snd.max_wnd = 50; break;
        }
        QCOMPARE(QString::fromStdString(soak::wrong_sending(sender)), problem);
    }

    void a_timer_that_is_missing_is_found() {
        sim::Connection sender = sender_in_flight();
        QCOMPARE(soak::wrong_transmit_timers(sender), std::string());
        sender.timers.set(sim::TimerKind::loss_probe, sim::Time{1});
        sender.timers.set(sim::TimerKind::retransmit, sim::Time{1});
        QCOMPARE(soak::wrong_transmit_timers(sender), std::string("two timers wait for one ACK"));
        sender.timers.clear_all();
        QCOMPARE(soak::wrong_transmit_timers(sender),
                 std::string("sent and not acknowledged, but no timer runs"));
    }

    void a_byte_that_comes_twice_or_not_at_all_is_found() {
        sim::ByteStream stream;
        stream.append("abc!def");
        std::uint64_t place = 0;
        QVERIFY(soak::follows(stream, place, "ab"));
        QVERIFY(!soak::follows(stream, place, "b"));
        QVERIFY(!soak::follows(stream, place, "d"));
        QVERIFY(soak::follows(stream, place, "cd")); // the urgent byte was taken out
        QVERIFY(!soak::is_whole(stream, place));
        QVERIFY(soak::follows(stream, place, "ef"));
        QVERIFY(soak::is_whole(stream, place));
        QVERIFY(!soak::follows(stream, place, "g"));
        QCOMPARE(soak::wrong_error("ECONNRESET"), std::string());
        QVERIFY(!soak::wrong_error("EBADF").empty());
    }

    void a_move_that_figure_5_does_not_have_is_found() {
        using sim::Rule;
        using sim::State;
        QCOMPARE(soak::wrong_transition(State::established, State::close_wait,
                                        Rule::rfc9293_3_10_7_4_fin),
                 std::string());
        QCOMPARE(
            soak::wrong_transition(State::established, State::last_ack, Rule::rfc9293_3_10_4_close),
            std::string("no way from ESTABLISHED to LAST-ACK by rfc9293_3_10_4_close"));
        QCOMPARE(soak::wrong_transition(State::fin_wait_2, State::closed,
                                        Rule::rfc9293_3_10_7_4_ack_of_fin),
                 std::string("no way from FIN-WAIT-2 to CLOSED by rfc9293_3_10_7_4_ack_of_fin"));
    }
};

QTEST_APPLESS_MAIN(TestSoak)
#include "test_soak.moc"
