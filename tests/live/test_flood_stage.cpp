#include "live/playable_floods.h"
#include "live/stage.h"
#include "tests/live/played.h"
#include "tests/live/program_builder.h"
#include "tests/live/trace_lines.h"

#include <QtTest>

using live_test::played;
using sim::FateTally;
using sim::ListenCounter;
using std::chrono::milliseconds;

namespace {

sim::Flood flood_of_200() {
    return {.to = 1,
            .port = 8080,
            .at = sim::Time{} + milliseconds{50},
            .rate = 400,
            .count = 200,
            .sources = {.first = (10U << 24U) + (66U << 16U), .prefix = 16},
            .answer = sim::FloodAnswer::silent,
            .trace_every = 100};
}

/// A listener with a backlog of 16 that nobody accepts from, under 200 SYNs of half a second.
sim::Scenario flooded(sim::Scenario hosts, const char* cookies) {
    hosts.limit = milliseconds{800};
    hosts.sample_period = milliseconds{100};
    hosts.floods = {flood_of_200()};
    for (sim::HostSpec& host : hosts.hosts)
        host.sysctls.push_back({"net.ipv4.tcp_syncookies", cookies});
    live_test::ProgramBuilder server{"server", "B"};
    server.socket("listener")
        .bind("listener", 8080)
        .listen("listener", 16)
        .sleep(milliseconds{750});
    hosts.programs = {server.build()};
    return hosts;
}

/// "answered 17 1 17; unanswered 183 18 200": each fate, how many, the first and the last.
QString fates_of(const sim::Trace& trace) {
    QStringList fates;
    for (const sim::FloodSummary& flood : trace.load.floods)
        for (const FateTally& tally : flood.fates)
            fates << QStringLiteral("%1 %2 %3 %4")
                         .arg(QString::fromUtf8(name_of(tally.fate).data()))
                         .arg(tally.count)
                         .arg(tally.first)
                         .arg(tally.last);
    return fates.join("; ");
}

quint64 count_of(const sim::QueueSample& sample, ListenCounter counter) {
    return sample.counts.at(static_cast<std::size_t>(counter));
}

/// The last sample while the listener was open.
sim::QueueSample last_sample(const sim::Trace& trace) {
    return trace.load.samples.empty() ? sim::QueueSample{} : trace.load.samples.back();
}

void expect_refusal(const sim::Scenario& scenario, live::FailureKind kind, const char* words) {
    const live::Outcome<sim::Trace> outcome = live::play(scenario);
    QVERIFY2(!outcome.has_value(), words);
    QVERIFY2(outcome.error().kind == kind, outcome.error().message.en.c_str());
    QVERIFY2(QString::fromStdString(outcome.error().message.en).contains(words),
             outcome.error().message.en.c_str());
    QVERIFY2(!outcome.error().remedy.en.empty() && !outcome.error().remedy.zh.empty(), words);
}

} // namespace

/// Floods on the kernel: what comes of them, and that they can be aimed nowhere else.
class TestFloodStage : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        if (const std::optional<live::Failure> why = live::why_not_available())
            QSKIP(why->message.en.c_str());
    }

    void without_cookies_the_syn_queue_takes_one_more_than_the_backlog() {
        const sim::Trace trace = played(flooded(live_test::two_hosts(), "0"));
        QCOMPARE(fates_of(trace), QString("answered 17 1 17; unanswered 183 18 200"));
        const sim::QueueSample last = last_sample(trace);
        QCOMPARE(last.syn_queue, 17U);
        QCOMPARE(last.syn_queue_most, 17U);
        QCOMPARE(count_of(last, ListenCounter::req_q_full_drop), 183U);
        QCOMPARE(count_of(last, ListenCounter::listen_drops), 183U);
        QVERIFY((last.flood == sim::FloodCounts{200, 17, 0, 183}));
    }

    void with_cookies_every_syn_is_answered() {
        const sim::Trace trace = played(flooded(live_test::two_hosts(), "1"));
        QCOMPARE(fates_of(trace), QString("answered 200 1 200"));
        QCOMPARE(count_of(last_sample(trace), ListenCounter::syncookies_sent), 183U);
    }

    void sources_that_reset_leave_no_one_half_open() {
        sim::Scenario scenario = flooded(live_test::two_hosts(), "0");
        scenario.floods[0].answer = sim::FloodAnswer::reset;
        scenario.floods[0].rate = 200; // a place is free again before the queue is full
        scenario.floods[0].count = 100;
        const sim::Trace trace = played(scenario);
        QCOMPARE(fates_of(trace), QString("answered 100 1 100"));
        QCOMPARE(last_sample(trace).syn_queue, 0U);
    }

    void sources_that_complete_fill_the_accept_queue() {
        sim::Scenario scenario = flooded(live_test::two_hosts(), "0");
        scenario.floods[0].answer = sim::FloodAnswer::complete;
        const sim::Trace trace = played(scenario);
        QCOMPARE(last_sample(trace).accept_queue, 17U);
        QVERIFY(count_of(last_sample(trace), ListenCounter::listen_overflows) > 100U);
    }

    void a_port_where_nobody_listens_refuses() {
        sim::Scenario scenario = flooded(live_test::two_hosts(), "0");
        scenario.floods[0].port = 9;
        QCOMPARE(fates_of(played(scenario)), QString("refused 200 1 200"));
    }

    void the_trace_keeps_every_kth_and_the_first_and_last_of_each_fate() {
        const sim::Trace trace = played(flooded(live_test::two_hosts(), "0"));
        QStringList kept;
        for (const sim::Conversation& conversation : trace.conversations)
            kept << QString::fromStdString(
                to_text(trace.addresses.at(conversation.ends[0].endpoint.address)));
        QCOMPARE(kept, (QStringList{"10.66.0.1", "10.66.0.17", "10.66.0.18", "10.66.0.101",
                                    "10.66.0.200"}));
        QCOMPARE(live_test::segment_lines(trace).mid(0, 2),
                 (QStringList{"A S 0 - 0 64240 mss=1460 CLOSED > SYN-RECEIVED",
                              "B SA 0 1 0 64240 mss=1460 SYN-RECEIVED > lost"}));
    }

    void a_loopback_can_be_flooded_as_well() {
        const sim::Trace trace = played(flooded(live_test::two_hosts_on_loopback(), "0"));
        QCOMPARE(fates_of(trace), QString("answered 17 1 17; unanswered 183 18 200"));
        QCOMPARE(last_sample(trace).syn_queue, 17U);
    }

    void nothing_outside_the_scenario_can_be_a_target_or_a_source() {
        using live::FailureKind;
        sim::Scenario scenario = flooded(live_test::two_hosts(), "0");
        scenario.floods[0].to = 2;
        expect_refusal(scenario, FailureKind::bad_input, "goes to no host");
        scenario.floods[0] = flood_of_200();
        for (const sim::AddressRange outside :
             {sim::AddressRange{.first = 8U << 24U, .prefix = 16},
              sim::AddressRange{.first = (192U << 24U) + (168U << 16U), .prefix = 24},
              sim::AddressRange{.first = 10U << 24U, .prefix = 8},
              sim::AddressRange{.first = 0, .prefix = 0},
              sim::AddressRange{.first = (10U << 24U) + 1, .prefix = 24},
              sim::AddressRange{.first = 127U << 24U, .prefix = 16}}) {
            scenario.floods[0].sources = outside;
            expect_refusal(scenario, FailureKind::bad_input, "no block of 10.0.0.0/8");
        }
        scenario.floods[0].sources = {.first = 10U << 24U, .prefix = 24};
        expect_refusal(scenario, FailureKind::bad_input, "has the address of host A");
        scenario.floods[0] = flood_of_200();
        scenario.hosts[1].address = sim::parse_address("192.0.2.1").value();
        expect_refusal(scenario, FailureKind::bad_input, "can not have the address 192.0.2.1");
    }

    void more_than_a_laptop_takes_is_refused() {
        sim::Scenario scenario = flooded(live_test::two_hosts(), "0");
        scenario.floods[0].rate = live::most_flood_rate + 1;
        expect_refusal(scenario, live::FailureKind::not_for_a_kernel, "50000 SYNs a second");
        scenario.floods[0] = flood_of_200();
        scenario.floods[0].count = live::most_flood_syns + 1;
        scenario.floods[0].trace_every = 1000;
        expect_refusal(scenario, live::FailureKind::not_for_a_kernel, "2000000 SYNs");
    }

    void other_systems_queues_and_profiles_are_the_models_alone() {
        sim::Scenario scenario = flooded(live_test::two_hosts(), "0");
        scenario.profile = sim::ProfileName::classroom;
        expect_refusal(scenario, live::FailureKind::not_for_a_kernel, "profile classroom");
        scenario = flooded(live_test::two_hosts(), "0");
        scenario.listen_policy = sim::BacklogPolicy::bsd;
        expect_refusal(scenario, live::FailureKind::not_for_a_kernel, "another system");
    }
};

QTEST_APPLESS_MAIN(TestFloodStage)
#include "test_flood_stage.moc"
