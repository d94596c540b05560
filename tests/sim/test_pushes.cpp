#include "tests/sim/played.h"

#include <QtTest>

using namespace sim;

namespace {

const char* const large_send_buffer = R"(link.delay = "15 ms"
[[host]]
name = "A"
[host.sysctl]
"net.ipv4.tcp_wmem" = "4096 4194304 4194304"
)";

/// "31857+1448": first byte and length of each segment of A that has PSH.
QStringList pushed_by_a(const Trace& trace) {
    QStringList lines;
    for (RecordId id = 1; id <= trace.last(); ++id) {
        const Record& record = trace.record(id);
        if (record.kind == RecordKind::sent && record.host == 0 && record.flags.psh)
            lines << QStringLiteral("%1+%2")
                         .arg(distance(trace.conversation(1).end(Side::opener).initial, record.seq))
                         .arg(record.length);
    }
    return lines;
}

} // namespace

class TestPushes : public QObject {
    Q_OBJECT

private slots:
    /// Half of the largest window lies between two (forced_push). A probe of 128 bytes cuts a
    /// buffer; then each takes as many of the next, to be full again, and keeps its PSH. As Linux
    /// 6.18 sent it.
    void a_buffer_that_is_filled_up_anew_keeps_its_push() {
        QCOMPARE(pushed_by_a(played(unread_scenario(large_send_buffer, 130, 115'840)).trace()),
                 (QStringList{"31857+1448", "65161+1448", "82537+128", "82665+1448", "98593+1448",
                              "114521+1320"}));
    }
};

QTEST_APPLESS_MAIN(TestPushes)
#include "test_pushes.moc"
