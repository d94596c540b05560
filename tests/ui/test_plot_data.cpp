#include "tests/ui/plot_scenes.h"
#include "tests/ui/sample_bytes.h"
#include "tests/ui/sample_trace.h"
#include "tests/ui/trace_builder.h"
#include "ui/layout/plot_layout.h"
#include "ui/model/kernel_player.h"

#include <limits>

#include <QtTest>

using ui::PlotData;
using ui::PlotTopic;

namespace {

constexpr sim::HostId a = 0;
constexpr sim::HostId b = 1;
constexpr ui::PlotFlow forth{1, sim::Side::opener};
constexpr ui::PlotFlow back{1, sim::Side::acceptor};

/// "at µs: value", or "at µs: value+extent".
QStringList pointsOf(const PlotData& data, PlotTopic topic) {
    QStringList points;
    for (const ui::PlotPoint& point : data.of(topic).points()) {
        const QString extent =
            point.extent > 0 ? QStringLiteral("+%1").arg(point.extent) : QString{};
        points << QStringLiteral("%1: %2%3").arg(point.at_ns / 1000).arg(point.value).arg(extent);
    }
    return points;
}

std::shared_ptr<const PlotData> plotsOf(sim::Trace trace, ui::PlotFlow flow = forth) {
    return ui::readPlots(*ui_test::runOf(std::move(trace)), flow);
}

/// Three segments of A, of which the second dies and is sent again; B says what it has of the rest.
sim::Trace repairedTrace() {
    ui_test::TraceBuilder story;
    const sim::Flags ack{.ack = true};
    const auto arrives = [&story](std::int64_t us, sim::RecordId departure) {
        return story.at(us).received(departure);
    };
    const sim::RecordId syn = story.at(0).sent(a, {.syn = true}, 0, 0);
    arrives(10'000, syn);
    const sim::RecordId syn_ack = story.sent(b, {.syn = true, .ack = true}, 0, 1);
    arrives(20'000, syn_ack);
    story.sent(a, ack, 1, 1);
    const sim::RecordId first = story.at(30'000).sent(a, ack, 1, 1, 100);
    const sim::RecordId second = story.at(31'000).sent(a, ack, 101, 1, 100);
    const sim::RecordId third = story.at(32'000).sent(a, ack, 201, 1, 100);
    story.at(36'000).dropped(second);
    arrives(40'000, first);
    arrives(50'000, story.sent(b, ack, 1, 101));
    arrives(42'000, third);
    const sim::RecordId duplicate = story.sent(b, ack, 1, 101);
    story.sackOf(duplicate, {sim::SeqNum{201}, sim::SeqNum{301}});
    arrives(52'000, duplicate);
    const sim::RecordId again = story.at(230'000).sent(a, ack, 101, 1, 100);
    arrives(240'000, again);
    arrives(250'000, story.sent(b, ack, 1, 301));
    return story.finish();
}

/// The second of three segments dies, and the third is SACKed. What comes after says nothing new: a
/// duplicate of the first (a D-SACK), and an ACK that is overtaken by others.
sim::Trace sackedTrace() {
    ui_test::TraceBuilder story;
    const sim::Flags ack{.ack = true};
    story.at(0).sent(a, {.syn = true}, 0, 0);
    story.state(a, sim::State::closed, sim::State::established);
    for (std::uint32_t n = 0; n < 3; ++n)
        story.at(30'000 + n * 1000).sent(a, ack, 1 + 100 * n, 1, 100);
    story.watched(a, {.una = 1, .nxt = 301, .window = 5000, .cwnd = 1000});
    const auto hears = [&story, ack](std::int64_t us, std::uint32_t number, sim::SeqRange block) {
        const sim::RecordId duplicate = story.at(us - 10'000).sent(b, ack, 1, number);
        story.sackOf(duplicate, block);
        story.at(us).received(duplicate);
        story.watched(a, {.una = std::max(number, 101U), .nxt = 301, .window = 5000, .cwnd = 1000});
    };
    hears(50'000, 101, {sim::SeqNum{201}, sim::SeqNum{301}});
    hears(60'000, 101, {sim::SeqNum{1}, sim::SeqNum{101}});
    hears(70'000, 1, {sim::SeqNum{1}, sim::SeqNum{101}});
    hears(80'000, 301, {sim::SeqNum{101}, sim::SeqNum{201}});
    return story.finish();
}

} // namespace

class TestPlotData : public QObject {
    Q_OBJECT

private slots:
    void segments_their_repetition_and_their_loss_are_series_of_their_own() {
        const auto data = plotsOf(repairedTrace());
        QCOMPARE(data->sender, a);
        QCOMPARE(pointsOf(*data, PlotTopic::segments),
                 (QStringList{"0: 0+1", "30000: 1+100", "31000: 101+100", "32000: 201+100"}));
        QCOMPARE(pointsOf(*data, PlotTopic::segments_again), QStringList{"230000: 101+100"});
        QCOMPARE(pointsOf(*data, PlotTopic::segments_lost), QStringList{"31000: 101+100"});
        QCOMPARE(data->to, sim::Time{250'000'000});
    }

    void acks_and_sack_blocks_are_as_the_sender_hears_of_them() {
        const auto data = plotsOf(repairedTrace());
        QCOMPARE(pointsOf(*data, PlotTopic::acknowledged),
                 (QStringList{"20000: 1", "50000: 101", "250000: 301"}));
        QCOMPARE(pointsOf(*data, PlotTopic::sacked), QStringList{"52000: 201+100"});
        // The builder's segments all say 502, and nobody has offered to scale.
        QCOMPARE(pointsOf(*data, PlotTopic::window_end),
                 (QStringList{"20000: 503", "50000: 603", "250000: 803"}));
    }

    void round_trips_leave_out_what_was_sent_again() {
        QCOMPARE(pointsOf(*plotsOf(repairedTrace()), PlotTopic::rtt),
                 (QStringList{"20000: 20000000", "50000: 20000000"}));
    }

    void bytes_count_as_delivered_when_they_are_in_order() {
        const auto data = plotsOf(repairedTrace());
        QCOMPARE(pointsOf(*data, PlotTopic::sent),
                 (QStringList{"30000: 100", "31000: 200", "32000: 300", "230000: 400"}));
        QCOMPARE(pointsOf(*data, PlotTopic::delivered), (QStringList{"40000: 100", "240000: 300"}));
    }

    void the_timeout_is_how_long_the_timer_was_set_for() {
        ui_test::TraceBuilder story;
        story.at(1000).sent(a, {.syn = true}, 0, 0);
        story.timer(a, sim::TimerKind::retransmit, sim::TimerAction::set, 1'001'000);
        story.timer(a, sim::TimerKind::keep_alive, sim::TimerAction::set, 9'000'000);
        story.at(1'001'000).timer(a, sim::TimerKind::retransmit, sim::TimerAction::fired,
                                  1'001'000);
        story.timer(a, sim::TimerKind::retransmit, sim::TimerAction::set, 3'001'000);
        QCOMPARE(pointsOf(*plotsOf(story.finish()), PlotTopic::rto),
                 (QStringList{"1000: 1000000000", "1001000: 2000000000"}));
    }

    void the_variables_of_the_model_are_followed() {
        const auto run = ui_test::playedSample(ui_test::lossy_transfer);
        const auto data = ui::readPlots(*run, forth);
        const sim::Trace& trace = run->trace();
        for (const PlotTopic topic : {PlotTopic::cwnd, PlotTopic::in_flight}) {
            QVERIFY(data->of(topic).size() > 20);
            for (const ui::PlotPoint& point : data->of(topic).points()) {
                const sim::Variables& held = trace.record(point.record).variables;
                QCOMPARE(point.value,
                         std::int64_t{topic == PlotTopic::cwnd ? held.cwnd
                                                               : held.snd_nxt - held.snd_una});
            }
        }
        const ui::PlotSeries& delivered = data->of(PlotTopic::delivered);
        QCOMPARE(delivered[delivered.size() - 1].value, 200'000);
        const ui::PlotSeries& sent = data->of(PlotTopic::sent);
        const auto again = static_cast<std::int64_t>(data->of(PlotTopic::segments_again).size());
        QVERIFY(again >= 1);
        QVERIFY(sent[sent.size() - 1].value > 200'000);
    }

    void what_a_sack_block_tells_of_is_not_in_flight() {
        const auto data = plotsOf(sackedTrace());
        QCOMPARE(pointsOf(*data, PlotTopic::in_flight),
                 (QStringList{"32000: 300", "50000: 100", "80000: 0"}));
        QCOMPARE(pointsOf(*data, PlotTopic::flight_size), (QStringList{"50000: 200", "80000: 0"}));
    }

    void in_flight_keeps_to_cwnd_in_a_recovery() {
        const auto run = ui_test::playedSample(ui_test::sackedTransfer().constData());
        const auto data = ui::readPlots(*run, forth);
        const auto above_cwnd = [&data](PlotTopic topic) {
            std::int64_t most = std::numeric_limits<std::int64_t>::min();
            for (const ui::PlotPoint& point : data->of(topic).points())
                most =
                    std::max(most, point.value - data->of(PlotTopic::cwnd).at(point.at_ns)->value);
            return most;
        };
        QVERIFY(above_cwnd(PlotTopic::in_flight) <= 0);
        QVERIFY(above_cwnd(PlotTopic::flight_size) > std::int64_t{10} * 1448);
    }

    void without_sack_blocks_the_flight_has_no_second_area() {
        const auto run = ui_test::playedSample(ui_test::slow_reader);
        QVERIFY(ui::readPlots(*run, forth)->of(PlotTopic::flight_size).isEmpty());
    }

    /// B closes first, and the ACK of A's FIN ends A's side.
    void nothing_is_in_flight_when_the_connection_is_gone() {
        const std::shared_ptr<const ui::Run> kernel =
            ui::recordedRun(QStringLiteral("slow-reader"));
        const auto data = ui::readPlots(*kernel, forth);
        const ui::PlotSeries& in_flight = data->of(PlotTopic::in_flight);
        QVERIFY(data->closed);
        QCOMPARE(in_flight[in_flight.size() - 2].value, 1);
        QCOMPARE(in_flight[in_flight.size() - 1].value, 0);
        QCOMPARE(in_flight[in_flight.size() - 1].at_ns, data->closed->since_start_ns);
        QCOMPARE(data->endOf(PlotTopic::cwnd), data->closed->since_start_ns);
    }

    void ssthresh_of_the_model_changes_where_its_snapshots_say_so() {
        const auto run = ui_test::playedSample(ui_test::lossy_transfer);
        const auto data = ui::readPlots(*run, forth);
        const ui::PlotSeries& ssthresh = data->of(PlotTopic::ssthresh);
        QVERIFY(ssthresh.size() >= 2);
        for (std::size_t n = 0; n < ssthresh.size(); ++n) {
            const sim::Snapshot at = run->snapshotAt(ssthresh[n].record);
            QCOMPARE(sim::find_connection(at, 1, a)->value(sim::Variable::ssthresh),
                     std::optional{ssthresh[n].value});
        }
    }

    void unread_bytes_come_and_go_with_arrivals_and_reads() {
        const auto run = ui_test::playedSample(ui_test::slow_reader);
        const auto data = ui::readPlots(*run, forth);
        const ui::PlotSeries& unread = data->of(PlotTopic::unread);
        // The reader sleeps until 3 s; the snapshots are the model's own word.
        const sim::Snapshot at = run->snapshotAt(unread.at(2'000'000'000)->record);
        QCOMPARE(sim::find_connection(at, 1, b)->value(sim::Variable::unread),
                 std::optional{unread.at(2'000'000'000)->value});
        QVERIFY(unread.at(2'000'000'000)->value > 4000);
        QCOMPARE(unread[unread.size() - 1].value, 0);
    }

    void the_kernels_run_gives_the_same_series() {
        const std::shared_ptr<const ui::Run> kernel =
            ui::recordedRun(QStringLiteral("slow-reader"));
        QVERIFY(kernel);
        const auto data = ui::readPlots(*kernel, forth);
        for (const PlotTopic topic :
             {PlotTopic::segments, PlotTopic::acknowledged, PlotTopic::cwnd, PlotTopic::in_flight,
              PlotTopic::rtt, PlotTopic::rto, PlotTopic::advertised, PlotTopic::unread,
              PlotTopic::sent, PlotTopic::delivered})
            QVERIFY2(!data->of(topic).isEmpty(), qPrintable(QString::number(int(topic))));
        const ui::PlotSeries& delivered = data->of(PlotTopic::delivered);
        QCOMPARE(delivered[delivered.size() - 1].value, 11'584);
    }

    void the_direction_with_more_bytes_comes_first() {
        QCOMPARE(ui::plotFlows(repairedTrace()), (std::vector<ui::PlotFlow>{forth, back}));
        ui_test::TraceBuilder story;
        story.at(0).sent(b, {.ack = true}, 1, 1, 50);
        QCOMPARE(ui::plotFlows(story.finish()), (std::vector<ui::PlotFlow>{back, forth}));
    }

    void throughput_counts_bytes_by_intervals() {
        const auto data = plotsOf(repairedTrace());
        const ui::PlotSeries& sent = data->of(PlotTopic::sent);
        const sim::Duration interval = std::chrono::milliseconds{10};
        QCOMPARE(ui::rateAt(sent, 35'000'000, interval), 300 * 8 / 0.01);
        QCOMPARE(ui::rateAt(sent, 45'000'000, interval), 0.0);
        QCOMPARE(ui::rateAt(sent, 230'000'000, interval), 100 * 8 / 0.01);
    }
};

QTEST_MAIN(TestPlotData)
#include "test_plot_data.moc"
