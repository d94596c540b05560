#include "live/stage.h"
#include "tests/live/hold_up.h"
#include "tests/live/played.h"
#include "tests/live/program_builder.h"
#include "tests/live/trace_lines.h"

#include <functional>

#include <QtTest>

using live_test::client;
using live_test::played;
using live_test::segment_lines;
using live_test::server;
using live_test::two_hosts;
using std::chrono::milliseconds;

namespace {

/// What the scenario does to the SYN of a client with this port.
sim::Injection old_syn(std::uint16_t port) {
    sim::Injection injection;
    injection.after = sim::DepartureMark{.what = sim::SegmentClass::syn};
    injection.by = milliseconds{40};
    injection.from_port = port;
    injection.to_port = 8080;
    injection.flags.syn = true;
    injection.seq = 90;
    return injection;
}

} // namespace

class TestInjectionStage : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        if (const std::optional<live::Failure> why = live::why_not_available())
            QSKIP(why->message.en.c_str());
    }

    void an_old_syn_is_answered_and_the_answer_is_reset() {
        sim::Scenario scenario = two_hosts();
        live_test::ProgramBuilder caller{"client", "A"};
        caller.socket("conn").bind("conn", 40000).connect("conn", "B", 8080);
        scenario.programs = {server().build(), caller.build()};
        sim::Fault first_syn;
        first_syn.what = sim::SegmentClass::syn;
        scenario.faults = {first_syn};
        scenario.injections = {old_syn(40000)};
        const sim::Trace trace = played(scenario);
        QCOMPARE(segment_lines(trace).mid(0, 7),
                 (QStringList{
                     "A S 0 - 0 64240 mss=1460,sackok,ts,ws=7 SYN-SENT > lost",
                     "A S 0 - 0 65535  CLOSED > SYN-RECEIVED",
                     "B SA 0 1 0 64240 mss=1460 SYN-RECEIVED > SYN-SENT",
                     "A R 1 - 0 0  SYN-SENT > LISTEN",
                     "A S 0 - 0 64240 mss=1460,sackok,ts,ws=7 SYN-SENT > SYN-RECEIVED",
                     "B SA 0 1 0 65160 mss=1460,sackok,ts,ws=7 SYN-RECEIVED > ESTABLISHED",
                     "A A 1 1 0 502 ts ESTABLISHED > ESTABLISHED",
                 }));
        QCOMPARE(trace.conversations.size(), std::size_t{2});
        QCOMPARE(live_test::call_lines(trace).filter("connect"), QStringList{"connect 0"});
    }

    void a_forged_reset_of_the_right_number_ends_the_connection() {
        sim::Scenario scenario = two_hosts();
        scenario.programs = {server().sleep(milliseconds{200}).build(),
                             client().recv("end", "conn", 9).build()};
        sim::Injection reset;
        reset.from = 1;
        reset.at = sim::Time{} + milliseconds{80};
        reset.conversation = 1;
        reset.flags.rst = true;
        reset.seq = 1;
        scenario.injections = {reset};
        const sim::Trace trace = played(scenario);
        QCOMPARE(segment_lines(trace).at(3),
                 QStringLiteral("B R 1 - 0 65535  ESTABLISHED > CLOSED"));
        QVERIFY(live_test::call_lines(trace).contains("recv -1 ECONNRESET"));
    }

    void a_syn_of_another_number_ends_a_half_open_connection() { // tcp_check_req
        sim::Scenario scenario = two_hosts();
        scenario.programs = {server().build(), client().recv("end", "conn", 9).build()};
        sim::Injection syn = old_syn(0);
        syn.by = milliseconds{5};
        syn.conversation = 1;
        syn.seq = 100;
        scenario.injections = {syn};
        scenario.limit = milliseconds{500}; // the server waits in vain
        QCOMPARE(segment_lines(played(scenario)),
                 (QStringList{
                     "A S 0 - 0 64240 mss=1460,sackok,ts,ws=7 SYN-SENT > SYN-RECEIVED",
                     "A S 0 - 0 65535  SYN-SENT > LISTEN",
                     "B SA 0 1 0 65160 mss=1460,sackok,ts,ws=7 SYN-RECEIVED > ESTABLISHED",
                     "B RA 0 101 0 0  LISTEN > ESTABLISHED",
                     "A A 1 1 0 502 ts ESTABLISHED > LISTEN",
                     "B R 1 - 0 0  LISTEN > CLOSED",
                 }));
    }

    void bytes_of_somebody_else_are_found_in_the_trace() {
        sim::Scenario scenario = two_hosts();
        scenario.programs = {server().recv("data", "conn", 9).build(),
                             client().sleep(milliseconds{200}).build()};
        sim::Injection bytes;
        bytes.at = sim::Time{} + milliseconds{80};
        bytes.conversation = 1;
        bytes.flags.ack = true;
        bytes.seq = 1;
        bytes.ack = 1;
        bytes.payload.append("EVIL");
        scenario.injections = {bytes};
        scenario.limit = std::chrono::seconds{1}; // A acknowledges nothing it has not sent
        const sim::Trace trace = played(scenario);
        QVERIFY(live_test::call_lines(trace).contains("recv 4"));
        QCOMPARE(trace.foreign.size(), std::size_t{1});
        const sim::Record& departure = trace.record(trace.foreign[0].departure);
        QCOMPARE(departure.rule, sim::Rule::wire_injected);
        QCOMPARE(payload_of(trace, departure), std::string("EVIL"));
    }

    void a_connection_that_is_not_there_is_bad_input() {
        sim::Scenario scenario = two_hosts();
        scenario.programs = {server().build(), client().build()};
        sim::Injection early;
        early.from = 1;
        early.conversation = 1;
        early.flags.rst = true;
        scenario.injections = {early};
        const live::Outcome<sim::Trace> trace = live::play(scenario);
        QVERIFY(!trace.has_value());
        QCOMPARE(trace.error().kind, live::FailureKind::bad_input);
    }

    void an_injection_that_the_machine_let_come_too_early_is_played_again() {
        sim::Scenario scenario = two_hosts();
        live_test::ProgramBuilder caller{"client", "A"};
        caller.sleep(milliseconds{150}).socket("conn").connect("conn", "B", 8080);
        scenario.programs = {server().build(), caller.build()};
        sim::Injection reset;
        reset.from = 1;
        reset.at = sim::Time{} + milliseconds{250}; // held up, A calls at 300
        reset.conversation = 1;
        reset.flags.rst = true;
        scenario.injections = {reset};
        live_test::HoldUp hold_up;
        const live::Outcome<sim::Trace> trace = live::play(scenario, std::ref(hold_up));
        QVERIFY2(trace.has_value(), "the late run counted");
    }

    void a_held_segment_arrives_behind_the_one_it_waits_for() {
        sim::Scenario scenario = two_hosts();
        scenario.programs = {server().recv("end", "conn", 1).build(), client().build()};
        sim::Fault hold;
        hold.action = sim::FaultAction::hold;
        hold.what = sim::SegmentClass::syn;
        hold.until = {.from = 0, .what = sim::SegmentClass::syn, .nth = 2};
        scenario.faults = {hold};
        const sim::Trace trace = played(scenario);
        std::vector<sim::RecordId> causes;
        for (sim::RecordId id = 1; id <= trace.last(); ++id) {
            const sim::Record& record = trace.record(id);
            if (record.kind == sim::RecordKind::received && record.flags == sim::Flags{.syn = true})
                causes.push_back(record.cause);
        }
        QCOMPARE(causes.size(), std::size_t{2});
        QVERIFY(causes[0] > causes[1]); // the second SYN arrives before the first
    }
};

QTEST_APPLESS_MAIN(TestInjectionStage)
#include "test_injection_stage.moc"
