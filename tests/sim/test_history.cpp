#include "sim/net/world.h"
#include "tests/sim/played.h"
#include "tests/time_spent.h"

#include <QtTest>

namespace {

using namespace sim;

const char* const one_message =
    "'s = socket()', 'connect(s, B, 8080)', 'send(s, \"hello\")', 'r = recv(s, 99)', 'close(s)'";

std::string bulk(const std::string& bytes) {
    return "[[program]]\nhost = \"B\"\nname = \"sink\"\ncalls = ['l = socket()', 'bind(l, 9)', "
           "'listen(l, 5)', 'c = accept(l)', 'repeat until end of stream', 'd = recv(c, 65536)', "
           "'end', 'close(c)']\n[[program]]\nhost = \"A\"\nname = \"source\"\ncalls = ['s = "
           "socket()', "
           "'connect(s, B, 9)', 'send(s, bytes("
           + bytes + "))', 'close(s)']\n";
}

} // namespace

class TestHistory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void two_runs_of_the_same_scenario_are_equal() {
        const std::string text = echo_scenario(one_message);
        QVERIFY(played(text).trace() == played(text).trace());
    }

    void another_seed_gives_other_initial_numbers() {
        const Trace one = played(echo_scenario(one_message, "seed = 1\n")).trace();
        const Trace two = played(echo_scenario(one_message, "seed = 2\n")).trace();
        QVERIFY(one.conversations[0].ends[0].initial != two.conversations[0].ends[0].initial);
    }

    void stepping_back_and_forward_ends_in_the_same_world() {
        const History history = played(echo_scenario(one_message));
        const RecordId last = history.trace().last();
        std::vector<std::uint64_t> digests;
        for (RecordId id = 0; id <= last; ++id)
            digests.push_back(history.world_at(id).digest());
        for (RecordId id = last + 1; id-- > 0;)
            QCOMPARE(history.world_at(id).digest(), digests[id]);
        QVERIFY(digests.front() != digests.back());
    }

    void a_copied_world_equals_its_origin_and_goes_the_same_way() {
        const History history = played(echo_scenario(one_message));
        World one = history.world_at(10);
        World two = one;
        QVERIFY(one == two);
        Step step;
        Recorder counter(TraceLevel::full, nullptr);
        QVERIFY(one.advance(step, counter));
        QVERIFY(!(one == two));
        QVERIFY(two.advance(step, counter));
        QVERIFY(one == two);
    }

    void a_snapshot_shows_what_the_record_says() {
        const History history = played(echo_scenario(one_message));
        const Trace& trace = history.trace();
        for (RecordId id = 1; id <= trace.last(); ++id) {
            const Record& record = trace.record(id);
            if (record.kind != RecordKind::received || record.state == State::closed) continue;
            const Snapshot snapshot = history.snapshot_at(id);
            const ConnectionSnapshot* const end =
                find_connection(snapshot, record.conversation, record.host);
            QVERIFY(end != nullptr);
            QCOMPARE(static_cast<std::uint32_t>(*end->value(Variable::snd_una)),
                     record.variables.snd_una);
        }
    }

    void a_jump_in_a_hundred_thousand_records_takes_under_ten_milliseconds() {
        const History history = played(echo_scenario(
            one_message, "link.rate = \"1 Gbit/s\"\nlink.queue = 2000\n", bulk("50000000")));
        const RecordId last = history.trace().last();
        QVERIFY2(last > 100'000, qPrintable(QString::number(last)));
        Snapshot snapshot;
        const double ms = least_ms(5, [&] { snapshot = history.snapshot_at(last / 2 + 4000); });
        QVERIFY(!snapshot.connections.empty());
        SKIP_LIMITS_IF_SANITIZED();
        QVERIFY2(ms < 10, qPrintable(QString("%1 ms").arg(ms)));
    }

    void a_reset_leaves_what_was_not_read_yet() {
        const char* const ends = R"(
[[program]]
host = "B"
name = "server"
calls = ['l = socket()', 'bind(l, 9)', 'listen(l, 5)', 'c = accept(l)', 'send(c, "farewell")',
         'sleep(1 s)', 'setsockopt(c, SO_LINGER, 0)', 'close(c)']

[[program]]
host = "A"
name = "client"
calls = ['s = socket()', 'connect(s, B, 9)', 'sleep(5 s)', 'd = recv(s, 99)']
)";
        const History history = played(std::string("title.en = \"t\"\ntitle.zh = \"t\"\n") + ends);
        const World world = history.world_at(history.trace().last());
        const ByteStream& read = world.programs()[1].variables[1].bytes;
        QCOMPARE(read.read(0, 99), std::string("farewell"));
    }

    void a_run_that_is_not_wanted_any_more_is_given_up() {
        const auto scenario = parse_scenario(bulk("50000000"), "bulk.toml");
        QVERIFY(scenario.has_value());
        int asked = 0;
        const auto run = History::play_unless(*scenario, [&asked] { return ++asked == 3; });
        QVERIFY(!run);
        QCOMPARE(asked, 3);
        QVERIFY(History::play_unless(*parse_scenario(echo_scenario(one_message), "echo.toml"),
                                     [] { return true; }));
    }

    void a_limit_ends_the_run_and_says_so() {
        const Trace trace =
            played(echo_scenario("'s = socket()', 'connect(s, B, 8080)', 'sleep(100 s)'",
                                 "run.limit = \"1 s\"\n"))
                .trace();
        QVERIFY(trace.header.deadline_reached);
        QVERIFY(trace.record(trace.last()).at <= Time{1'000'000'000});
    }
};

QTEST_APPLESS_MAIN(TestHistory)
#include "test_history.moc"
