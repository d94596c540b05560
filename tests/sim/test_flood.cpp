// Floods on the model: the figures of Linux 6.18 come out, the honest client gets in when it does
// there, and what the trace keeps of a flood is what it says.
#include "sim/history/history.h"
#include "sim/net/world.h"
#include "tests/sim/played.h"

#include <algorithm>

#include <QtTest>

namespace {

using sim::FloodFate;
using sim::History;
using sim::Rule;
using sim::Scenario;

Scenario shipped(std::string_view name, std::vector<sim::Setting> settings = {}) {
    for (const sim::ShippedScenario& scenario : sim::shipped_scenarios())
        if (scenario.name == name)
            return sim::parse_scenario(scenario.text, std::string(name),
                                       {.settings = std::move(settings)})
                .value();
    qFatal("there is no such scenario");
}

/// The sample of an instant, in milliseconds.
const sim::QueueSample& sample_at(const sim::Trace& trace, std::int64_t ms) {
    const auto found =
        std::find_if(trace.load.samples.begin(), trace.load.samples.end(), [&](const auto& sample) {
            return sample.at.since_start_ns == ms * 1'000'000;
        });
    if (found == trace.load.samples.end()) qFatal("there is no sample then");
    return *found;
}

std::uint64_t count(const sim::QueueSample& sample, sim::ListenCounter counter) {
    return sample.counts.at(static_cast<std::size_t>(counter));
}

/// When each connect() came back, in milliseconds of virtual time, in order; failures are negative.
QList<std::int64_t> connects(const sim::Trace& trace) {
    QList<std::int64_t> times;
    for (sim::RecordId id = 1; id <= trace.last(); ++id) {
        const sim::Record& record = trace.record(id);
        if (record.kind != sim::RecordKind::call) continue;
        const sim::CallEvent& call = trace.calls.at(record.detail);
        if (call.name != "connect" || call.phase != sim::CallPhase::returned) continue;
        const std::int64_t ms = record.at.since_start_ns / 1'000'000;
        times << (call.error.empty() ? ms : -ms);
    }
    return times;
}

std::size_t records_under(const sim::Trace& trace, Rule rule) {
    std::size_t count = 0;
    for (sim::RecordId id = 1; id <= trace.last(); ++id)
        if (trace.record(id).rule == rule) ++count;
    return count;
}

/// A server on B that listens with backlog 2, and whatever `more` says.
std::string with_listener(const std::string& keys, const std::string& more,
                          const std::string& calls = "'sleep(3 s)'") {
    return keys + "\nlink.delay = '10 ms'\n" + more
           + "\n[[program]]\nhost = 'B'\nname = 'server'\n"
             "calls = ['l = socket()', 'bind(l, 8080)', 'listen(l, 2)', "
           + calls + "]\n";
}

std::string flood_of(int count, const std::string& keys = "", int rate = 1000) {
    return "[[flood]]\nto = 'B'\nport = 8080\nrate = " + std::to_string(rate)
           + "\ncount = " + std::to_string(count) + "\n" + keys;
}

} // namespace

class TestFlood : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// kernel-lab: 2,000 SYNs at 1,000 a second, clients at 1, 4 and 10 s, link of 10 ms.
    void the_figures_of_linux_come_out_data() {
        QTest::addColumn<QString>("scenario");
        QTest::addColumn<QList<int>>("half_open"); // at 1, 5, 10, 30, 64 and 66 s
        QTest::addColumn<QList<std::int64_t>>("clients");
        QTest::addColumn<QList<int>>("counts"); // dropped, answered by cookies, cookies back
        const auto row = [](const char* scenario, const QList<int>& half_open,
                            const QList<std::int64_t>& clients, const QList<int>& counts) {
            QTest::newRow(scenario) << scenario << half_open << clients << counts;
        };
        const QList<int> none{0, 0, 0, 0, 0, 0};
        const QList<std::int64_t> at_once{1020, 4020, 10020};
        row("flood-8-nocookies", {9, 9, 4, 4, 4, 0}, {8116, 8148, 10020}, {1991, 0, 0});
        row("flood-8-cookies", {9, 9, 4, 4, 4, 0}, at_once, {0, 1991, 2});
        row("flood-8-cookies-always", none, at_once, {0, 2000, 3});
        row("flood-128-nocookies", {129, 129, 64, 64, 64, 0}, {8116, 8148, 10020}, {1871, 0, 0});
        row("flood-128-cookies", {129, 129, 64, 64, 64, 0}, at_once, {0, 1871, 2});
        row("flood-128-cookies-always", none, at_once, {0, 2000, 3});
        row("flood-1024-nocookies", {990, 1025, 512, 512, 512, 0}, {1020, 8116, 10020},
            {975, 0, 0});
        row("flood-1024-cookies", {990, 1025, 512, 512, 512, 0}, at_once, {0, 975, 1});
        row("flood-1024-cookies-always", none, at_once, {0, 2000, 3});
    }
    void the_figures_of_linux_come_out() {
        QFETCH(QString, scenario);
        QFETCH(QList<int>, half_open);
        QFETCH(QList<std::int64_t>, clients);
        QFETCH(QList<int>, counts);
        const History history = History::play(shipped(scenario.toStdString()));
        const sim::Trace& trace = history.trace();
        QList<int> seen;
        for (const std::int64_t seconds : {1, 5, 10, 30, 64, 66})
            seen << static_cast<int>(sample_at(trace, seconds * 1000).syn_queue);
        QCOMPARE(seen, half_open);
        QCOMPARE(connects(trace), clients);
        QList<int> fates{0, 0};
        for (const sim::FateTally& tally : trace.load.floods.at(0).fates) {
            if (tally.fate == FloodFate::syn_queue_full) fates[0] = static_cast<int>(tally.count);
            if (tally.fate == FloodFate::cookie) fates[1] = static_cast<int>(tally.count);
        }
        fates << static_cast<int>(
            count(trace.load.samples.back(), sim::ListenCounter::syncookies_recv));
        QCOMPARE(fates, counts);
    }

    /// 49 half open: 64 less a quarter, and one. They are fewer than half of the backlog of 1,024,
    /// so that none is pruned, and the client waits until the last retry has gone by.
    void max_syn_backlog_bounds_a_long_queue_without_cookies() {
        const History history = History::play(
            shipped("flood-1024-nocookies", {{"B:net.ipv4.tcp_max_syn_backlog", "64"}}));
        for (const int ms : {1000, 10'000, 64'000})
            QCOMPARE(sample_at(history.trace(), ms).syn_queue, 49U);
        QCOMPARE(connects(history.trace()).front() / 1000, std::int64_t{69});
        const sim::QueueSample& last = history.trace().load.samples.back();
        QCOMPARE(count(last, sim::ListenCounter::req_q_full_drop), std::uint64_t{0});
        QVERIFY(count(last, sim::ListenCounter::listen_drops) >= 1951);
    }

    void the_trace_keeps_the_first_last_and_every_kth() {
        const History history = History::play(shipped("flood-8-nocookies"));
        const sim::Trace& trace = history.trace();
        QList<std::int64_t> kept; // by the millisecond in which they left
        for (sim::RecordId id = 1; id <= trace.last(); ++id)
            if (trace.record(id).rule == Rule::wire_flood)
                kept << trace.record(id).at.since_start_ns / 1'000'000;
        QCOMPARE(kept, (QList<std::int64_t>{0, 8, 9, 500, 1000, 1500, 1999}));
        const sim::ConversationEnd& source = trace.conversation(2).ends[0];
        QCOMPARE(sim::to_text(trace.addresses.at(source.endpoint.address)),
                 std::string("10.66.0.9"));
        QCOMPARE(source.endpoint.port, std::uint16_t{1024});
        QCOMPARE(source.host, sim::HostId{0});
    }

    void every_record_of_a_flood_can_be_replayed() {
        const History history = History::play(shipped("flood-8-cookies"));
        for (sim::RecordId id = 0; id <= history.trace().last(); id += 7)
            QVERIFY(history.world_at(id).last_record() >= id);
    }

    void the_queues_show_their_slots() {
        const History history = History::play(shipped("flood-8-nocookies"));
        const sim::Trace& trace = history.trace();
        sim::RecordId at_four_seconds = 0;
        for (sim::RecordId id = 1; id <= trace.last(); ++id)
            if (trace.record(id).at <= sim::Time{4'000'000'000}) at_four_seconds = id;
        const sim::Snapshot snapshot = history.snapshot_at(at_four_seconds);
        const sim::ListenerSnapshot& listener = snapshot.listeners.at(0);
        QCOMPARE(listener.half_open.size(), std::size_t{9});
        QCOMPARE(listener.syn_queue_most, 9U);
        const sim::QueueSlot& second = listener.half_open.at(1);
        QCOMPARE(second.slot, 1U);
        QCOMPARE(second.conversation, 0U); // not kept
        QVERIFY(second.of_flood);
        QCOMPARE(second.timeouts, 2U);
        QCOMPARE(second.retries_left, 0U); // the queue is crowded
        QVERIFY(second.due > snapshot.at);
        QCOMPARE(snapshot.connections.size(), std::size_t{4}); // two of the flood, two clients'
    }

    void sources_that_reset_free_their_slots() {
        const History history =
            played(with_listener("run.limit = '5 s'", flood_of(250, "answer = 'reset'\n", 100)));
        // A round trip of 20 ms at 100 a second: never more than three at once.
        for (const sim::QueueSample& sample : history.trace().load.samples)
            QVERIFY(sample.syn_queue <= 3);
        const sim::FloodSummary& flood = history.trace().load.floods.at(0);
        QCOMPARE(flood.fates.at(0).count, flood.sent);
        QCOMPARE(records_under(history.trace(), Rule::wire_flood_answers), std::size_t{500});
    }

    void slots_of_connections_nobody_has_seen_are_used_again() {
        const std::string flood = flood_of(50'000, "answer = 'reset'\ntrace_every = 20000\n", 100);
        const History history = played(
            with_listener("run.limit = '10 min'\nrun.sample = '1 s'", flood, "'sleep(510 s)'"));
        const sim::World world = history.world_at(history.trace().last());
        QCOMPARE(world.floods().at(0).arrived, std::uint64_t{50'000});
        QVERIFY(world.slots().size() < 20);
    }

    void sources_that_complete_fill_the_accept_queue() {
        const History history =
            played(with_listener("run.limit = '5 s'", flood_of(100, "answer = 'complete'\n", 100)));
        const sim::QueueSample& late = sample_at(history.trace(), 1000);
        QCOMPARE(late.accept_queue, 3U);
        QCOMPARE(late.accept_queue_most, 3U);
        QVERIFY(count(late, sim::ListenCounter::listen_overflows) > 90);
        QCOMPARE(count(late, sim::ListenCounter::listen_overflows),
                 count(late, sim::ListenCounter::listen_drops));
    }

    void a_flood_for_a_closed_port_is_refused() {
        const History history = played("link.delay = '10 ms'\n" + flood_of(50)
                                       + "[[program]]\nhost = 'B'\ncalls = ['sleep(1 s)']\n");
        const sim::FloodSummary& flood = history.trace().load.floods.at(0);
        QCOMPARE(flood.fates.size(), std::size_t{1});
        QVERIFY(flood.fates.at(0).fate == FloodFate::refused);
        QCOMPARE(flood.fates.at(0).count, std::uint64_t{50});
        QVERIFY(records_under(history.trace(), Rule::wire_flood_nobody) == 50);
    }

    void a_syn_cache_evicts_its_oldest_entry() {
        const History history =
            played(with_listener("run.limit = '5 s'\nlisten.policy = 'bsd'", flood_of(100)));
        QCOMPARE(sample_at(history.trace(), 1000).syn_queue, 2U);
        QCOMPARE(records_under(history.trace(), Rule::bsd_syn_cache_evicts), std::size_t{98});
        QCOMPARE(history.trace().load.floods.at(0).fates.at(0).count, std::uint64_t{100});
    }

    void the_textbook_has_one_queue_for_both() {
        const History history =
            played(with_listener("run.limit = '5 s'\nlisten.policy = 'textbook'",
                                 flood_of(100, "answer = 'complete'\n")));
        const sim::QueueSample& late = sample_at(history.trace(), 1000);
        QCOMPARE(late.accept_queue, 2U);
        QCOMPARE(late.syn_queue, 0U);
        QCOMPARE(count(late, sim::ListenCounter::listen_drops), std::uint64_t{98});
        QVERIFY(records_under(history.trace(), Rule::textbook_backlog_full) == 98);
    }

    void faults_neither_count_nor_touch_a_flood() {
        const std::string fault = "[[fault]]\ndo = 'drop'\nfrom = 'A'\nwhat = 'syn'\nevery = 1\n"
                                  "[[fault]]\ndo = 'drop'\nfrom = 'B'\nwhat = 'any'\nevery = 1\n";
        const History history =
            played(with_listener("run.limit = '5 s'\nlink.loss = 1", flood_of(10) + fault));
        QCOMPARE(history.trace().load.floods.at(0).fates.at(0).count, std::uint64_t{3});
        QCOMPARE(records_under(history.trace(), Rule::wire_fault), std::size_t{0});
        QCOMPARE(records_under(history.trace(), Rule::wire_loss), std::size_t{0});
    }

    void a_loopback_is_flooded_as_well() {
        const History history = played("topology = 'loopback'\nrun.limit = '5 s'\n" + flood_of(100)
                                       + "[[program]]\nhost = 'B'\ncalls = ['l = socket()', "
                                         "'bind(l, 8080)', 'listen(l, 2)', 'sleep(1 s)']\n");
        QCOMPARE(sample_at(history.trace(), 1000).syn_queue, 3U);
    }

    void two_floods_keep_apart() {
        const std::string other = flood_of(20, "sources = '10.67.0.0/24'\nanswer = 'reset'\n");
        const History history = played(
            with_listener("run.limit = '5 s'", flood_of(10, "sources = '10.66.0.0/24'\n") + other));
        QCOMPARE(history.trace().load.floods.at(0).sent, std::uint64_t{10});
        QCOMPARE(history.trace().load.floods.at(1).sent, std::uint64_t{20});
        QCOMPARE(sample_at(history.trace(), 100).flood.sent, std::uint64_t{30});
    }

    void an_ack_that_finds_no_place_is_counted_each_time() {
        // The ACK, the data, the answer to a repeated SYN-ACK, a probe and a retransmission.
        const History dropped = History::play(shipped("full-accept-queue"));
        const sim::QueueSample& before_accept = sample_at(dropped.trace(), 2500);
        QCOMPARE(count(before_accept, sim::ListenCounter::listen_overflows), std::uint64_t{5});
        QCOMPARE(count(before_accept, sim::ListenCounter::listen_drops), std::uint64_t{5});
        QCOMPARE(before_accept.syn_queue, 1U);
        const History refused = History::play(shipped("full-accept-queue-abort"));
        QCOMPARE(records_under(refused.trace(), Rule::linux_abort_on_overflow), std::size_t{3});
        QCOMPARE(sample_at(refused.trace(), 2500).syn_queue, 0U);
    }

    void a_cookie_that_nobody_gave_is_refused_and_counted() {
        const std::string forged = "[[inject]]\nfrom = 'A'\nat = '500 ms'\nfrom_port = 7\n"
                                   "to_port = 8080\nflags = 'A'\nseq = 1000\nack = 2000\n";
        const std::string client =
            "[[program]]\nhost = 'A'\nname = 'client'\n"
            "calls = ['s = socket()', 'connect(s, B, 8080)', 'sleep(1 s)']\n";
        const std::string cookies =
            "[[host]]\nname = 'B'\n[host.sysctl]\nnet.ipv4.tcp_syncookies = 2\n";
        const History history =
            played(with_listener("run.sample = '1 s'", cookies + forged + client));
        const sim::QueueSample& sample = sample_at(history.trace(), 1000);
        QCOMPARE(count(sample, sim::ListenCounter::syncookies_sent), std::uint64_t{1});
        QCOMPARE(count(sample, sim::ListenCounter::syncookies_recv), std::uint64_t{1});
        QCOMPARE(count(sample, sim::ListenCounter::syncookies_failed), std::uint64_t{1});
        QCOMPARE(records_under(history.trace(), Rule::rfc4987_3_6_cookie_invalid), std::size_t{2});
        QCOMPARE(sample.accept_queue, 1U);
    }

    void samples_come_without_a_flood_when_asked_for() {
        const History history = played(with_listener("run.sample = '1 s'", ""));
        const std::vector<sim::QueueSample>& samples = history.trace().load.samples;
        QCOMPARE(samples.size(), std::size_t{3}); // after 1, 2 and 3 s; then nobody listens
        QCOMPARE(samples.front().at.since_start_ns, std::int64_t{1'000'000'000});
        QCOMPARE(samples.front().syn_queue_most, 3U);
        QVERIFY(played(with_listener("", "")).trace().load.samples.empty());
    }

    void the_same_flood_is_the_same_bytes() {
        const Scenario scenario = shipped("flood-8-cookies");
        QVERIFY(History::play(scenario).trace() == History::play(scenario).trace());
    }
};

QTEST_APPLESS_MAIN(TestFlood)
#include "test_flood.moc"
