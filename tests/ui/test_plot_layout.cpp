#include "tests/ui/plot_scenes.h"
#include "ui/layout/plot_layout.h"
#include "ui/layout/plot_legend.h"
#include "ui/layout/plot_reduce.h"

#include <algorithm>

#include <QtTest>

using ui::PlotChart;
using ui::PlotShape;
using ui::PlotShapes;
using ui::PlotTopic;
using ui::PlotUnit;
using ui::SequenceStyle;

namespace {

constexpr ui::PlotFlow forth{1, sim::Side::opener};

QStringList textsOf(const std::vector<ui::PlotTick>& ticks) {
    QStringList texts;
    for (const ui::PlotTick& tick : ticks)
        texts << tick.text;
    return texts;
}

const ui::PlotCurve* curveOf(const PlotShapes& shapes, PlotTopic topic, bool of_kernel = false) {
    for (const ui::PlotCurve& curve : shapes.curves)
        if (curve.topic == topic && curve.of_kernel == of_kernel) return &curve;
    return nullptr;
}

} // namespace

class TestPlotLayout : public QObject {
    Q_OBJECT

private:
    std::shared_ptr<const ui::Run> run_ = ui_test::playedSample(ui_test::lossy_transfer);
    std::shared_ptr<const ui::PlotData> data_ = ui::readPlots(*run_, forth);

    [[nodiscard]] ui::PlotRequest request(PlotChart chart, SequenceStyle style = {}) const {
        return {.chart = chart,
                .style = style,
                .stages = {data_.get(), nullptr},
                .span = {0, data_->to.since_start_ns},
                .plot = QRectF(100, 50, 800, 400)};
    }

    [[nodiscard]] ui::PlotLegend legendAt(PlotChart chart, ui::PlotMoment moment) const {
        const ui::PlotRequest asked = request(chart);
        return ui::layoutLegend(ui::layoutPlot(asked), asked.stages, moment, {0, 0, 900, 40},
                                ui::themeNamed(ui::ThemeName::dark));
    }

private slots:
    void ticks_stand_at_round_numbers_with_their_unit() {
        QCOMPARE(textsOf(ui::roundTicks(0, 34'752, 5, PlotUnit::bytes)),
                 (QStringList{"0 kB", "10 kB", "20 kB", "30 kB"}));
        QCOMPARE(textsOf(ui::roundTicks(0, 2.4e6, 5, PlotUnit::bytes)),
                 (QStringList{"0.0 MB", "0.5 MB", "1.0 MB", "1.5 MB", "2.0 MB"}));
        QCOMPARE(textsOf(ui::roundTicks(95e6, 131e6, 4, PlotUnit::time)),
                 (QStringList{"100 ms", "110 ms", "120 ms", "130 ms"}));
        QCOMPARE(textsOf(ui::roundTicks(0, 1.54e9, 4, PlotUnit::time)),
                 (QStringList{"0 ms", "500 ms", "1000 ms", "1500 ms"}));
        QCOMPARE(textsOf(ui::roundTicks(0, 65e9, 4, PlotUnit::time)),
                 (QStringList{"0 s", "20 s", "40 s", "60 s"}));
        QCOMPARE(textsOf(ui::roundTicks(0, 9.4e6, 3, PlotUnit::rate)),
                 (QStringList{"0 Mbit/s", "5 Mbit/s"}));
        QCOMPARE(textsOf(ui::roundTicks(900, 2200, 3, PlotUnit::sequence)),
                 (QStringList{"1,000", "1,500", "2,000"}));
        // One number alone would say nothing of the scale.
        QCOMPARE(textsOf(ui::roundTicks(0, 41e3, 2, PlotUnit::bytes)),
                 (QStringList{"0 kB", "20 kB", "40 kB"}));
        QCOMPARE(textsOf(ui::roundTicks(3e9, 58e9, 1, PlotUnit::time)),
                 (QStringList{"20 s", "40 s"}));
        QCOMPARE(textsOf(ui::roundTicks(0.2, 0.8, 2, PlotUnit::bytes)), QStringList{});
    }

    void ticks_of_numbers_as_on_the_wire_are_round_there() {
        const auto ticks = ui::roundTicks(0, 3000, 4, PlotUnit::sequence, 4'294'966'000U);
        QCOMPARE(textsOf(ticks), (QStringList{"4,294,966,000", "4,294,967,000", "704", "1,704"}));
        QCOMPARE(ticks.front().value, 0.0);
    }

    void ratios_have_ticks_of_their_own_units() {
        QCOMPARE(textsOf(ui::ratioTicks(8e6, 1.2e9, 9, PlotUnit::time)),
                 (QStringList{"10 ms", "20 ms", "50 ms", "100 ms", "200 ms", "500 ms", "1 s"}));
        QCOMPARE(textsOf(ui::ratioTicks(8e6, 1.2e9, 3, PlotUnit::time)),
                 (QStringList{"10 ms", "100 ms", "1 s"}));
        QCOMPARE(textsOf(ui::ratioTicks(12e6, 1.6e9, 4, PlotUnit::time)),
                 (QStringList{"30 ms", "100 ms", "300 ms", "1 s"}));
    }

    void values_are_written_with_three_digits_that_matter() {
        QCOMPARE(ui::plotValueText(12'449, PlotUnit::bytes), QString("12.4 kB"));
        QCOMPARE(ui::plotValueText(950, PlotUnit::bytes), QString("950 B"));
        QCOMPARE(ui::plotValueText(38e6, PlotUnit::time), QString("38 ms"));
        QCOMPARE(ui::plotValueText(9'420'000, PlotUnit::rate), QString("9.42 Mbit/s"));
        QCOMPARE(ui::instantText(158'250'000, 440'000'000, 250'000), QString("158.3 ms"));
        QCOMPARE(ui::instantText(158'250'000, 440'000'000, 10'000), QString("158.25 ms"));
        QCOMPARE(ui::instantText(1'510'000'000, 1'540'000'000, 1'200'000), QString("1510 ms"));
        QCOMPARE(ui::instantText(15'100'000'000, 30'000'000'000, 10'000'000), QString("15.10 s"));
    }

    void values_that_are_compared_have_one_unit() {
        QCOMPARE(ui::plotValuesText(5792, 14'480, PlotUnit::bytes), QString("5.79 · 14.5 kB"));
        QCOMPARE(ui::plotValuesText(0, 5792, PlotUnit::bytes), QString("0 · 5.79 kB"));
        QCOMPARE(ui::plotValuesText(1, 14'480, PlotUnit::bytes), QString("1 B · 14.5 kB"));
        QCOMPARE(ui::plotValuesText(20e6, 64.6e6, PlotUnit::time), QString("20 · 64.6 ms"));
        QCOMPARE(ui::plotValuesText(11'586, 11'585, PlotUnit::sequence),
                 QString("11,586 · 11,585"));
    }

    void a_segment_is_a_dot_for_stevens_and_a_tick_for_tcptrace() {
        const PlotShapes dots = ui::layoutPlot(request(PlotChart::sequence));
        const ui::PlotCurve* sent = curveOf(dots, PlotTopic::segments);
        QCOMPARE(sent->shape, PlotShape::dot);
        QCOMPARE(sent->marks.size(), data_->of(PlotTopic::segments).size());
        QVERIFY(curveOf(dots, PlotTopic::window_end) == nullptr);
        for (const ui::PlotMark& mark : curveOf(dots, PlotTopic::segments_again)->marks)
            QCOMPARE(mark.top, mark.bottom);
        const PlotShapes ticks =
            ui::layoutPlot(request(PlotChart::sequence, SequenceStyle::tcptrace));
        const ui::PlotCurve* ranges = curveOf(ticks, PlotTopic::segments);
        QCOMPARE(ranges->shape, PlotShape::range);
        const ui::PlotPoint& fifth = data_->of(PlotTopic::segments)[5];
        QCOMPARE(ranges->marks[5].x, ticks.frame.xOf(fifth.at_ns));
        QCOMPARE(ranges->marks[5].bottom, ticks.frame.yOf(static_cast<double>(fifth.value)));
        QCOMPARE(ranges->marks[5].top, ticks.frame.yOf(static_cast<double>(fifth.top())));
        QVERIFY(curveOf(ticks, PlotTopic::window_end) != nullptr);
    }

    void everything_but_limits_is_within_the_frame() {
        for (std::size_t n = 0; n < ui::plot_charts; ++n) {
            const PlotShapes shapes = ui::layoutPlot(request(static_cast<PlotChart>(n)));
            const QRectF plot = shapes.frame.plot.adjusted(-0.01, -0.01, 0.01, 0.01);
            QVERIFY(!shapes.curves.empty());
            for (const ui::PlotCurve& curve : shapes.curves) {
                if (curve.topic == PlotTopic::ssthresh) continue;
                for (const QPointF& point : curve.line)
                    QVERIFY(plot.contains(point));
                for (const ui::PlotMark& mark : curve.marks)
                    QVERIFY(plot.contains({mark.x, mark.bottom})
                            && plot.contains({mark.x, mark.top}));
            }
            for (const ui::PlacedTick& tick : shapes.values)
                QVERIFY(tick.position >= plot.top() && tick.position <= plot.bottom());
        }
    }

    void marks_are_not_cut_by_the_frame_of_a_low_plot() {
        ui::PlotRequest low = request(PlotChart::sequence);
        low.plot.setHeight(80);
        low.type_factor = 1.32;
        const PlotShapes shapes = ui::layoutPlot(low);
        const QRectF within = low.plot.adjusted(0, 10, 0, -10);
        const ui::PlotCurve* sent = curveOf(shapes, PlotTopic::segments);
        QVERIFY(!sent->marks.empty());
        for (const ui::PlotMark& mark : sent->marks)
            QVERIFY(within.top() <= mark.top && mark.bottom <= within.bottom());
    }

    /// SACKed numbers and sent ones are told apart without their hues.
    void a_sack_block_is_a_bracket() {
        QCOMPARE(ui::shapeOf(PlotTopic::sacked, SequenceStyle::tcptrace), PlotShape::bracket);
        QVERIFY(ui::shapeOf(PlotTopic::segments, SequenceStyle::tcptrace) != PlotShape::bracket);
    }

    void a_line_covers_whole_pixels() {
        const QPolygonF line{{QPointF(10.2, 4.6), QPointF(20.7, 4.6), QPointF(20.7, 9.4)}};
        QCOMPARE(ui::onPixels(line, 2),
                 (QPolygonF{{QPointF(10, 5), QPointF(21, 5), QPointF(21, 9)}}));
        QCOMPARE(ui::onPixels(line, 3),
                 (QPolygonF{{QPointF(10.5, 4.5), QPointF(20.5, 4.5), QPointF(20.5, 9.5)}}));
    }

    void a_window_far_above_does_not_press_the_rest_flat() {
        ui::PlotRequest narrow = request(PlotChart::sequence, SequenceStyle::tcptrace);
        narrow.span = {0, 50'000'000};
        const PlotShapes shapes = ui::layoutPlot(narrow);
        QVERIFY(shapes.frame.high < 60'000);
        const ui::PlotLegend legend =
            ui::layoutLegend(shapes, narrow.stages, ui::PlotMoment{45'000'000}, {0, 0, 900, 40},
                             ui::themeNamed(ui::ThemeName::dark));
        QCOMPARE(legend.entries[4].topic, PlotTopic::window_end);
        QVERIFY(legend.entries[4].value.endsWith(QStringLiteral("↑")));
    }

    void both_stages_lie_in_one_frame_and_the_kernels_below() {
        ui::PlotRequest both = request(PlotChart::congestion);
        both.stages.kernel = data_.get();
        const PlotShapes shapes = ui::layoutPlot(both);
        QVERIFY(shapes.curves.front().of_kernel);
        QVERIFY(!shapes.curves.back().of_kernel);
        QCOMPARE(curveOf(shapes, PlotTopic::cwnd, true)->line,
                 curveOf(shapes, PlotTopic::cwnd, false)->line);
    }

    void the_nearest_mark_is_hit_and_tells_its_numbers() {
        const ui::PlotRequest asked = request(PlotChart::sequence, SequenceStyle::tcptrace);
        const PlotShapes shapes = ui::layoutPlot(asked);
        const ui::PlotPoint& again = data_->of(PlotTopic::segments_again)[0];
        const QPointF at(shapes.frame.xOf(again.at_ns) + 2,
                         shapes.frame.yOf(static_cast<double>(again.value) + 700));
        const auto hit = ui::hitPlot(shapes, asked.stages, at);
        QVERIFY(hit);
        QCOMPARE(hit->topic, PlotTopic::segments_again);
        QCOMPARE(hit->record, again.record);
        QCOMPARE(
            ui::hitText(*hit, shapes, 0).front(),
            QStringLiteral("sent again  %1 – %2")
                .arg(ui::plotValueText(static_cast<double>(again.value), PlotUnit::sequence),
                     ui::plotValueText(static_cast<double>(again.top() - 1), PlotUnit::sequence)));
        QVERIFY(!ui::hitPlot(shapes, asked.stages, {5, 5}));
    }

    void what_was_lost_lies_upon_its_segment_and_is_hit_first() {
        for (const SequenceStyle style : {SequenceStyle::stevens, SequenceStyle::tcptrace}) {
            const ui::PlotRequest asked = request(PlotChart::sequence, style);
            const PlotShapes shapes = ui::layoutPlot(asked);
            QCOMPARE(shapes.curves.back().topic, PlotTopic::segments_lost);
            const ui::PlotPoint& lost = data_->of(PlotTopic::segments_lost)[0];
            const QPointF at(shapes.frame.xOf(lost.at_ns),
                             shapes.frame.yOf(static_cast<double>(lost.value)));
            const auto hit = ui::hitPlot(shapes, asked.stages, at);
            QVERIFY(hit);
            QCOMPARE(hit->topic, PlotTopic::segments_lost);
        }
    }

    void a_line_is_hit_where_it_holds_its_value() {
        const ui::PlotRequest asked = request(PlotChart::congestion);
        const PlotShapes shapes = ui::layoutPlot(asked);
        const ui::PlotPoint* held = data_->of(PlotTopic::cwnd).at(150'000'000);
        const QPointF at(shapes.frame.xOf(150'000'000),
                         shapes.frame.yOf(static_cast<double>(held->value)) - 3);
        const auto hit = ui::hitPlot(shapes, asked.stages, at);
        QVERIFY(hit);
        QCOMPARE(hit->topic, PlotTopic::cwnd);
        QCOMPARE(hit->point.value, held->value);
    }

    void bars_of_throughput_add_up_to_what_was_sent() {
        const PlotShapes shapes = ui::layoutPlot(request(PlotChart::throughput));
        double bytes = 0;
        const ui::PlotSeries& sent = data_->of(PlotTopic::sent);
        for (std::int64_t at = 0; at <= data_->to.since_start_ns; at += shapes.interval.count())
            bytes += ui::rateAt(sent, at, shapes.interval)
                     * static_cast<double>(shapes.interval.count()) / 8e9;
        QCOMPARE(qRound64(bytes), sent[sent.size() - 1].value);
    }

    void the_legend_tells_numbers_from_counts() {
        const ui::PlotLegend legend = legendAt(PlotChart::sequence, {300'000'000});
        QCOMPARE(legend.entries[0].name, QString("sent up to"));
        QCOMPARE(legend.entries[1].name, QString("sent again"));
        QCOMPARE(legend.entries[1].value, QString("3×"));
        QCOMPARE(legend.entries[3].name, QString("ACK up to"));
    }

    void a_rate_at_the_cursor_is_of_what_has_passed() {
        const PlotShapes shapes = ui::layoutPlot(request(PlotChart::throughput));
        const std::int64_t step = shapes.interval.count();
        const ui::PlotSeries& sent = data_->of(PlotTopic::sent);
        std::int64_t border = step;
        while (ui::rateAt(sent, border, shapes.interval)
               == ui::rateAt(sent, border - 1, shapes.interval))
            border += step;
        const auto rate = [&](std::int64_t at) {
            return ui::plotValueText(ui::rateAt(sent, at, shapes.interval), PlotUnit::rate);
        };
        const auto told = [&](ui::PlotReading reading) {
            return legendAt(PlotChart::throughput, {border, reading}).entries[0].value;
        };
        QCOMPARE(told(ui::PlotReading::cursor), rate(border - 1));
        QCOMPARE(told(ui::PlotReading::pointer), rate(border));
    }

    void at_the_end_all_of_the_kernels_run_has_happened() {
        ui::PlotRequest both = request(PlotChart::sequence);
        both.stages.kernel = data_.get();
        const PlotShapes shapes = ui::layoutPlot(both);
        const auto told = [&](ui::PlotReading reading) {
            return ui::layoutLegend(shapes, both.stages, ui::PlotMoment{30'000'000, reading},
                                    {0, 0, 900, 40}, ui::themeNamed(ui::ThemeName::dark))
                .entries[3]
                .value;
        };
        const QString early = told(ui::PlotReading::cursor);
        QCOMPARE(early.section(QStringLiteral(" · "), 0, 0),
                 early.section(QStringLiteral(" · "), 1));
        QCOMPARE(told(ui::PlotReading::end).section(QStringLiteral(" · "), 1), QString("200,002"));
    }

    void a_note_gives_the_key_of_both_stages_as_far_as_it_fits() {
        ui::PlotRequest both = request(PlotChart::round_trip);
        both.stages.kernel = data_.get();
        const PlotShapes shapes = ui::layoutPlot(both);
        QCOMPARE(ui::noteOf(shapes, both.stages, [](const QString&) { return true; }),
                 QString("model · kernel (thick dashes, rings); logarithmic"));
        QCOMPARE(
            ui::noteOf(shapes, both.stages, [](const QString& note) { return note.size() < 40; }),
            QString("model · kernel (thick dashes, rings)"));
    }

    void the_legend_wraps_and_keeps_room_for_its_numbers() {
        const ui::PlotRequest asked = request(PlotChart::sequence);
        const PlotShapes shapes = ui::layoutPlot(asked);
        const ui::Theme theme = ui::themeNamed(ui::ThemeName::dark, ui::Projection::projector);
        const QRectF area(10, 10, 300, 200);
        const ui::PlotLegend legend =
            ui::layoutLegend(shapes, asked.stages, ui::PlotMoment{300'000'000}, area, theme);
        QVERIFY(legend.bottom > area.top() + 2 * 22);
        for (const ui::PlotLegendEntry& entry : legend.entries) {
            QVERIFY(entry.number.right() <= area.right());
            QVERIFY(!entry.words.intersects(entry.number));
        }
    }
};

QTEST_MAIN(TestPlotLayout)
#include "test_plot_layout.moc"
