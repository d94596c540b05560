#include "sim/base/rng.h"
#include "ui/layout/plot_reduce.h"
#include "ui/model/plot_series.h"
#include "ui/model/rtt_sampler.h"

#include <algorithm>
#include <cmath>

#include <QtTest>

using ui::PlotFrame;
using ui::PlotSeries;
using namespace std::chrono_literals;

namespace {

constexpr std::int64_t apart_ns = 1000;

/// Values that jump about, one every microsecond.
PlotSeries noise(std::size_t count) {
    PlotSeries series;
    sim::Rng random{7};
    for (std::size_t n = 0; n < count; ++n)
        series.append({.at_ns = static_cast<std::int64_t>(n) * apart_ns,
                       .value = static_cast<std::int64_t>(random.next() % 100'000),
                       .record = static_cast<sim::RecordId>(n + 1)});
    series.seal();
    return series;
}

PlotFrame frameOf(std::int64_t to_ns, double width) {
    return {.plot = QRectF(0, 0, width, 100), .span = {0, to_ns}, .low = 0, .high = 100'000};
}

} // namespace

class TestPlotSeries : public QObject {
    Q_OBJECT

private slots:
    void the_index_finds_the_extremes_of_any_stretch() {
        const PlotSeries series = noise(5003);
        sim::Rng random{11};
        for (int round = 0; round < 500; ++round) {
            const std::size_t first = random.next() % 5003;
            const std::size_t end = first + 1 + random.next() % (5003 - first);
            std::int64_t least = series[first].value;
            std::int64_t most = least;
            for (std::size_t n = first; n < end; ++n) {
                least = std::min(least, series[n].value);
                most = std::max(most, series[n].value);
            }
            const ui::PlotExtremes found = series.extremes({first, end});
            QCOMPARE(series[found.lowest].value, least);
            QCOMPARE(series[found.highest].value, most);
            QVERIFY(found.lowest >= first && found.lowest < end);
            QVERIFY(found.highest >= first && found.highest < end);
        }
    }

    void the_extent_counts_to_the_top() {
        PlotSeries series;
        series.append({.at_ns = 1, .value = 10, .extent = 5});
        series.append({.at_ns = 2, .value = 12, .extent = 1});
        series.seal();
        QCOMPARE(series.extremes({0, 2}).highest, 0U);
    }

    void points_out_of_order_are_sorted() {
        PlotSeries series;
        series.append({.at_ns = 30, .value = 3});
        series.append({.at_ns = 10, .value = 1});
        series.append({.at_ns = 20, .value = 2});
        series.seal();
        QCOMPARE(series[0].value, 1);
        QCOMPARE(series[2].value, 3);
        QVERIFY(series.at(9) == nullptr);
        QCOMPARE(series.at(10)->value, 1);
        QCOMPARE(series.at(29)->value, 2);
        QCOMPARE(series.between(10, 30).count(), std::size_t{2});
    }

    void columns_of_marks_keep_every_extreme() {
        const std::size_t count = 100'000;
        const PlotSeries series = noise(count);
        const PlotFrame frame = frameOf(std::int64_t{count} * apart_ns, 500);
        const ui::ReducedMarks marks = ui::reduceMarks(series, frame);
        QVERIFY(marks.points.empty());
        QCOMPARE(marks.columns.size(), std::size_t{500});
        for (std::size_t column = 0; column < 500; ++column) {
            double least = 1e9;
            double most = -1;
            for (std::size_t n = column * 200; n < (column + 1) * 200; ++n) {
                least = std::min(least, static_cast<double>(series[n].value));
                most = std::max(most, static_cast<double>(series[n].value));
            }
            QCOMPARE(marks.columns[column].y1(), frame.yOf(least));
            QCOMPARE(marks.columns[column].y2(), frame.yOf(most));
        }
    }

    void one_spike_among_a_million_points_is_drawn() {
        PlotSeries series;
        for (std::int64_t n = 0; n < 1'000'000; ++n)
            series.append({.at_ns = n * apart_ns, .value = n == 654'321 ? 90'000 : 10});
        series.seal();
        const PlotFrame frame = frameOf(1'000'000 * apart_ns, 800);
        const QPolygonF line = ui::reduceSteps(series, frame, 1'000'000 * apart_ns);
        QVERIFY(line.size() < 10'000);
        const auto spike = std::min_element(line.begin(), line.end(),
                                            [](QPointF a, QPointF b) { return a.y() < b.y(); });
        QCOMPARE(spike->y(), frame.yOf(90'000));
        QVERIFY(std::abs(spike->x() - frame.xOf(654'321 * apart_ns)) <= 1);
    }

    void few_points_are_drawn_one_by_one() {
        const PlotSeries series = noise(50);
        const ui::ReducedMarks marks = ui::reduceMarks(series, frameOf(50 * apart_ns, 500));
        QCOMPARE(marks.points.size(), std::size_t{50});
        QVERIFY(marks.columns.empty());
    }

    void a_step_holds_from_before_the_frame_to_its_end() {
        PlotSeries series;
        series.append({.at_ns = 10, .value = 20'000});
        series.append({.at_ns = 150, .value = 80'000});
        series.seal();
        PlotFrame frame = frameOf(200, 100);
        frame.span = {100, 200};
        const QPolygonF line = ui::reduceSteps(series, frame, 180);
        QCOMPARE(line,
                 (QPolygonF{{QPointF(0, 80), QPointF(50, 80), QPointF(50, 20), QPointF(80, 20)}}));
    }

    void a_round_trip_is_measured_from_the_oldest_segment_that_is_covered() {
        ui::RttSampler sampler;
        sampler.takeDeparture({1, 101}, {1'000'000});
        sampler.takeDeparture({101, 201}, {3'000'000});
        QVERIFY(!sampler.takeAck(1, {4'000'000}));
        QCOMPARE(sampler.takeAck(201, {21'000'000}).value(), sim::Duration{20ms});
        QVERIFY(!sampler.takeAck(201, {22'000'000}));
    }

    void karn_what_was_sent_again_gives_no_sample() {
        ui::RttSampler sampler;
        sampler.takeDeparture({1, 101}, {0});
        sampler.takeDeparture({101, 201}, {1'000'000});
        sampler.takeDeparture({1, 101}, {200'000'000});
        QVERIFY(!sampler.takeAck(201, {220'000'000}));
        sampler.takeDeparture({201, 301}, {300'000'000});
        QCOMPARE(sampler.takeAck(301, {310'000'000}).value(), sim::Duration{10ms});
    }

    void karn_an_ack_of_both_copies_is_ambiguous_even_with_new_bytes_behind() {
        ui::RttSampler sampler;
        sampler.takeDeparture({1, 101}, {0});
        sampler.takeDeparture({1, 201}, {50'000'000}); // repeats, and adds
        QVERIFY(!sampler.takeAck(101, {60'000'000}));
        QVERIFY(!sampler.takeAck(201, {61'000'000}));
    }
};

QTEST_MAIN(TestPlotSeries)
#include "test_plot_series.moc"
