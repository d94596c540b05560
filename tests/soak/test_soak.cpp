#include "tests/soak/play.h"
#include "tests/soak/random_scenario.h"
#include "tests/soak/transitions.h"

#include <QtTest>

namespace {

constexpr std::uint64_t scenarios = 1000;

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

} // namespace

class TestSoak : public QObject {
    Q_OBJECT

private slots:
    void random_connections_keep_what_tcp_promises() {
        for (std::uint64_t seed = 1; seed <= scenarios; ++seed) {
            const std::string text = soak::random_scenario(seed);
            const soak::Outcome outcome = soak::play(text, seed);
            QVERIFY2(
                outcome.problem.empty(),
                ("seed " + std::to_string(seed) + ": " + outcome.problem + "\n" + text).c_str());
            QVERIFY(outcome.records > 0);
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
