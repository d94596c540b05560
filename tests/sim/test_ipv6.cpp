#include "sim/history/history.h"
#include "sim/scenario/scenario.h"

#include <QtTest>

namespace {

/// A sends 3,000 bytes to B, both with IPv6 addresses.
sim::Trace played(const std::string& profile) {
    const std::string text = "profile = \"" + profile + "\"\n" + R"(
link.delay = "10 ms"
[[host]]
name = "A"
address = "fd00::1"
[[host]]
name = "B"
address = "fd00::2"
[[program]]
host = "B"
name = "server"
calls = ['s = socket()', 'bind(s, 80)', 'listen(s, 1)', 'c = accept(s)', 'd = recv(c, 3000)']
[[program]]
host = "A"
name = "client"
calls = ['c = socket()', 'connect(c, B, 80)', 'send(c, bytes(3000))']
)";
    const auto scenario = sim::parse_scenario(text, "ipv6");
    if (scenario) return sim::History::play(*scenario).trace();
    qWarning("%s", scenario.error().message.c_str());
    return {};
}

/// Of the segments A sends: the SYN's window and MSS, then the lengths of its data.
QList<int> sizes(const sim::Trace& trace) {
    QList<int> found;
    for (sim::RecordId id = 1; id <= trace.last(); ++id) {
        const sim::Record& record = trace.record(id);
        if (record.kind != sim::RecordKind::sent || record.host != 0) continue;
        if (record.flags.syn)
            found << record.window << sim::options_of(trace, id)->options.mss;
        else if (record.length > 0)
            found << static_cast<int>(record.length);
    }
    return found;
}

} // namespace

/// What the longer header of IPv6 leaves for TCP (RFC 9293 3.7.1).
class TestIpv6 : public QObject {
    Q_OBJECT

private slots:
    void a_segment_is_twenty_bytes_shorter_than_with_ipv4() {
        QCOMPARE(sizes(played("linux")), (QList<int>{64800, 1440, 1428, 1428, 144}));
        QCOMPARE(sizes(played("rfc9293")).mid(1), (QList<int>{1440, 1440, 1440, 120}));
    }
};

QTEST_GUILESS_MAIN(TestIpv6)
#include "test_ipv6.moc"
