#include "live/stage.h"
#include "tests/live/played.h"
#include "tests/live/program_builder.h"
#include "tests/live/trace_lines.h"

#include <QtTest>

using live_test::client;
using live_test::played;
using live_test::segment_lines;
using live_test::server;
using live_test::two_hosts_on_loopback;
using std::chrono::milliseconds;

namespace {

QString text_of(sim::State state) {
    return QString::fromStdString(std::string{name_of(state)});
}

/// A shipped scenario, played on a loopback.
sim::Trace played_on_loopback(std::string_view name) {
    for (const sim::ShippedScenario& shipped : sim::shipped_scenarios()) {
        if (shipped.name != name) continue;
        const auto scenario =
            sim::parse_scenario(shipped.text, std::string{name}, {.topology = "loopback"});
        if (scenario) return played(*scenario);
    }
    return {};
}

/// "B CLOSE-WAIT": where each end was seen to move.
QStringList state_lines(const sim::Trace& trace) {
    QStringList lines;
    for (sim::RecordId id = 1; id <= trace.last(); ++id) {
        const sim::Record& record = trace.record(id);
        if (record.kind != sim::RecordKind::state || record.conversation == 0) continue;
        lines << QString::fromStdString(trace.header.hosts.at(record.host).name + " ")
                     + text_of(record.state);
    }
    return lines;
}

/// Where B was seen to move in a conversation.
QStringList states_of_b(const sim::Trace& trace, sim::ConversationId conversation) {
    QStringList states;
    for (sim::RecordId id = 1; id <= trace.last(); ++id) {
        const sim::Record& record = trace.record(id);
        if (record.kind == sim::RecordKind::state && record.host == 1
            && record.conversation == conversation)
            states << text_of(record.state);
    }
    return states;
}

} // namespace

class TestLoopback : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        if (const std::optional<live::Failure> why = live::why_not_available())
            QSKIP(why->message.en.c_str());
    }

    void segments_are_those_of_the_wire_and_states_are_final() {
        sim::Scenario scenario = two_hosts_on_loopback();
        scenario.programs = {
            server().recv("data", "conn", 9).sleep(milliseconds{150}).close("conn").build(),
            client()
                .sleep(milliseconds{50})
                .send("conn", 5)
                .sleep(milliseconds{50})
                .close("conn")
                .build()};
        const sim::Trace trace = played(scenario);
        QCOMPARE(segment_lines(trace),
                 (QStringList{
                     "A S 0 - 0 64240 mss=1460,sackok,ts,ws=7 ESTABLISHED > ESTABLISHED",
                     "B SA 0 1 0 65160 mss=1460,sackok,ts,ws=7 ESTABLISHED > ESTABLISHED",
                     "A A 1 1 0 502 ts ESTABLISHED > ESTABLISHED",
                     "A PA 1 1 5 502 ts ESTABLISHED > ESTABLISHED",
                     "B A 1 6 0 510 ts ESTABLISHED > ESTABLISHED",
                     "A FA 6 1 0 502 ts FIN-WAIT-1 > CLOSE-WAIT",
                     "B A 1 7 0 510 ts CLOSE-WAIT > FIN-WAIT-2",
                     "B FA 1 7 0 510 ts CLOSED > TIME-WAIT",
                     "A A 7 2 0 502 ts TIME-WAIT > CLOSED",
                 }));
        QCOMPARE(state_lines(trace),
                 (QStringList{"A ESTABLISHED", "B ESTABLISHED", "A FIN-WAIT-1", "B CLOSE-WAIT",
                              "A FIN-WAIT-2", "B CLOSED", "A TIME-WAIT"}));
    }

    void an_end_that_was_reached_by_a_syn_has_listened() {
        sim::Scenario scenario = two_hosts_on_loopback();
        scenario.programs = {server().build(), client().build()};
        const sim::Trace trace = played(scenario);
        for (sim::RecordId id = 1; id <= trace.last(); ++id) {
            const sim::Record& record = trace.record(id);
            if (record.kind != sim::RecordKind::state || record.host != 1
                || record.conversation == 0)
                continue;
            QCOMPARE(record.detail, static_cast<std::uint32_t>(sim::State::listen));
            return;
        }
        QFAIL("B has moved nowhere");
    }

    void an_answer_is_led_back_to_the_segment_it_answers() {
        sim::Scenario scenario = two_hosts_on_loopback();
        scenario.programs = {server().build(), client().build()};
        QCOMPARE(live_test::story_of_sent(played(scenario), 3), // the ACK of the SYN-ACK
                 (QStringList{"sent", "received", "sent", "received", "sent", "call connect",
                              "call socket", "call socket"}));
    }

    /// A state that lasts some microseconds may pass between two looks: then it is played again,
    /// five times at most.
    void a_syn_that_ends_time_wait_opens_a_connection_of_its_own() {
        const QStringList new_states{"ESTABLISHED", "FIN-WAIT-1", "FIN-WAIT-2", "TIME-WAIT"};
        const QStringList old_states = new_states + QStringList{"CLOSED"};
        QStringList old_end, new_end; // of B
        for (int n = 0; n < 5 && (old_end != old_states || new_end != new_states); ++n) {
            const sim::Trace trace = played_on_loopback("time-wait-reuse");
            old_end = states_of_b(trace, 1);
            new_end = states_of_b(trace, 2);
        }
        QCOMPARE(old_end, old_states);
        QCOMPARE(new_end, new_states);
    }

    void either_host_may_connect_and_both_may_have_the_same_port() {
        sim::Scenario scenario = two_hosts_on_loopback();
        live_test::ProgramBuilder caller{"caller", "B"};
        caller.socket("conn").bind("conn", 8080).connect("conn", "A", 8080);
        live_test::ProgramBuilder called{"called", "A"};
        called.socket("listener")
            .bind("listener", 8080)
            .listen("listener", 1)
            .accept("conn", "listener");
        scenario.programs = {called.build(), caller.build()};
        const sim::Trace trace = played(scenario);
        QCOMPARE(live_test::call_lines(trace),
                 (QStringList{"socket 0", "bind 0", "listen 0", "socket 0", "bind 0", "connect 0",
                              "accept 0"}));
        QCOMPARE(segment_lines(trace).mid(0, 1),
                 QStringList{"B S 0 - 0 64240 mss=1460,sackok,ts,ws=7 ESTABLISHED > ESTABLISHED"});
    }

    void hosts_with_ipv6_addresses_are_played_too() {
        sim::Scenario scenario = two_hosts_on_loopback();
        scenario.hosts[0].address = sim::parse_address("fd00::1").value();
        scenario.hosts[1].address = sim::parse_address("fd00::2").value();
        scenario.programs = {client().build()};
        QCOMPARE(segment_lines(played(scenario)),
                 (QStringList{
                     "A S 0 - 0 64800 mss=1440,sackok,ts,ws=7 CLOSED > CLOSED",
                     "B RA 0 1 0 0  CLOSED > CLOSED",
                 }));
    }
};

QTEST_APPLESS_MAIN(TestLoopback)
#include "test_loopback.moc"
