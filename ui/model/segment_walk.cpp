#include "ui/model/segment_walk.h"

#include <QRegularExpression>

namespace ui {

sim::RecordId segmentAfter(const sim::Trace& trace, sim::RecordId record) {
    for (sim::RecordId id = record + 1; id <= trace.last(); ++id)
        if (trace.record(id).kind == sim::RecordKind::sent) return id;
    return 0;
}

sim::RecordId segmentBefore(const sim::Trace& trace, sim::RecordId record) {
    for (sim::RecordId id = record; id-- > 1;)
        if (trace.record(id).kind == sim::RecordKind::sent) return id;
    return 0;
}

std::optional<Destination> parseDestination(const QString& text) {
    if (text.trimmed().startsWith(QLatin1Char('#'))) {
        bool is_number = false;
        const uint number = text.trimmed().mid(1).toUInt(&is_number);
        if (!is_number) return std::nullopt;
        return Destination{.event = {}, .time = {}, .record = number};
    }
    static const QRegularExpression form(
        QStringLiteral("^(\\d+(?:\\.\\d+)?)\\s*(ns|us|µs|ms|s)?$"));
    const QRegularExpressionMatch match = form.match(text.trimmed());
    if (!match.hasMatch()) return std::nullopt;
    const double number = match.captured(1).toDouble();
    const QString unit = match.captured(2);
    if (unit.isEmpty()) {
        if (match.captured(1).contains(QLatin1Char('.')) || number > 1e9) return std::nullopt;
        return Destination{.event = static_cast<std::size_t>(number), .time = {}, .record = {}};
    }
    const double in_ns = unit == QLatin1String("s")    ? 1e9
                         : unit == QLatin1String("ms") ? 1e6
                         : unit == QLatin1String("ns") ? 1
                                                       : 1e3;
    if (number * in_ns > 9e18) return std::nullopt;
    return Destination{
        .event = {}, .time = sim::Time{static_cast<std::int64_t>(number * in_ns)}, .record = {}};
}

} // namespace ui
