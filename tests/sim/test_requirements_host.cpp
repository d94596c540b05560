#include "sim/history/history.h"
#include "sim/tcp/isn.h"
#include "tests/sim/played.h"

#include <QtTest>

namespace {

using std::chrono::microseconds;
using std::chrono::seconds;

sim::Path path_of(std::uint16_t port) {
    return {.local = {.address = 0, .port = port}, .remote = {.address = 1, .port = 8080}};
}

sim::SeqNum isn(std::uint16_t port, sim::Duration after, std::uint64_t secret = 1) {
    return sim::initial_sequence_number(path_of(port), sim::Time{} + after, secret,
                                        sim::profile_named(sim::ProfileName::rfc9293));
}

/// How many bits of two numbers differ.
int distance(std::uint32_t a, std::uint32_t b) {
    int bits = 0;
    for (std::uint32_t differing = a ^ b; differing != 0; differing &= differing - 1)
        ++bits;
    return bits;
}

/// The states that ends of connections reach, by host.
QStringList states_of(const sim::Trace& trace, sim::ConversationId conversation) {
    QStringList states;
    for (sim::RecordId id = 1; id <= trace.last(); ++id) {
        const sim::Record& record = trace.record(id);
        if (record.kind != sim::RecordKind::state || record.conversation != conversation) continue;
        const std::string_view name = sim::name_of(record.state);
        states << QString::fromStdString(trace.header.hosts[record.host].name + " ")
                      + QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
    }
    return states;
}

/// B calls from port 8080 and gets no answer; then somebody listens on that port of B.
const char* const call_and_listen = R"(
title.en = "t"
title.zh = "t"
profile = "rfc9293"
run.limit = "3 s"
link.delay = "10 ms"

[[program]]
host = "B"
name = "caller"
calls = ['s = socket()', 'setsockopt(s, SO_REUSEADDR, 1)', 'bind(s, 8080)', 'connect(s, A, 9000)']

[[program]]
host = "B"
name = "server"
start = "100 ms"
calls = ['l = socket()', 'setsockopt(l, SO_REUSEADDR, 1)', 'bind(l, 8080)', 'listen(l, 5)',
         'c = accept(l)', 'sleep(1 s)']

[[program]]
host = "A"
name = "client"
start = "200 ms"
calls = ['s = socket()', 'connect(s, B, 8080)', 'sleep(1 s)']

[[fault]]
do = "drop"
from = "B"
what = "syn"
every = 1
)";

} // namespace

/// What RFC 9293 requires of a host beside its connections (3.4.1, 3.9.1.1).
class TestRequirementsHost : public QObject {
    Q_OBJECT

private slots:
    /// MUST-8
    void must_8_initial_numbers_follow_a_clock_of_four_microseconds() {
        const sim::SeqNum first = isn(40000, seconds{1});
        QCOMPARE(isn(40000, seconds{1} + microseconds{4}).raw - first.raw, 1U);
        QCOMPARE(isn(40000, seconds{61}).raw - first.raw, 15000000U);
        // It goes round in 4.77 hours.
        QCOMPARE(isn(40000, seconds{1} + microseconds{4} * (std::int64_t{1} << 32)), first);
    }

    /// SHLD-1
    void shld_1_other_ports_have_unrelated_numbers() {
        int bits = 0;
        for (std::uint16_t port = 40000; port < 41000; ++port)
            bits += distance(isn(port, seconds{1}).raw,
                             isn(static_cast<std::uint16_t>(port + 1), seconds{1}).raw);
        QVERIFY2(bits > 15000 && bits < 17000, qPrintable(QString::number(bits)));
        QCOMPARE(isn(40000, seconds{1}), isn(40000, seconds{1}));
    }

    /// MUST-9
    void must_9_the_numbers_hang_on_a_secret() {
        int bits = 0;
        for (std::uint64_t secret = 0; secret < 1000; ++secret)
            bits += distance(isn(40000, seconds{1}, secret).raw,
                             isn(40000, seconds{1}, secret + 1).raw);
        QVERIFY2(bits > 15000 && bits < 17000, qPrintable(QString::number(bits)));
    }

    /// MUST-42
    void must_42_a_port_may_listen_while_it_calls() {
        const sim::Trace trace = played(call_and_listen).trace();
        QCOMPARE(states_of(trace, 1), (QStringList{"B SYN-SENT"}));
        QCOMPARE(states_of(trace, 2).mid(0, 4),
                 (QStringList{"A SYN-SENT", "B SYN-RECEIVED", "A ESTABLISHED", "B ESTABLISHED"}));
    }

    /// MUST-44
    void must_44_the_host_chooses_the_address_that_nobody_named() {
        const sim::Trace trace =
            played(echo_scenario("'s = socket()', 'connect(s, B, 8080)', 'close(s)'")).trace();
        const sim::ConversationEnd& client = trace.conversation(1).end(sim::Side::opener);
        QCOMPARE(sim::to_text(trace.addresses.at(client.endpoint.address)),
                 std::string{"10.0.0.1"});
        QVERIFY(client.endpoint.port >= 32768);
    }
};

QTEST_GUILESS_MAIN(TestRequirementsHost)
#include "test_requirements_host.moc"
