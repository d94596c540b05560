#include "sim/history/history.h"
#include "sim/scenario/scenario.h"
#include "tests/ui/sample_trace.h"
#include "ui/model/story.h"

#include <QtTest>

namespace {

/// The story of a shipped scenario, a line a step.
QStringList storyOf(const char* name) {
    for (const sim::ShippedScenario& shipped : sim::shipped_scenarios()) {
        if (shipped.name != name) continue;
        const auto scenario = sim::parse_scenario(shipped.text, std::string{shipped.name});
        if (!scenario) return {};
        const sim::Trace trace = sim::History::play(*scenario).trace();
        QStringList lines;
        for (const ui::StoryStep& step : ui::storyOf(trace))
            lines << ui::storyText(trace, step, trace.last());
        return lines;
    }
    return {};
}

} // namespace

/// What the window tells beside the ladder, in English.
class TestStory : public QObject {
    Q_OBJECT

private slots:
    void a_conversation_is_told_from_its_opening_to_its_end() {
        QCOMPARE(storyOf("handshake"),
                 (QStringList{"A opens: SYN", "B agrees: SYN ACK", "Established on both sides",
                              "A sends 5 bytes", "B sends 5 bytes", "A closes: FIN",
                              "B closes: FIN", "A waits in TIME-WAIT"}));
    }

    void an_icmp_message_is_heard() {
        const QStringList story = storyOf("icmp-unreachable");
        const auto heard = story.indexOf("A hears: ICMP host unreachable");
        QVERIFY(heard > 0);
        QCOMPARE(story.at(heard - 1), QString("The network loses A's SYN"));
    }

    void a_loss_is_told_with_what_mends_it() {
        const QStringList story = storyOf("lost-data");
        const auto loss = story.indexOf("The network loses A's data");
        QVERIFY(loss > 0);
        QCOMPARE(story.mid(loss + 1, 2),
                 (QStringList{"A's retransmission timer expires", "A sends its data again"}));
    }

    void the_answer_to_a_crossing_syn_is_not_sent_again() {
        QCOMPARE(storyOf("simultaneous-open").mid(0, 5),
                 (QStringList{"A opens: SYN", "B opens: SYN", "B agrees: SYN ACK",
                              "A agrees: SYN ACK", "Established on both sides"}));
    }

    void a_scheme_is_told_in_frames() {
        QCOMPARE(storyOf("go-back-n"),
                 (QStringList{"A sends 3 frames", "The network loses A's data", "A sends a frame",
                              "The network loses B's ACK", "A sends 2 frames",
                              "A's retransmission timer expires", "A sends its data again",
                              "A sends its data again", "A sends its data again",
                              "A sends its data again", "A sends 2 frames"}));
    }

    void a_floods_syns_come_from_its_sources_and_not_from_the_host_they_pass() {
        const QStringList story = storyOf("flood-8-nocookies");
        QCOMPARE(story.front(), QString("The flood's sources open: SYN"));
        QCOMPARE(story.count("A opens: SYN"), 3); // the three honest clients
    }

    void a_segment_that_nobody_sent_is_a_stray_one() {
        const QStringList story = storyOf("old-duplicate-syn");
        QCOMPARE(story.count("A opens: SYN"), 1);
        QCOMPARE(story.count("A stray SYN, as if from A"), 1);
    }

    void what_has_not_left_yet_is_not_told() {
        const sim::Trace trace = ui_test::bulkTrace(50);
        const std::vector<ui::StoryStep> story = ui::storyOf(trace);
        QCOMPARE(story.size(), std::size_t{1});
        QCOMPARE(ui::storyText(trace, story.front(), 1), QString("A sends 1,448 bytes"));
        QCOMPARE(ui::storyText(trace, story.front(), 4),
                 QString("A sends 2,896 bytes in 2 segments"));
        QCOMPARE(ui::storyText(trace, story.front(), trace.last()),
                 QString("A sends 72,400 bytes in 50 segments"));
    }

    void a_reset_after_both_were_established_refuses_nothing() {
        const sim::Trace trace = ui_test::strangeNetworkTrace();
        QStringList lines;
        for (const ui::StoryStep& step : ui::storyOf(trace))
            lines << ui::storyText(trace, step, trace.last());
        QVERIFY(lines.contains("B resets: RST"));
        QVERIFY(!lines.contains("B refuses: RST"));
    }
};

QTEST_GUILESS_MAIN(TestStory)
#include "test_story.moc"
