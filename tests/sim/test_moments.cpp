#include "sim/trace/diff.h"
#include "tests/sim/played.h"

#include <algorithm>

#include <QtTest>

namespace {

using namespace sim;

/// A sends 100,000 bytes; B begins to read when it has slept.
Trace transfer(const char* sleep, const char* settings_of_a = "") {
    return played(std::string(R"(
title.en = "t"
title.zh = "t"
link.delay = "10 ms"

[[host]]
name = "A"
[host.sysctl]
)") + settings_of_a
                  + R"(
[[program]]
host = "B"
name = "server"
calls = ['l = socket()', 'bind(l, 8080)', 'listen(l, 5)', 'c = accept(l)', 'sleep()"
                  + sleep
                  + R"()', 'repeat until end of stream', 'd = recv(c, 65536)', 'end', 'close(c)']

[[program]]
host = "A"
name = "client"
calls = ['s = socket()', 'connect(s, B, 8080)', 'send(s, bytes(100000))', 'close(s)']
)")
        .trace();
}

const char* const ample = "\"net.ipv4.tcp_wmem\" = \"4096 4194304 4194304\"\n";

int count(const Diff& diff, Rule rule) {
    return static_cast<int>(std::count_if(diff.pairs.begin(), diff.pairs.end(),
                                          [&](const Pair& pair) { return pair.rule == rule; }));
}

/// The explanation of the first pair of this kind that differs.
QString first_text(const Diff& diff, PairKind kind) {
    const auto found = std::find_if(diff.pairs.begin(), diff.pairs.end(), [&](const Pair& pair) {
        return pair.status == PairStatus::explained && pair.kind == kind;
    });
    return found == diff.pairs.end() ? QString{} : QString::fromStdString(found->explanation_en);
}

/// The last segment of `host` that `is_wanted` takes.
template <typename Predicate>
Record& last_sent(Trace& trace, HostId host, Predicate is_wanted) {
    for (RecordId id = trace.last(); id > 0; --id) {
        Record& record = trace.records[id - 1];
        if (record.kind == RecordKind::sent && record.host == host && is_wanted(record))
            return record;
    }
    qFatal("no such segment");
}

bool has_data(const Record& record) {
    return record.length != 0;
}
bool is_pure_ack(const Record& record) {
    return record.length == 0 && record.flags == Flags{.ack = true};
}

} // namespace

/// Two stages whose programs ran at other moments: here two models, one of which reads later or
/// has less room to write.
class TestMoments : public QObject {
    Q_OBJECT

private slots:
    void a_reader_that_reads_later_takes_more_at_once() {
        const Diff diff = compare(transfer("1 us", ample), transfer("25 ms", ample));
        QCOMPARE(diff.unexplained, 0U);
        QVERIFY(diff.explained > 50);
        QCOMPARE(count(diff, Rule::comparison_reader_moment), static_cast<int>(diff.explained));
        QCOMPARE(first_text(diff, PairKind::call),
                 QString("recv() takes what has come when the program runs, bytes 1-14480 in the "
                         "model at 30 ms: it read the same 100000 bytes by 62 calls in the model "
                         "and by 42 on the kernel."));
        QCOMPARE(first_text(diff, PairKind::segment),
                 QString("The program reads at other moments: recv() number 1 took 14480 bytes in "
                         "the model and 43440 on the kernel. Unread bytes take room from the "
                         "window, and each read that gives room back may send an ACK."));
    }

    void a_reader_that_reads_something_else_is_not_explained() {
        const Trace model = transfer("1 us", ample);
        Trace kernel = transfer("25 ms", ample);
        const auto last =
            std::find_if(kernel.calls.rbegin(), kernel.calls.rend(), [](const CallEvent& call) {
                return call.name == "recv" && call.result.value_or(0) > 0;
            });
        *last->result -= 1;
        QVERIFY(compare(model, kernel).unexplained > 0);
    }

    void a_writer_that_waits_pushes_where_it_waits() {
        const Trace model = transfer("1 us");
        const Trace kernel = transfer("1 us", "\"net.ipv4.tcp_wmem\" = \"4096 16384 40000\"\n");
        const Diff diff = compare(model, kernel);
        QVERIFY(count(diff, Rule::comparison_writer_moment) > 5);
        QCOMPARE(
            first_text(diff, PairKind::segment),
            QString("The kernel pushes at 24617, in the midst of a send() that waited for room "
                    "in the send buffer: 20 ms to 60 ms in the model, 20 ms to 100 ms on the "
                    "kernel. The last segment there is when the program waits has PSH."));
        for (const Pair& pair : diff.pairs) {
            const bool is_push =
                pair.difference == "flags A against PA" || pair.difference == "flags PA against A";
            if (is_push) QCOMPARE(pair.rule, Rule::comparison_writer_moment);
        }
        const auto answer = std::find_if(diff.pairs.begin(), diff.pairs.end(), [](auto& pair) {
            return pair.difference == "ack 37649 against 36201";
        });
        QVERIFY(answer != diff.pairs.end());
        QCOMPARE(QString::fromStdString(answer->explanation_en),
                 QString("A read answers PSH with an ACK, and PSH stands at 34753 on the kernel "
                         "alone, where the writer waited for room in the send buffer."));
    }

    void a_push_that_no_wait_explains_stays_unexplained() {
        const Trace model = transfer("1 us");
        Trace at_the_end = model;
        last_sent(at_the_end, 0, has_data).flags.psh = false;
        QCOMPARE(compare(model, at_the_end).unexplained, 1U);

        const Trace roomy = transfer("1 us", ample);
        Trace in_the_midst = roomy;
        Record& segment = last_sent(in_the_midst, 0, [](const Record& record) {
            return record.length != 0 && !record.flags.psh;
        });
        segment.flags.psh = true;
        QCOMPARE(compare(roomy, in_the_midst).unexplained, 1U);
    }

    void a_window_that_grew_otherwise_holds_nobody_back() {
        const Trace model = transfer("1 us", ample);
        Trace kernel = model;
        Record& ack = last_sent(kernel, 1, is_pure_ack);
        ack.window += 20;
        const Diff diff = compare(model, kernel);
        QCOMPARE(diff.unexplained, 0U);
        QCOMPARE(count(diff, Rule::comparison_window_tuning), 1);
        QCOMPARE(first_text(diff, PairKind::segment),
                 QString("The buffer grows by what the program reads in a round trip that the "
                         "receiver measures: the window is 1182 in the model and 1202 on the "
                         "kernel. Neither holds the sender back: until the next ACK 88 and 88 "
                         "bytes are under way."));
        ack.window = 300; // less than it began with
        QCOMPARE(compare(model, kernel).unexplained, 1U);
        ack.window = 0;
        QCOMPARE(compare(model, kernel).unexplained, 1U);
    }
};

QTEST_APPLESS_MAIN(TestMoments)
#include "test_moments.moc"
