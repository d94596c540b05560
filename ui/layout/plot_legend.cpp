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
constexpr double between = 14;
constexpr double row_height = 22;

bool isCounted(PlotTopic topic) {
    return topic == PlotTopic::segments_again || topic == PlotTopic::segments_lost
           || topic == PlotTopic::sacked;
}

/// What a topic is at an instant, or how many of it there have been; none where it is unknown.
std::optional<double> valueOf(const PlotShapes& shapes, const PlotData& data, PlotTopic topic,
                              PlotMoment moment) {
    const PlotSeries& series = data.of(topic);
    const std::int64_t at_ns = moment.at_ns;
    if (isCounted(topic))
        return series.isEmpty()
                   ? 0.0
                   : static_cast<double>(series.between(series[0].at_ns, at_ns + 1).count());
    if (series.isEmpty()) return std::nullopt;
    if (shapes.chart == PlotChart::throughput) {
        // An interval that begins at the cursor has not happened yet.
        const std::int64_t asked = moment.reading == PlotReading::pointer ? at_ns : at_ns - 1;
        return asked < 0 ? 0 : rateAt(series, asked, shapes.interval);
    }
    const PlotPoint* held = series.at(at_ns);
    if (held == nullptr || data.isGone(topic, at_ns)) return std::nullopt;
    return static_cast<double>(held->top());
}

/// Numbers of both stages, or of one.
QString joined(const QStringList& texts) {
    return texts.join(QStringLiteral(" · "));
}

/// "3×", "3 · 2×": what is counted is told from sequence numbers beside it.
QString countsText(const std::vector<std::optional<double>>& counts) {
    QStringList texts;
    for (const std::optional<double>& count : counts)
        texts << countText(static_cast<std::uint64_t>(count.value_or(0)));
    return QCoreApplication::translate("ui::Plots", "%1×").arg(joined(texts));
}

QString valuesText(const std::vector<std::optional<double>>& values, PlotUnit unit) {
    if (values.size() == 2 && values[0] && values[1])
        return plotValuesText(*values[0], *values[1], unit);
    QStringList texts;
    for (const std::optional<double>& value : values)
        texts << (value ? plotValueText(*value, unit) : QStringLiteral("–"));
    return joined(texts);
}

/// The model's value and then the kernel's, as far as they are shown.
QString valuesOf(const PlotShapes& shapes, const PlotStages& stages, PlotTopic topic,
                 PlotMoment moment) {
    std::vector<std::optional<double>> values;
    if (stages.model != nullptr) values.push_back(valueOf(shapes, *stages.model, topic, moment));
    if (stages.kernel != nullptr) {
        if (moment.reading == PlotReading::end)
            moment.at_ns = std::max(moment.at_ns, stages.kernel->end());
        values.push_back(valueOf(shapes, *stages.kernel, topic, moment));
    }
    if (isCounted(topic)) return countsText(values);
    const bool is_line = shapeOf(topic, shapes.style) == PlotShape::steps;
    const bool is_above = is_line && shapes.chart != PlotChart::throughput
                          && std::any_of(values.begin(), values.end(), [&](const auto& value) {
                                 return value > shapes.frame.high;
                             });
    return valuesText(values, shapes.unit) + (is_above ? QStringLiteral(" ↑") : QString{});
}

/// About the widest that the values can be, so that nothing moves while they change.
QString widestOf(const PlotStages& stages, PlotTopic topic, PlotUnit unit) {
    std::vector<std::optional<double>> most;
    for (const PlotData* data : {stages.model, stages.kernel}) {
        if (data == nullptr || data->of(topic).isEmpty()) continue;
        const PlotSeries& series = data->of(topic);
        const PlotPoint& highest = series[series.extremes({0, series.size()}).highest];
        most.emplace_back(isCounted(topic) ? static_cast<std::int64_t>(series.size())
                                           : highest.top());
    }
    if (isCounted(topic)) return countsText(most);
    const QString digits =
        joined(QStringList(static_cast<qsizetype>(most.size()), QStringLiteral("00.0")));
    switch (unit) {
    case PlotUnit::sequence: return valuesText(most, unit);
    case PlotUnit::bytes: return digits + QStringLiteral(" kB");
    case PlotUnit::time: return digits + QStringLiteral(" ms");
    case PlotUnit::rate: return digits + QStringLiteral(" Mbit/s");
    }
    sim::unreachable();
}

/// Nothing is told of it in the whole run, and nobody waits for it.
bool isLeftOut(const PlotStages& stages, PlotTopic topic) {
    const auto is_empty = [topic](const PlotData* data) {
        return data == nullptr || data->of(topic).isEmpty();
    };
    return topic == PlotTopic::flight_size && is_empty(stages.model) && is_empty(stages.kernel);
}

/// The name of a topic before its value: of a segment that is the number behind it.
QString nameOf(PlotTopic topic) {
    if (topic == PlotTopic::segments) return QCoreApplication::translate("ui::Plots", "sent up to");
    if (topic == PlotTopic::acknowledged)
        return QCoreApplication::translate("ui::Plots", "ACK up to");
    return topicText(topic);
}

/// What matters most of a plot comes first.
QStringList notesOf(const PlotShapes& shapes, const PlotStages& stages) {
    QStringList notes;
    if (shapes.chart == PlotChart::throughput)
        notes << QCoreApplication::translate("ui::Plots", "counted over %1")
                     .arg(durationText(shapes.interval));
    if (stages.model != nullptr && stages.kernel != nullptr)
        notes << QCoreApplication::translate("ui::Plots", "model · kernel (thick dashes, rings)");
    if (shapes.frame.logarithmic) notes << QCoreApplication::translate("ui::Plots", "logarithmic");
    return notes;
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
    case PlotTopic::flight_size:
        return QCoreApplication::translate("ui::Plots", "in flight + SACKed");
    case PlotTopic::in_flight: return QCoreApplication::translate("ui::Plots", "in flight");
    case PlotTopic::ssthresh: return QCoreApplication::translate("ui::Plots", "ssthresh");
    case PlotTopic::rtt: return QCoreApplication::translate("ui::Plots", "RTT sample");
    case PlotTopic::rto: return QCoreApplication::translate("ui::Plots", "RTO");
    case PlotTopic::advertised: return QCoreApplication::translate("ui::Plots", "offered window");
    case PlotTopic::unread: return QCoreApplication::translate("ui::Plots", "unread");
    case PlotTopic::sent: return QCoreApplication::translate("ui::Plots", "sent");
    case PlotTopic::delivered: return QCoreApplication::translate("ui::Plots", "arrived in order");
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

QString noteOf(const PlotShapes& shapes, const PlotStages& stages,
               const std::function<bool(const QString&)>& fits) {
    QString note;
    for (const QString& more : notesOf(shapes, stages)) {
        const QString longer =
            note.isEmpty() ? more
                           : QCoreApplication::translate("ui::Plots", "%1; %2").arg(note, more);
        if (!fits(longer)) break;
        note = longer;
    }
    return note;
}

PlotLegend layoutLegend(const PlotShapes& shapes, const PlotStages& stages,
                        std::optional<PlotMoment> moment, const QRectF& area, const Theme& theme) {
    const double factor = theme.type_factor;
    const double height = row_height * factor;
    const double sample = sample_width * factor;
    const QFontMetricsF metrics(sansFont(theme, type_size::small));
    const QFontMetricsF digits(monoFont(theme, type_size::small, Weight::bold));
    PlotLegend legend{{}, area.top() + height};
    QPointF at = area.topLeft();
    for (const PlotTopic topic : topicsOf(shapes.chart, shapes.style)) {
        if (isLeftOut(stages, topic)) continue;
        PlotLegendEntry entry{topic, shapeOf(topic, shapes.style), {}, {}, {}, {}, {}};
        entry.name = moment ? nameOf(topic) : topicText(topic);
        if (moment) entry.value = valuesOf(shapes, stages, topic, *moment);
        const QString widest = moment ? widestOf(stages, topic, shapes.unit) : QString{};
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
