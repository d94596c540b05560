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

/// Plays a scenario, held up for 200 ms after its first 100; how late the run that counted was at
/// worst, in microseconds.
int lateness_of_held_up(const sim::Scenario& scenario) {
    live_test::HoldUp hold_up;
    const live::Outcome<sim::Trace> trace = live::play(scenario, std::ref(hold_up));
    if (!trace || hold_up.reports < 3) return 1'000'000; // a second run reports as well
    const sim::Fact& late = trace->header.environment.back();
    return late.name == "stage_late_us" ? std::stoi(late.value) : 1'000'000;
}

sim::Scenario without_sack(sim::Scenario scenario) {
    for (sim::HostSpec& host : scenario.hosts)
        host.sysctls.push_back({"net.ipv4.tcp_sack", "0"});
    return scenario;
}

} // namespace

/// What the kernel does here was recorded by another program on Linux 6.18 (HZ=250): the lines
/// below are its packets.
class TestStage : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        if (const std::optional<live::Failure> why = live::why_not_available())
            QSKIP(why->message.en.c_str());
    }

    void the_server_closes_first() {
        sim::Scenario scenario = two_hosts();
        scenario.programs = {server()
                                 .recv("request", "conn", 1000)
                                 .sleep(milliseconds{100})
                                 .send("conn", 200)
                                 .close("conn")
                                 .build(),
                             client()
                                 .sleep(milliseconds{130})
                                 .send("conn", 100)
                                 .sleep(milliseconds{200})
                                 .recv("answer", "conn", 1000)
                                 .recv("answer", "conn", 1000)
                                 .sleep(milliseconds{100})
                                 .close("conn")
                                 .build()};
        QCOMPARE(segment_lines(played(scenario)),
                 (QStringList{
                     "A S 0 - 0 64240 mss=1460,sackok,ts,ws=7 SYN-SENT > SYN-RECEIVED",
                     "B SA 0 1 0 65160 mss=1460,sackok,ts,ws=7 SYN-RECEIVED > ESTABLISHED",
                     "A A 1 1 0 502 ts ESTABLISHED > ESTABLISHED",
                     "A PA 1 1 100 502 ts ESTABLISHED > ESTABLISHED",
                     "B A 1 101 0 509 ts ESTABLISHED > ESTABLISHED",
                     "B PA 1 101 200 509 ts ESTABLISHED > ESTABLISHED",
                     "B FA 201 101 0 509 ts FIN-WAIT-1 > CLOSE-WAIT",
                     "A A 101 201 0 501 ts ESTABLISHED > FIN-WAIT-1",
                     "A A 101 202 0 501 ts CLOSE-WAIT > FIN-WAIT-2",
                     "A FA 101 202 0 501 ts LAST-ACK > TIME-WAIT",
                     "B A 202 102 0 509 ts TIME-WAIT > CLOSED",
                 }));
    }

    void nobody_listens() {
        sim::Scenario scenario = two_hosts();
        scenario.programs = {client().build()};
        const sim::Trace trace = played(scenario);
        QCOMPARE(segment_lines(trace),
                 (QStringList{
                     "A S 0 - 0 64240 mss=1460,sackok,ts,ws=7 SYN-SENT > CLOSED",
                     "B RA 0 1 0 0  CLOSED > CLOSED",
                 }));
        QCOMPARE(live_test::call_lines(trace),
                 (QStringList{"socket 0", "connect -1 ECONNREFUSED"}));
    }

    void the_first_syn_is_lost() {
        sim::Scenario scenario = two_hosts();
        sim::Fault first_syn;
        first_syn.what = sim::SegmentClass::syn;
        scenario.faults = {first_syn};
        scenario.programs = {server().recv("end", "conn", 1).build(), client().build()};
        const QStringList lines = segment_lines(played(scenario));
        QCOMPARE(lines.mid(0, 4),
                 (QStringList{
                     "A S 0 - 0 64240 mss=1460,sackok,ts,ws=7 SYN-SENT > lost",
                     "A S 0 - 0 64240 mss=1460,sackok,ts,ws=7 SYN-SENT > SYN-RECEIVED",
                     "B SA 0 1 0 65160 mss=1460,sackok,ts,ws=7 SYN-RECEIVED > ESTABLISHED",
                     "A A 1 1 0 502 ts ESTABLISHED > ESTABLISHED",
                 }));
    }

    void a_lone_lost_segment_is_sent_again_after_the_timeout() {
        sim::Scenario scenario = without_sack(two_hosts());
        sim::Fault first_data;
        first_data.what = sim::SegmentClass::data;
        scenario.faults = {first_data};
        scenario.programs = {
            server().recv("data", "conn", 2000).sleep(milliseconds{100}).build(),
            client().sleep(milliseconds{130}).send("conn", 1448).sleep(milliseconds{500}).build()};
        const QStringList lines = segment_lines(played(scenario));
        QCOMPARE(lines.mid(0, 6),
                 (QStringList{
                     "A S 0 - 0 64240 mss=1460,ts,ws=7 SYN-SENT > SYN-RECEIVED",
                     "B SA 0 1 0 65160 mss=1460,ts,ws=7 SYN-RECEIVED > ESTABLISHED",
                     "A A 1 1 0 502 ts ESTABLISHED > ESTABLISHED",
                     "A PA 1 1 1448 502 ts ESTABLISHED > lost",
                     "A PA 1 1 1448 502 ts ESTABLISHED > ESTABLISHED",
                     "B A 1 1449 0 532 ts ESTABLISHED > ESTABLISHED",
                 }));
    }

    void what_a_timer_sends_is_led_back_to_the_input_that_set_it() {
        sim::Scenario scenario = two_hosts();
        sim::Fault first_data;
        first_data.what = sim::SegmentClass::data;
        scenario.faults = {first_data};
        scenario.programs = {server().recv("data", "conn", 10).close("conn").build(),
                             client().send("conn", 5).recv("end", "conn", 1).build()};
        const sim::Trace trace = played(scenario);
        QCOMPARE(
            live_test::story_of_sent(trace, 5).mid(0,
                                                   4), // after SYN, SYN-ACK, ACK and the lost bytes
            (QStringList{"sent", "timer retransmit fired", "timer retransmit set", "call send"}));
    }

    void an_ack_that_leaves_by_itself_was_delayed_since_the_segment_it_acknowledges() {
        sim::Scenario scenario = two_hosts();
        scenario.programs = {server().sleep(milliseconds{200}).close("conn").build(),
                             client().close("conn").build()};
        const QStringList expected{"sent", "timer delayed_ack fired", "timer delayed_ack set",
                                   "received"};
        QStringList story;
        // The fifth, after SYN, SYN-ACK, ACK and FIN, waits for the kernel's next tick. Where that
        // comes at once, nothing tells that it has waited.
        constexpr int plays = 5;
        for (int play = 0; play < plays && story != expected; ++play)
            story = live_test::story_of_sent(played(scenario), 5).mid(0, 4);
        QCOMPARE(story, expected);
    }

    void a_call_that_waited_came_back_for_the_segment_that_arrived() {
        sim::Scenario scenario = two_hosts();
        scenario.programs = {server().build(), client().build()};
        const sim::Trace trace = played(scenario);
        QCOMPARE(live_test::story_of_return(trace, "connect"),
                 (QStringList{"call connect", "received", "sent", "received", "sent",
                              "call connect", "call socket", "call socket"}));
    }

    void a_sent_byte_is_found_in_the_trace() {
        sim::Scenario scenario = two_hosts();
        scenario.programs = {server().recv("data", "conn", 10).build(),
                             client().send_text("conn", "hello").close("conn").build()};
        const sim::Trace trace = played(scenario);
        QCOMPARE(trace.conversations.size(), std::size_t{1});
        QCOMPARE(QByteArray::fromStdString(trace.conversations[0].ends[0].stream.read(0, 100)),
                 QByteArray{"hello"});
    }

    void hosts_with_ipv6_addresses_are_played_too() {
        sim::Scenario scenario = two_hosts();
        scenario.hosts[0].address = sim::parse_address("fd00::1").value();
        scenario.hosts[1].address = sim::parse_address("fd00::2").value();
        scenario.programs = {client().build()};
        QCOMPARE(segment_lines(played(scenario)),
                 (QStringList{
                     "A S 0 - 0 64800 mss=1440,sackok,ts,ws=7 SYN-SENT > CLOSED",
                     "B RA 0 1 0 0  CLOSED > CLOSED",
                 }));
    }

    void every_fault_is_done_to_real_packets() {
        sim::Scenario scenario = two_hosts();
        sim::Fault corrupt;
        corrupt.action = sim::FaultAction::corrupt;
        corrupt.what = sim::SegmentClass::data;
        sim::Fault duplicate;
        duplicate.action = sim::FaultAction::duplicate;
        duplicate.what = sim::SegmentClass::syn;
        scenario.faults = {corrupt, duplicate};
        scenario.programs = {server().recv("data", "conn", 10).build(),
                             client().send("conn", 5).build()};
        const QStringList lines = segment_lines(played(scenario));
        QVERIFY2(lines.contains("A PA 1 1 5 502 ts ESTABLISHED > lost"),
                 qPrintable(lines.join('\n')));
        QCOMPARE(lines.filter(" SA 0 1 ").size(), 2); // each copy of the SYN is answered
    }

    void a_run_that_the_machine_held_up_is_played_again() {
        sim::Scenario scenario = two_hosts();
        scenario.programs = {server().recv("data", "conn", 10).build(),
                             client().sleep(milliseconds{150}).send("conn", 5).build()};
        QVERIFY2(lateness_of_held_up(scenario) < 100'000, "the late run counted");
    }

    void a_run_whose_program_slept_too_long_is_played_again() {
        sim::Scenario scenario = two_hosts(); // nothing but the sleep is due while it is held up
        live_test::ProgramBuilder sleeper{"sleeper", "A"};
        scenario.programs = {sleeper.sleep(milliseconds{150}).build()};
        live_test::HoldUp hold_up;
        const live::Outcome<sim::Trace> trace = live::play(scenario, std::ref(hold_up));
        QVERIFY(trace.has_value());
        const sim::Record& woken = trace->record(trace->last());
        QCOMPARE(woken.kind, sim::RecordKind::call);
        QVERIFY2(woken.at < sim::Time{} + milliseconds{250}, "the late run counted");
    }

    void the_trace_says_where_it_was_recorded() {
        sim::Scenario scenario = without_sack(two_hosts());
        scenario.hosts[1].sysctls.push_back({"net.core.somaxconn", "7"});
        scenario.programs = {client().build()};
        const std::vector<sim::Fact> facts = played(scenario).header.environment;
        const auto has = [&](const char* name, const char* value) {
            return std::find(facts.begin(), facts.end(), sim::Fact{name, value}) != facts.end();
        };
        QCOMPARE(facts.at(0).name, std::string{"kernel"});
        QVERIFY(has("net.ipv4.tcp_sack", "0"));
        QVERIFY(has("net.core.somaxconn", "4096"));
        QVERIFY(has("B:net.core.somaxconn", "7"));
    }
};

QTEST_APPLESS_MAIN(TestStage)
#include "test_stage.moc"
