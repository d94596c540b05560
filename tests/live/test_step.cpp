#include "live/commands.h"
#include "live/stage.h"
#include "tests/live/program_builder.h"
#include "tests/live/trace_lines.h"

#include <array>
#include <unistd.h>

#include <QtTest>

using live_test::client;
using live_test::segment_lines;
using live_test::server;
using live_test::two_hosts;
using std::chrono::milliseconds;

namespace {

/// Lines that somebody types, and the end that reads them.
class Keyboard {
public:
    Keyboard() {
        if (pipe(ends_.data()) != 0) qFatal("no pipe");
    }
    Keyboard(const Keyboard&) = delete;
    Keyboard& operator=(const Keyboard&) = delete;
    ~Keyboard() {
        close(ends_[0]);
        hang_up();
    }
    void type(std::string_view lines) {
        if (write(ends_[1], lines.data(), lines.size()) < 0) qFatal("nobody reads");
    }
    void hang_up() {
        if (ends_[1] >= 0) close(std::exchange(ends_[1], -1));
    }
    [[nodiscard]] int number() const { return ends_[0]; }

private:
    std::array<int, 2> ends_{-1, -1};
};

sim::Scenario handshake_alone() {
    sim::Scenario scenario = two_hosts();
    scenario.programs = {server().build(), client().sleep(milliseconds{300}).build()};
    scenario.limit = std::chrono::seconds{20};
    return scenario;
}

int arrivals_in(const sim::Trace& trace) {
    int arrivals = 0;
    for (sim::RecordId id = 1; id <= trace.last(); ++id)
        arrivals += trace.record(id).kind == sim::RecordKind::received ? 1 : 0;
    return arrivals;
}

bool has_fact(const sim::Trace& trace, const sim::Fact& wanted) {
    const std::vector<sim::Fact>& facts = trace.header.environment;
    return std::find(facts.begin(), facts.end(), wanted) != facts.end();
}

} // namespace

class TestStep : public QObject {
    Q_OBJECT

private slots:
    void lines_are_commands() {
        Keyboard keyboard;
        live::Commands commands{keyboard.number()};
        commands.read();
        QCOMPARE(commands.next(), live::Command::none);
        keyboard.type("step\n\nwhatever\nru");
        commands.read();
        QCOMPARE(commands.next(), live::Command::step);
        QCOMPARE(commands.next(), live::Command::step);
        QCOMPARE(commands.next(), live::Command::none);
        keyboard.type("n\n");
        commands.read();
        QCOMPARE(commands.next(), live::Command::run);
        keyboard.type("step\nquit\n");
        commands.read();
        QCOMPARE(commands.next(), live::Command::quit); // overtakes
    }

    void the_end_of_the_lines_overtakes_nobody() {
        Keyboard keyboard;
        live::Commands commands{keyboard.number()};
        keyboard.type("step\n");
        keyboard.hang_up();
        commands.read();
        QCOMPARE(commands.peek(), live::Command::none);
        QCOMPARE(commands.next(), live::Command::step);
        QCOMPARE(commands.next(), live::Command::quit);
        QCOMPARE(commands.number(), -1);
    }

    void each_line_lets_one_packet_go() {
        if (const std::optional<live::Failure> why = live::why_not_available())
            QSKIP(why->message.en.c_str());
        Keyboard keyboard;
        std::vector<int> arrivals;
        const auto trace =
            live::play_stepped(handshake_alone(), keyboard.number(), [&](const sim::Trace& so_far) {
                const int now = arrivals_in(so_far);
                if (!arrivals.empty() && arrivals.back() == now) return;
                arrivals.push_back(now);
                keyboard.type(now < 3 ? "step\n" : "run\n");
            });
        QVERIFY(trace.has_value());
        QCOMPARE(std::vector<int>(arrivals.begin(), arrivals.begin() + 4),
                 (std::vector<int>{0, 1, 2, 3}));
        QCOMPARE(segment_lines(*trace).mid(0, 3),
                 (QStringList{
                     "A S 0 - 0 64240 mss=1460,sackok,ts,ws=7 SYN-SENT > SYN-RECEIVED",
                     "B SA 0 1 0 65160 mss=1460,sackok,ts,ws=7 SYN-RECEIVED > ESTABLISHED",
                     "A A 1 1 0 502 ts ESTABLISHED > ESTABLISHED",
                 }));
        QVERIFY(has_fact(*trace, {"stepped", "1"}));
        QVERIFY(has_fact(*trace, {"net.ipv4.tcp_rto_min_us", "60000000"}));
        QVERIFY(!trace->header.deadline_reached);
    }

    void what_a_timer_sends_again_meanwhile_is_swallowed_and_marked() {
        if (const std::optional<live::Failure> why = live::why_not_available())
            QSKIP(why->message.en.c_str());
        Keyboard keyboard;
        bool lets_go = false;
        const auto trace =
            live::play_stepped(handshake_alone(), keyboard.number(), [&](const sim::Trace& so_far) {
                const bool again = so_far.record(so_far.last()).kind == sim::RecordKind::dropped
                                   || segment_lines(so_far).size() > 1;
                if (again && !std::exchange(lets_go, true)) keyboard.type("run\n");
            });
        QVERIFY(trace.has_value());
        int swallowed = 0;
        for (sim::RecordId id = 1; id <= trace->last(); ++id)
            swallowed += trace->record(id).rule == sim::Rule::wire_swallowed ? 1 : 0;
        QCOMPARE(swallowed, 1); // the SYN that was sent again after a second
        bool ran_on = false;
        for (sim::RecordId id = 1; id <= trace->last(); ++id)
            ran_on = ran_on || trace->record(id).rule == sim::Rule::kernel_timer_ran_on;
        QVERIFY(ran_on);
        QCOMPARE(segment_lines(*trace).filter("SA 0 1").size(), 1);
        QCOMPARE(segment_lines(*trace).at(1),
                 QStringLiteral("A S 0 - 0 64240 mss=1460,sackok,ts,ws=7 SYN-SENT > lost"));
        QCOMPARE(live_test::story_of_sent(*trace, 2).at(1),
                 QStringLiteral("timer retransmit fired"));
    }

    void a_fault_is_still_the_scenarios() {
        if (const std::optional<live::Failure> why = live::why_not_available())
            QSKIP(why->message.en.c_str());
        sim::Scenario scenario = handshake_alone();
        sim::Fault first_syn;
        first_syn.what = sim::SegmentClass::syn;
        scenario.faults = {first_syn};
        Keyboard keyboard;
        keyboard.type("\n\n\n");
        keyboard.hang_up();
        const auto trace = live::play_stepped(scenario, keyboard.number(), {});
        QVERIFY(trace.has_value());
        QCOMPARE(segment_lines(*trace).mid(0, 3),
                 (QStringList{
                     "A S 0 - 0 64240 mss=1460,sackok,ts,ws=7 SYN-SENT > lost",
                     "A S 0 - 0 64240 mss=1460,sackok,ts,ws=7 SYN-SENT > SYN-RECEIVED",
                     "B SA 0 1 0 65160 mss=1460,sackok,ts,ws=7 SYN-RECEIVED > ESTABLISHED",
                 }));
    }

    void the_end_of_the_lines_ends_the_run() {
        if (const std::optional<live::Failure> why = live::why_not_available())
            QSKIP(why->message.en.c_str());
        Keyboard keyboard;
        keyboard.type("step\n");
        keyboard.hang_up();
        const auto trace = live::play_stepped(handshake_alone(), keyboard.number(), {});
        QVERIFY(trace.has_value());
        QCOMPARE(arrivals_in(*trace), 1);
    }

    void a_run_that_nobody_steps_ends_at_its_limit() {
        if (const std::optional<live::Failure> why = live::why_not_available())
            QSKIP(why->message.en.c_str());
        sim::Scenario scenario = handshake_alone();
        scenario.limit = milliseconds{300};
        Keyboard keyboard;
        const auto trace = live::play_stepped(scenario, keyboard.number(), {});
        QVERIFY(trace.has_value());
        QVERIFY(trace->header.deadline_reached);
        QCOMPARE(arrivals_in(*trace), 0);
    }

    void a_loopback_can_not_be_held() {
        sim::Scenario scenario = live_test::two_hosts_on_loopback();
        scenario.programs = {client().build()};
        const auto trace = live::play_stepped(scenario, 0, {});
        QVERIFY(!trace.has_value());
        QCOMPARE(trace.error().kind, live::FailureKind::not_for_a_kernel);
    }
};

QTEST_APPLESS_MAIN(TestStep)
#include "test_step.moc"
