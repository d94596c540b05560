#include "sim/history/history.h"
#include "sim/trace/align.h"
#include "sim/trace/diff.h"
#include "tests/sim/sample_trace.h"

#include <algorithm>

#include <QtTest>

namespace {

using namespace sim;

Trace played(const char* calls_of_a, const char* more = "") {
    const std::string text = std::string(R"(
title.en = "t"
title.zh = "t"
link.delay = "10 ms"
)") + more + R"(
[[program]]
host = "B"
name = "server"
calls = ['l = socket()', 'bind(l, 8080)', 'listen(l, 5)', 'c = accept(l)', 'd = recv(c, 100)', 'close(c)']

[[program]]
host = "A"
name = "client"
calls = [)" + calls_of_a + "]\n";
    const Expected<Scenario> scenario = parse_scenario(text, "test.toml");
    if (!scenario) qFatal("%s", to_text(scenario.error()).c_str());
    return History::play(*scenario).trace();
}

const char* const five_bytes =
    "'s = socket()', 'connect(s, B, 8080)', 'send(s, \"hello\")', 'r = recv(s, 9)', 'close(s)'";
const char* const six_bytes =
    "'s = socket()', 'connect(s, B, 8080)', 'send(s, \"hello!\")', 'r = recv(s, 9)', 'close(s)'";

QStringList differences(const Diff& diff) {
    QStringList texts;
    for (const Pair& pair : diff.pairs)
        if (pair.status != PairStatus::matched) texts << QString::fromStdString(pair.difference);
    return texts;
}

} // namespace

class TestDiff : public QObject {
    Q_OBJECT

private slots:
    void equal_items_lie_side_by_side_and_the_odd_one_alone() {
        const std::string first = "abcd";
        const std::string second = "acxd";
        const std::vector<AlignedPair> pairs = align(4, 4, [&](std::size_t i, std::size_t j) {
            return first[i] == second[j] ? Likeness::equal : Likeness::different;
        });
        const std::vector<AlignedPair> expected{
            {0, 0}, {1, AlignedPair::none}, {2, 1}, {AlignedPair::none, 2}, {3, 3}};
        QVERIFY(pairs == expected);
    }

    void a_trace_matches_itself() {
        const Trace trace = played(five_bytes);
        const Diff diff = compare(trace, trace);
        QCOMPARE(diff.segments, 8U);
        QCOMPARE(diff.matched, 8U);
        QCOMPARE(diff.unexplained, 0U);
    }

    void a_longer_message_differs_in_each_number_after_it() {
        const Diff diff = compare(played(five_bytes), played(six_bytes));
        QVERIFY(diff.unexplained > 0);
        QVERIFY(differences(diff).contains("length 5 against 6"));
        QVERIFY(differences(diff).contains("ack 6 against 7"));
        QVERIFY(differences(diff).contains("send() returns 5 against 6"));
        QCOMPARE(diff.matched + diff.explained + diff.unexplained, diff.segments);
    }

    void a_segment_that_died_on_one_stage_only_differs() {
        const Diff diff =
            compare(played(five_bytes),
                    played(five_bytes, "[[fault]]\ndo = \"drop\"\nfrom = \"A\"\nwhat = \"syn\"\n"));
        QVERIFY(differences(diff).contains("only the kernel sends S seq 0 len 0")
                || differences(diff).contains("lost on the link absent against present"));
        QCOMPARE(diff.unexplained, 1U);
    }

    void another_end_state_differs() {
        const Trace model = played(five_bytes);
        Trace kernel = model;
        for (RecordId id = kernel.last(); id > 0; --id) {
            Record& record = kernel.records[id - 1];
            if (record.kind != RecordKind::state || record.state != State::time_wait) continue;
            record.state = State::closed;
            break;
        }
        QCOMPARE(compare(model, kernel).unexplained, 1U);
    }

    void a_fixed_window_and_a_missing_mss_are_explained() {
        Trace model = played(five_bytes, "profile = \"classroom\"\n");
        Trace kernel = model;
        for (RecordId id = 1; id <= kernel.last(); ++id) {
            Record& record = kernel.records[id - 1];
            if (record.kind != RecordKind::sent) continue;
            if (record.flags.syn) {
                kernel.options.push_back({.present = {.mss = true}, .options = {.mss = 1460}});
                record.detail = static_cast<std::uint32_t>(kernel.options.size());
            } else {
                record.window = 60'000;
            }
        }
        const Diff diff = compare(model, kernel);
        QCOMPARE(diff.unexplained, 0U);
        QCOMPARE(diff.explained, diff.segments);
        QCOMPARE(diff.pairs[0].rule, Rule::comparison_mss_option);
        QCOMPARE(QString::fromStdString(diff.pairs[0].explanation_en),
                 QString("The model's SYN has no options; the kernel always names its MSS, here "
                         "1460."));
        QCOMPARE(diff.pairs[2].rule, Rule::comparison_fixed_window);
        QCOMPARE(QString::fromStdString(diff.pairs[2].explanation_en),
                 QString("The model offers 65535 of a fixed buffer of 65535 bytes; the kernel "
                         "offers 60000 by the memory its buffers take."));
        model.header.profile = "linux"; // whose window is the kernel's
        QVERIFY(compare(model, kernel).unexplained > 0);
    }

    void a_window_after_data_on_a_loopback_is_explained_and_no_other() {
        const Trace model = played(five_bytes, "[[fault]]\ndo='duplicate'\nfrom='A'\nnth=99\n");
        Trace kernel = model;
        RecordId after_data = 0;
        for (RecordId id = 1; id <= kernel.last(); ++id)
            if (kernel.record(id).kind == RecordKind::sent && kernel.record(id).host == 1) {
                kernel.records[id - 1].window = 400;
                after_data = kernel.record(id).flags.syn ? 0 : id;
            }
        QCOMPARE(compare(model, kernel).explained, 0U); // on a wire
        kernel.header.topology = "loopback";
        const Diff diff = compare(model, kernel);
        QCOMPARE(diff.unexplained, 1U); // the SYN's
        QVERIFY(diff.explained >= 2);
        for (const Pair& pair : diff.pairs)
            if (pair.kernel == after_data) {
                QVERIFY(pair.rule == sim::Rule::comparison_loopback_window);
                QCOMPARE(QString::fromStdString(pair.explanation_en),
                         QString("After 6 bytes in its sender's own buffers the kernel offers 400; "
                                 "the model, as on a wire, 510."));
            }
    }

    void a_push_in_the_midst_of_a_write_is_explained_on_a_loopback() {
        const auto stage = [](std::uint32_t pushed) {
            sample::Story story(pushed == 1 ? Provenance::model : Provenance::observed);
            story.sent(sample::a, {.flags = {.syn = true}});
            story.sent(sample::b, {.flags = {.syn = true, .ack = true}, .ack = 1});
            for (const std::uint32_t seq : {1U, 11U, 21U})
                story.sent(sample::a, {.flags = {.ack = true, .psh = seq == pushed},
                                       .seq = seq,
                                       .ack = 1,
                                       .bytes = "0123456789"});
            return story.trace;
        };
        const Trace model = stage(1);
        Trace kernel = stage(11);
        QCOMPARE(compare(model, kernel).unexplained, 2U); // on a wire
        kernel.header.topology = "loopback";
        const Diff diff = compare(model, kernel);
        QCOMPARE(diff.unexplained, 0U);
        QCOMPARE(diff.explained, 2U);
        const auto explained = std::find_if(diff.pairs.rbegin(), diff.pairs.rend(), [](auto& pair) {
            return pair.rule == Rule::comparison_loopback_push;
        });
        QVERIFY(explained != diff.pairs.rend());
        QCOMPARE(QString::fromStdString(explained->explanation_en),
                 QString("The kernel pushes at 11, in the midst of a write whose first ACKs the "
                         "kernel had while it copied."));
        Trace last = stage(21);
        last.header.topology = "loopback";
        QCOMPARE(compare(model, last).unexplained, 1U); // the end of a write is one on both
    }

    void an_ack_that_rides_elsewhere_is_explained_where_the_profiles_differ() {
        sample::Story model;
        sample::Story kernel(Provenance::observed);
        model.trace.header.profile = "rfc9293";
        for (sample::Story* const story : {&model, &kernel}) {
            story->sent(sample::a, {.flags = {.syn = true}});
            story->sent(sample::b, {.flags = {.syn = true, .ack = true}, .ack = 1});
        }
        kernel.at_us(5'000).sent(sample::b, {.flags = {.ack = true}, .seq = 1, .ack = 6});
        for (sample::Story* const story : {&model, &kernel})
            story->at_us(9'000).sent(sample::b,
                                     {.flags = {.ack = true}, .seq = 1, .ack = 6, .bytes = "hi"});
        const Diff diff = compare(model.trace, kernel.trace);
        QCOMPARE(diff.segments, 4U);
        QCOMPARE(diff.matched, 3U);
        QCOMPARE(diff.explained, 1U);
        const Pair& pair = diff.pairs[2];
        QCOMPARE(pair.rule, Rule::comparison_delayed_ack);
        QCOMPARE(QString::fromStdString(pair.explanation_en),
                 QString("The kernel acknowledges up to 6 at 5 ms by itself, the other stage with "
                         "A seq 1 ack 6 len 2 at 9 ms."));
        model.trace.header.profile = "linux";
        QCOMPARE(compare(model.trace, kernel.trace).unexplained, 1U);
        model.trace.header.profile = "rfc9293";
        kernel.sent(sample::b, {.flags = {.ack = true}, .seq = 3, .ack = 6}); // a duplicate
        QCOMPARE(compare(model.trace, kernel.trace).unexplained, 1U);
    }
};

QTEST_APPLESS_MAIN(TestDiff)
#include "test_diff.moc"
