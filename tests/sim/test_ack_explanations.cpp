#include "sim/trace/diff.h"
#include "tests/sim/played.h"

#include <algorithm>

#include <QtTest>

namespace {

using namespace sim;

/// Ten segments of A, of which the first is lost, and B knows no round trip time yet.
Trace first_is_lost(const std::string& link = "") {
    const std::string keys = "link.delay = \"20 ms\"\n" + link + R"(
[[host]]
name = "A"
[host.sysctl]
"net.ipv4.tcp_timestamps" = 0
[[host]]
name = "B"
[host.sysctl]
"net.ipv4.tcp_rmem" = "4096 60000 60000"
)";
    const char* const loss = R"(
[[fault]]
do = "drop"
from = "A"
what = "data"
nth = 1
)";
    return played(unread_scenario(keys, 130, 14'600, loss)).trace();
}

const char* const slow_link = "link.rate = \"100 Mbit/s\"";

/// What is explained by the timer that puts ACKs together.
QStringList texts_of(const Diff& diff) {
    QStringList texts;
    for (const Pair& pair : diff.pairs)
        if (pair.rule == Rule::comparison_ack_compression)
            texts << QString::fromStdString(pair.explanation_en);
    return texts;
}

} // namespace

/// Two models stand for the two stages; on the link of the second a burst takes some time.
class TestAckExplanations : public QObject {
    Q_OBJECT

private slots:
    void a_burst_that_takes_its_time_divides_an_ack() {
        const Diff diff = compare(first_is_lost(), first_is_lost(slow_link));
        QCOMPARE(diff.unexplained, 0U);
        QCOMPARE(
            texts_of(diff),
            (QStringList{"The kernel sends one ACK more for what lies beyond 1: the timer that "
                         "puts such ACKs together went off in the midst of a burst, and the "
                         "next ACK, 120 µs later, tells as much.",
                         "The kernel sends one ACK more for what lies beyond 1: the timer that "
                         "puts such ACKs together went off in the midst of a burst, and the "
                         "next ACK, 120 µs later, tells as much."}));
        const Diff turned = compare(first_is_lost(slow_link), first_is_lost());
        QCOMPARE(turned.unexplained, 0U);
        QVERIFY(texts_of(turned).value(0).startsWith("The model sends one ACK more"));
    }

    void an_ack_of_what_no_other_tells_stays_unexplained() {
        Trace kernel = first_is_lost(slow_link);
        const auto longest = std::max_element(
            kernel.options.begin(), kernel.options.end(),
            [](const OptionsRow& a, const OptionsRow& b) {
                return a.options.sack_count < b.options.sack_count
                       || (a.options.sack_count == b.options.sack_count
                           && before(a.options.sack[0].end, b.options.sack[0].end));
            });
        longest->options.sack[0].end = longest->options.sack[0].end + 1;
        QVERIFY(compare(first_is_lost(), kernel).unexplained > 0);
    }

    void the_first_three_acks_of_a_gap_stay_unexplained() {
        const Trace model = first_is_lost();
        Trace kernel = first_is_lost();
        RecordId first = 1;
        while (kernel.record(first).host != 1 || kernel.record(first).kind != RecordKind::sent
               || options_of(kernel, first) == nullptr
               || options_of(kernel, first)->options.sack_count == 0)
            ++first;
        kernel.records[first - 1].kind = RecordKind::change;
        kernel.records[first - 1].detail = 0;
        QVERIFY(compare(model, kernel).unexplained > 0);
    }
};

QTEST_APPLESS_MAIN(TestAckExplanations)
#include "test_ack_explanations.moc"
