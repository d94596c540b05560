#include "ui/layout/plot_legend.h"

#include "sim/base/assert.h"
#include "ui/layout/time_text.h"
#include "ui/model/load_text.h"
#include "ui/theme/fonts.h"

#include <algorithm>

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QStringList>

namespace ui {

namespace {

constexpr double sample_width = 26;
constexpr double between = 20;
constexpr double row_height = 22;

bool isCounted(PlotTopic topic) {
    return topic == PlotTopic::segments_again || topic == PlotTopic::segments_lost
           || topic == PlotTopic::sacked;
}

QString valueOf(const PlotShapes& shapes, const PlotData& data, PlotTopic topic,
                std::int64_t at_ns) {
    const PlotSeries& series = data.of(topic);
    if (series.isEmpty()) return isCounted(topic) ? QStringLiteral("0") : QStringLiteral("–");
    if (isCounted(topic)) return countText(series.between(series[0].at_ns, at_ns + 1).count());
    if (shapes.chart == PlotChart::throughput)
        return plotValueText(at_ns < 0 ? 0 : rateAt(series, at_ns, shapes.interval), shapes.unit);
    const PlotPoint* held = series.at(at_ns);
    if (held == nullptr) return QStringLiteral("–");
    const auto value = static_cast<double>(held->top());
    const bool is_above =
        value > shapes.frame.high && shapeOf(topic, shapes.style) == PlotShape::steps;
    return plotValueText(value, shapes.unit) + (is_above ? QStringLiteral(" ↑") : QString{});
}

/// About the widest that one stage's value can be.
QString widestOfOne(PlotTopic topic, PlotUnit unit, double most) {
    if (isCounted(topic)) return plotValueText(most, PlotUnit::sequence);
    switch (unit) {
    case PlotUnit::sequence: return plotValueText(most, unit);
    case PlotUnit::bytes: return QStringLiteral("00.0 kB");
    case PlotUnit::time: return QStringLiteral("00.0 ms");
    case PlotUnit::rate: return QStringLiteral("00.0 Mbit/s");
    }
    sim::unreachable();
}

/// The same of all that are shown, so that nothing moves while values change.
QString widestOf(const PlotStages& stages, PlotTopic topic, PlotUnit unit) {
    QStringList widest;
    for (const PlotData* data : {stages.model, stages.kernel}) {
        if (data == nullptr || data->of(topic).isEmpty()) continue;
        const PlotSeries& series = data->of(topic);
        const PlotPoint& highest = series[series.extremes({0, series.size()}).highest];
        widest << widestOfOne(topic, unit,
                              static_cast<double>(isCounted(topic)
                                                      ? static_cast<std::int64_t>(series.size())
                                                      : highest.top()));
    }
    return widest.join(QStringLiteral(" · "));
}

/// The model's value and then the kernel's, as far as they are shown.
QString valuesOf(const PlotShapes& shapes, const PlotStages& stages, PlotTopic topic,
                 std::int64_t at_ns) {
    QStringList values;
    for (const PlotData* data : {stages.model, stages.kernel})
        if (data != nullptr) values << valueOf(shapes, *data, topic, at_ns);
    return values.join(QStringLiteral(" · "));
}

} // namespace

QString topicText(PlotTopic topic) {
    switch (topic) {
    case PlotTopic::segments: return QCoreApplication::translate("ui::Plots", "segment");
    case PlotTopic::segments_again: return QCoreApplication::translate("ui::Plots", "sent again");
    case PlotTopic::segments_lost: return QCoreApplication::translate("ui::Plots", "lost");
    case PlotTopic::acknowledged: return QCoreApplication::translate("ui::Plots", "ACK");
    case PlotTopic::window_end: return QCoreApplication::translate("ui::Plots", "ACK + window");
    case PlotTopic::sacked: return QCoreApplication::translate("ui::Plots", "SACK");
    case PlotTopic::cwnd: return QCoreApplication::translate("ui::Plots", "cwnd");
    case PlotTopic::in_flight: return QCoreApplication::translate("ui::Plots", "in flight");
    case PlotTopic::ssthresh: return QCoreApplication::translate("ui::Plots", "ssthresh");
    case PlotTopic::rtt: return QCoreApplication::translate("ui::Plots", "RTT sample");
    case PlotTopic::rto: return QCoreApplication::translate("ui::Plots", "RTO");
    case PlotTopic::advertised: return QCoreApplication::translate("ui::Plots", "offered window");
    case PlotTopic::unread: return QCoreApplication::translate("ui::Plots", "unread");
    case PlotTopic::sent: return QCoreApplication::translate("ui::Plots", "sent");
    case PlotTopic::delivered: return QCoreApplication::translate("ui::Plots", "delivered");
    }
    sim::unreachable();
}

QString chartText(PlotChart chart) {
    switch (chart) {
    case PlotChart::sequence:
        return QCoreApplication::translate("ui::Plots", "Sequence numbers over time");
    case PlotChart::congestion:
        return QCoreApplication::translate("ui::Plots", "Congestion window and bytes in flight");
    case PlotChart::round_trip:
        return QCoreApplication::translate("ui::Plots", "Round trip and retransmission timeout");
    case PlotChart::windows:
        return QCoreApplication::translate("ui::Plots", "The receiver's window");
    case PlotChart::throughput: return QCoreApplication::translate("ui::Plots", "Throughput");
    }
    sim::unreachable();
}

QString noteOf(const PlotShapes& shapes, const PlotStages& stages) {
    if (shapes.chart == PlotChart::throughput)
        return QCoreApplication::translate("ui::Plots", "counted over %1")
            .arg(durationText(shapes.interval));
    if (shapes.frame.logarithmic) return QCoreApplication::translate("ui::Plots", "logarithmic");
    if (stages.model == nullptr || stages.kernel == nullptr) return {};
    return QCoreApplication::translate("ui::Plots", "model solid · kernel dashed");
}

PlotLegend layoutLegend(const PlotShapes& shapes, const PlotStages& stages,
                        std::optional<std::int64_t> at_ns, const QRectF& area, const Theme& theme) {
    const double factor = theme.type_factor;
    const double height = row_height * factor;
    const double sample = sample_width * factor;
    const QFontMetricsF metrics(sansFont(theme, type_size::small));
    const QFontMetricsF digits(monoFont(theme, type_size::small, Weight::bold));
    PlotLegend legend{{}, area.top() + height};
    QPointF at = area.topLeft();
    for (const PlotTopic topic : topicsOf(shapes.chart, shapes.style)) {
        PlotLegendEntry entry{topic, shapeOf(topic, shapes.style), topicText(topic), {}, {}, {},
                              {}};
        if (at_ns) entry.value = valuesOf(shapes, stages, topic, *at_ns);
        const QString widest = at_ns ? widestOf(stages, topic, shapes.unit) : QString{};
        const double name = metrics.horizontalAdvance(entry.name);
        const double number =
            std::max(digits.horizontalAdvance(widest), digits.horizontalAdvance(entry.value));
        const double width = sample + 6 + name + 8 + number;
        if (at.x() > area.left() && at.x() + width > area.right()) {
            at = {area.left(), legend.bottom};
            legend.bottom += height;
        }
        entry.sample = {at.x(), at.y(), sample, height};
        entry.words = {at.x() + sample + 6, at.y(), name + 2, height};
        entry.number = {entry.words.right() + 6, at.y(), number, height};
        at.rx() += width + between;
        legend.entries.push_back(std::move(entry));
    }
    return legend;
}

QStringList hitText(const PlotHit& hit, const PlotShapes& shapes, std::uint32_t offset) {
    QString value;
    if (shapes.unit == PlotUnit::sequence) {
        const auto number = [offset](std::int64_t relative) {
            return plotValueText(static_cast<double>(relative) + offset, PlotUnit::sequence);
        };
        value = number(hit.point.value);
        if (hit.point.extent > 1) value += QStringLiteral(" – ") + number(hit.point.top() - 1);
    } else {
        value = plotValueText(static_cast<double>(hit.point.value), shapes.unit);
    }
    const QString name = topicText(hit.topic);
    const QString whose =
        hit.of_kernel ? QCoreApplication::translate("ui::Plots", "%1, kernel").arg(name) : name;
    const std::int64_t at = shapes.frame.timeAt(hit.place.x());
    const bool is_mark = hit.place.x() == shapes.frame.xOf(hit.point.at_ns);
    return {whose + QStringLiteral("  ") + value,
            instantText(is_mark ? hit.point.at_ns : at, shapes.frame.span.to,
                        shapes.frame.timePerPixel())};
}

} // namespace ui
