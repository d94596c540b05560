#include "tests/sim/played.h"

#include <QtTest>

using namespace sim;

namespace {

/// "241 44889", "330 18981 20441-21721": when, number and blocks of each ACK that B sends from
/// `from` to before `to` ms.
QStringList acks_of_b(const Trace& trace, int from, int to) {
    const Conversation& ends = trace.conversation(1);
    const auto relative = [&ends](SeqNum number) {
        return distance(ends.end(Side::opener).initial, number);
    };
    QStringList lines;
    for (RecordId id = 1; id <= trace.last(); ++id) {
        const Record& record = trace.record(id);
        const std::int64_t at_ms = record.at.since_start_ns / 1'000'000;
        if (record.kind != RecordKind::sent || record.host != 1 || at_ms < from || at_ms >= to)
            continue;
        QString line = QStringLiteral("%1 %2").arg(at_ms).arg(relative(record.ack));
        const OptionsRow* row = options_of(trace, id);
        for (std::size_t i = 0; row != nullptr && i < row->options.sack_count; ++i)
            line += QStringLiteral(" %1-%2")
                        .arg(relative(row->options.sack.at(i).first))
                        .arg(relative(row->options.sack.at(i).end));
        lines << line;
    }
    return lines;
}

} // namespace

/// What Linux 6.18 did in the same scenarios.
class TestAckTiming : public QObject {
    Q_OBJECT

private slots:
    /// The third burst comes eight ticks after the second, whose ACK waits ten: a quarter of that
    /// is left. The wheel goes off a tick later, which does not count.
    void an_ack_that_is_almost_due_leaves_with_the_next_data() {
        const char* const keys = R"(link.delay = "16 ms"
[[host]]
name = "A"
[host.sysctl]
"net.ipv4.tcp_wmem" = "4096 4194304 4194304"
)";
        QCOMPARE(acks_of_b(played(unread_scenario(keys, 129, 115'840)).trace(), 225, 260),
                 QStringList{"241 44889"});
    }

    /// B has no round trip time yet, without timestamps and with nothing in turn. What comes at
    /// once is still told by one ACK, here by the one that fills the gap.
    void acks_are_put_together_before_a_round_trip_is_known() {
        const char* const keys = R"(link.delay = "40 ms"
[[host]]
name = "A"
[host.sysctl]
"net.ipv4.tcp_timestamps" = 0
)";
        const char* const losses = R"(
[[fault]]
do = "drop"
from = "A"
what = "data"
nth = 1
[[fault]]
do = "drop"
from = "A"
what = "data"
nth = 15
)";
        QCOMPARE(acks_of_b(played(unread_scenario(keys, 130, 21'720, losses)).trace(), 300, 360),
                 (QStringList{"330 17521", "330 18981 20441-21721"}));
    }
};

QTEST_APPLESS_MAIN(TestAckTiming)
#include "test_ack_timing.moc"
