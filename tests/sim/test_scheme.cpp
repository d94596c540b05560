#include "sim/export/narration.h"
#include "sim/history/history.h"
#include "sim/scenario/scenario.h"
#include "sim/trace/trace_file.h"

#include <QtTest>

namespace {

using namespace sim;

/// A frame takes 8 ms to leave, and everything 20 ms to arrive: 48 ms for a round trip.
constexpr const char* line = "link.delay = '20 ms'\nlink.rate = '1 Mbit/s'\n";

std::string scheme(const std::string& name, int frames, const std::string& more = {}) {
    return line + std::string("scheme.name = '") + name
           + "'\nscheme.frames = " + std::to_string(frames) + "\n" + more;
}

/// The nth frame of A, or the nth acknowledgment of B, is lost.
std::string lost(const char* what, int nth) {
    const bool data = std::string(what) == "data";
    return std::string("[[fault]]\ndo = 'drop'\nfrom = '") + (data ? "A" : "B") + "'\nwhat = '"
           + what + "'\nnth = " + std::to_string(nth) + "\n";
}

History played(const std::string& text) {
    const Expected<Scenario> scenario = parse_scenario(text, "test.toml");
    if (!scenario) qFatal("%s", to_text(scenario.error()).c_str());
    return History::play(*scenario);
}

/// "28 B gets 0": milliseconds, host, what happened, and to which number.
QString line_of(const Trace& trace, const Record& record) {
    const QString when = QString::number(record.at.since_start_ns / 1'000'000);
    const QString thing = record.flags.ack ? QStringLiteral("ack %1").arg(record.ack.raw)
                                           : QString::number(record.seq.raw);
    const QString start = when + (record.host == 0 ? " A " : " B ");
    switch (record.kind) {
    case RecordKind::sent: return start + "sends " + thing;
    case RecordKind::received: return start + "gets " + thing;
    case RecordKind::dropped: return start + "loses " + thing;
    case RecordKind::ignored: return start + "ignores it";
    case RecordKind::timer:
        return trace.timers.at(record.detail).action == TimerAction::fired ? start + "times out"
                                                                           : QString();
    case RecordKind::icmp:
    case RecordKind::state:
    case RecordKind::call:
    case RecordKind::change: return {};
    }
    return {};
}

QStringList story_of(const Trace& trace) {
    QStringList lines;
    for (RecordId id = 1; id <= trace.last(); ++id)
        if (const QString told = line_of(trace, trace.record(id)); !told.isEmpty()) lines << told;
    return lines;
}

QStringList story_of(const std::string& text) {
    return story_of(played(text).trace());
}

/// How often records carry a rule.
int count_of(const Trace& trace, Rule rule) {
    int count = 0;
    for (RecordId id = 1; id <= trace.last(); ++id)
        count += trace.record(id).rule == rule ? 1 : 0;
    return count;
}

} // namespace

/// The sliding windows of the textbooks, frame by frame.
class TestScheme : public QObject {
    Q_OBJECT

private slots:
    void stop_and_wait_sends_a_frame_a_round_trip() {
        QCOMPARE(
            story_of(scheme("stop-and-wait", 2)),
            (QStringList{"0 A sends 0", "28 B gets 0", "28 B sends ack 0", "48 A gets ack 0",
                         "48 A sends 1", "76 B gets 1", "76 B sends ack 1", "96 A gets ack 1"}));
    }

    void stop_and_wait_sends_a_lost_frame_again() {
        QCOMPARE(story_of(scheme("stop-and-wait", 1, lost("data", 1))),
                 (QStringList{"0 A sends 0", "0 A loses 0", "100 A times out", "100 A sends 0",
                              "128 B gets 0", "128 B sends ack 0", "148 A gets ack 0"}));
    }

    void stop_and_wait_tells_a_copy_by_its_number() {
        QCOMPARE(
            story_of(scheme("stop-and-wait", 2, "scheme.numbers = 2\n" + lost("ack", 1))),
            (QStringList{"0 A sends 0", "28 B gets 0", "28 B sends ack 0", "28 B loses ack 0",
                         "100 A times out", "100 A sends 0", "128 B gets 0", "128 B ignores it",
                         "128 B sends ack 0", "148 A gets ack 0", "148 A sends 1", "176 B gets 1",
                         "176 B sends ack 1", "196 A gets ack 1"}));
    }

    void go_back_n_keeps_a_window_under_way() {
        QCOMPARE(
            story_of(scheme("go-back-n", 3, "scheme.window = 2\n")),
            (QStringList{"0 A sends 0", "8 A sends 1", "28 B gets 0", "28 B sends ack 0",
                         "36 B gets 1", "36 B sends ack 1", "48 A gets ack 0", "48 A sends 2",
                         "56 A gets ack 1", "76 B gets 2", "76 B sends ack 2", "96 A gets ack 2"}));
    }

    void go_back_n_goes_back_to_the_lost_frame() {
        QCOMPARE(story_of(scheme("go-back-n", 3, lost("data", 2))),
                 (QStringList{"0 A sends 0",       "8 A sends 1",       "8 A loses 1",
                              "16 A sends 2",      "28 B gets 0",       "28 B sends ack 0",
                              "44 B gets 2",       "44 B ignores it",   "44 B sends ack 0",
                              "48 A gets ack 0",   "64 A gets ack 0",   "64 A ignores it",
                              "148 A times out",   "148 A sends 1",     "156 A sends 2",
                              "176 B gets 1",      "176 B sends ack 1", "184 B gets 2",
                              "184 B sends ack 2", "196 A gets ack 1",  "204 A gets ack 2"}));
    }

    void go_back_n_does_not_mind_a_lost_acknowledgment_when_a_later_one_comes() {
        QCOMPARE(story_of(scheme("go-back-n", 2, lost("ack", 1))),
                 (QStringList{"0 A sends 0", "8 A sends 1", "28 B gets 0", "28 B sends ack 0",
                              "28 B loses ack 0", "36 B gets 1", "36 B sends ack 1",
                              "56 A gets ack 1"}));
    }

    void go_back_n_acknowledges_nothing_before_the_first_frame() {
        QCOMPARE(story_of(scheme("go-back-n", 2, lost("data", 1))),
                 (QStringList{"0 A sends 0", "0 A loses 0", "8 A sends 1", "36 B gets 1",
                              "36 B ignores it", "100 A times out", "100 A sends 0",
                              "108 A sends 1", "128 B gets 0", "128 B sends ack 0", "136 B gets 1",
                              "136 B sends ack 1", "148 A gets ack 0", "156 A gets ack 1"}));
    }

    void selective_repeat_sends_only_what_is_missing() {
        QCOMPARE(
            story_of(scheme("selective-repeat", 3, lost("data", 2))),
            (QStringList{"0 A sends 0", "8 A sends 1", "8 A loses 1", "16 A sends 2", "28 B gets 0",
                         "28 B sends ack 0", "44 B gets 2", "44 B sends ack 2", "48 A gets ack 0",
                         "64 A gets ack 2", "108 A times out", "108 A sends 1", "136 B gets 1",
                         "136 B sends ack 1", "156 A gets ack 1"}));
    }

    void selective_repeat_repeats_a_frame_whose_acknowledgment_is_lost() {
        QCOMPARE(story_of(scheme("selective-repeat", 2, lost("ack", 1))),
                 (QStringList{"0 A sends 0", "8 A sends 1", "28 B gets 0", "28 B sends ack 0",
                              "28 B loses ack 0", "36 B gets 1", "36 B sends ack 1",
                              "56 A gets ack 1", "100 A times out", "100 A sends 0", "128 B gets 0",
                              "128 B ignores it", "128 B sends ack 0", "148 A gets ack 0"}));
    }

    void a_window_of_one_is_stop_and_wait_data() {
        QTest::addColumn<QString>("name");
        QTest::newRow("go-back-n") << QStringLiteral("go-back-n");
        QTest::newRow("selective-repeat") << QStringLiteral("selective-repeat");
    }
    void a_window_of_one_is_stop_and_wait() {
        QFETCH(QString, name);
        const std::string more = "scheme.window = 1\n" + lost("data", 2) + lost("ack", 2);
        const QStringList windowed = story_of(scheme(name.toStdString(), 4, more));
        QCOMPARE(windowed, story_of(scheme("stop-and-wait", 4, more)));
        QCOMPARE(windowed.last(), QStringLiteral("392 A gets ack 3"));
    }

    void stop_and_wait_uses_one_part_of_1_and_2a() {
        // Ten frames of 8 ms, each with two delays of 20 ms: a = 20 / 8, 1 / (1 + 2a) = 1 / 6.
        const History history = played(scheme("stop-and-wait", 10));
        const Trace& trace = history.trace();
        const std::int64_t took_ms = trace.record(trace.last()).at.since_start_ns / 1'000'000;
        QCOMPARE(took_ms, std::int64_t{480});
        QCOMPARE(10.0 * 8 / static_cast<double>(took_ms), 1.0 / 6);
    }

    void a_window_of_six_fills_the_line() {
        const History history = played(scheme("go-back-n", 60, "scheme.window = 6\n"));
        const Trace& trace = history.trace();
        // 60 frames one behind the other, and the last acknowledgment 40 ms after the last of them.
        QCOMPARE(trace.record(trace.last()).at.since_start_ns, std::int64_t{520'000'000});
    }

    void the_window_is_full_for_a_reason() {
        const History history = played(scheme("go-back-n", 5, "scheme.window = 2\n"));
        QCOMPARE(count_of(history.trace(), Rule::textbook_window_full), 3); // with 3, 2, 1 left
        QCOMPARE(count_of(history.trace(), Rule::textbook_window_moves), 5);
    }

    void too_few_numbers_deliver_an_old_frame_as_a_new_one() {
        const std::string more = "scheme.window = 3\nscheme.numbers = 4\n"
                                 "variant.too_few_numbers = true\n"
                                 + lost("ack", 1) + lost("ack", 2) + lost("ack", 3);
        const History history = played(scheme("selective-repeat", 3, more));
        // Frames 0 and 1 come again as 4 and 5; frame 2 has a number that is not expected.
        QCOMPARE(count_of(history.trace(), Rule::textbook_mistaken_frame), 2);
        const std::string enough = "scheme.window = 3\nscheme.numbers = 6\n" + lost("ack", 1)
                                   + lost("ack", 2) + lost("ack", 3);
        const History right = played(scheme("selective-repeat", 3, enough));
        QCOMPARE(count_of(right.trace(), Rule::textbook_mistaken_frame), 0);
        QCOMPARE(count_of(right.trace(), Rule::textbook_frame_again),
                 9); // received, ignored, acked
    }

    void without_numbers_an_early_timeout_confuses_both_ends() {
        // The copy of frame 0 passes for frame 1 at B, and its acknowledgment for that of frame 1.
        const std::string more = "scheme.numbers = 1\nscheme.timeout = '30 ms'\n"
                                 "variant.too_few_numbers = true\n";
        const History history = played(scheme("stop-and-wait", 2, more));
        QCOMPARE(count_of(history.trace(), Rule::textbook_mistaken_frame), 2);
        QCOMPARE(count_of(history.trace(), Rule::textbook_mistaken_ack), 1);
    }

    void each_input_comes_under_a_rule_of_its_own() {
        const History damaged =
            played(scheme("stop-and-wait", 1, "[[fault]]\ndo = 'corrupt'\nfrom = 'A'\n"));
        QCOMPARE(count_of(damaged.trace(), Rule::textbook_damaged), 1);
        const History first_lost = played(scheme("go-back-n", 2, lost("data", 1)));
        QCOMPARE(count_of(first_lost.trace(), Rule::textbook_nothing_to_acknowledge), 2);
    }

    void a_damaged_frame_is_as_good_as_lost() {
        const std::string fault = "[[fault]]\ndo = 'corrupt'\nfrom = 'A'\nnth = 1\n";
        QCOMPARE(story_of(scheme("stop-and-wait", 1, fault)).mid(0, 4),
                 (QStringList{"0 A sends 0", "28 A loses 0", "100 A times out", "100 A sends 0"}));
    }

    void a_duplicate_is_acknowledged_again() {
        const std::string fault = "[[fault]]\ndo = 'duplicate'\nfrom = 'A'\nnth = 1\n";
        QCOMPARE(story_of("link.delay = '20 ms'\nscheme.name = 'selective-repeat'\n"
                          "scheme.frames = 1\n"
                          + fault),
                 (QStringList{"0 A sends 0", "20 B gets 0", "20 B sends ack 0", "20 B gets 0",
                              "20 B ignores it", "20 B sends ack 0", "40 A gets ack 0",
                              "40 A gets ack 0", "40 A ignores it"}));
    }

    void b_may_send_as_well() {
        const History history = played(scheme("go-back-n", 1, "scheme.from = 'B'\n"));
        QCOMPARE(story_of(history.trace()), (QStringList{"0 B sends 0", "28 A gets 0",
                                                         "28 A sends ack 0", "48 B gets ack 0"}));
    }

    void a_link_that_loses_everything_ends_at_the_limit() {
        const History history =
            played(scheme("go-back-n", 2, "link.loss = 1\nrun.limit = '1 s'\n"));
        QVERIFY(history.trace().header.deadline_reached);
        QCOMPARE(count_of(history.trace(), Rule::textbook_timeout), 10);
    }

    void the_same_scenario_gives_the_same_bytes() {
        const std::string text = scheme("selective-repeat", 40, "link.loss = 0.2\nseed = 5\n");
        const std::string first = encode_trace(played(text).trace());
        QVERIFY(first == encode_trace(played(text).trace()));
        QVERIFY(first
                != encode_trace(
                    played(text + "run.until = 'quiet'\n" + "[[fault]]\ndo = 'drop'\nfrom = 'A'\n")
                        .trace()));
        const Expected<Trace> read = decode_trace(first);
        QVERIFY(read.has_value());
        QVERIFY(*read == played(text).trace());
    }

    void every_snapshot_agrees_with_its_record() {
        const History history =
            played(scheme("selective-repeat", 3000, "link.loss = 0.05\nrun.limit = '10 min'\n"));
        const Trace& trace = history.trace();
        QVERIFY(trace.last() > 10'000); // several keyframes
        for (RecordId id = 1; id <= trace.last(); id += 997) {
            const Record& record = trace.record(id);
            const Snapshot snapshot = history.snapshot_at(id);
            QVERIFY(snapshot.at == record.at);
            const ConnectionSnapshot* const end = find_connection(snapshot, 1, record.host);
            QVERIFY(end != nullptr);
            if (record.host == 0)
                QCOMPARE(*end->value(Variable::snd_una), std::int64_t{record.variables.snd_una});
            else
                QCOMPARE(*end->value(Variable::rcv_nxt), std::int64_t{record.variables.rcv_nxt});
        }
        QCOMPARE(trace.record(trace.last()).variables.snd_una, 3000U);
    }

    void a_snapshot_shows_what_waits_and_what_is_kept() {
        const History history = played(scheme("selective-repeat", 6, lost("data", 2)));
        const Trace& trace = history.trace();
        RecordId kept = 0;
        for (RecordId id = 1; id <= trace.last() && kept == 0; ++id)
            if (trace.record(id).kind == RecordKind::received
                && trace.record(id).rule == Rule::textbook_frame_kept)
                kept = id;
        const Snapshot snapshot = history.snapshot_at(kept);
        const ConnectionSnapshot* const sender = find_connection(snapshot, 1, 0);
        const ConnectionSnapshot* const receiver = find_connection(snapshot, 1, 1);
        QVERIFY(snapshot.at == Time{44'000'000});
        QCOMPARE(sender->value(Variable::unsent), std::optional<std::int64_t>{2});
        QCOMPARE(sender->value(Variable::in_flight), std::optional<std::int64_t>{4});
        QCOMPARE(sender->timers.size(), std::size_t{1});
        QVERIFY(sender->timers[0].due == Time{100'000'000});
        QCOMPARE(receiver->value(Variable::rcv_nxt), std::optional<std::int64_t>{1});
        QCOMPARE(receiver->value(Variable::out_of_order), std::optional<std::int64_t>{1});
    }

    void every_record_has_a_rule_and_a_sentence_in_both_languages() {
        for (const char* name : {"stop-and-wait", "go-back-n", "selective-repeat"}) {
            const History history = played(scheme(name, 8, lost("data", 3) + lost("ack", 1)));
            const Trace& trace = history.trace();
            for (RecordId id = 1; id <= trace.last(); ++id) {
                QVERIFY(trace.record(id).rule != Rule::none);
                const std::string english = narrate(trace, id, Language::english);
                const std::string chinese = narrate(trace, id, Language::chinese);
                QVERIFY(!english.empty() && english != chinese);
                QVERIFY(english.find("segment") == std::string::npos);
            }
        }
    }

    void a_story_is_told_in_frames() {
        const History history = played(scheme("go-back-n", 3, lost("data", 2)));
        const Trace& trace = history.trace();
        QStringList told;
        for (RecordId id = 1; id <= trace.last(); ++id)
            told << QString::fromStdString(narrate(trace, id, Language::english));
        QVERIFY(told.contains("A sends frame 1 again."));
        QVERIFY(told.contains("Frame 1 is lost on the way: the scenario asks for it."));
        QVERIFY(told.contains("B makes nothing of it: frame 2 is thrown away."));
        QVERIFY(told.contains("B acknowledges all frames up to 0."));
        QVERIFY(
            told.contains("The window of A moves: it began at frame 0 and now begins at frame 1."));
    }
};

QTEST_APPLESS_MAIN(TestScheme)
#include "test_scheme.moc"
