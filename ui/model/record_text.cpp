#include "ui/model/record_text.h"

#include "sim/base/assert.h"
#include "sim/export/ladder_labels.h"
#include "ui/layout/call_text.h"
#include "ui/layout/side_labels.h"
#include "ui/layout/time_text.h"
#include "ui/model/language.h"

#include <algorithm>

#include <QCoreApplication>

namespace ui {

namespace {

QString latin(std::string_view text) {
    return QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size()));
}

QString timerRow(const sim::Record& record, const sim::TimerEvent& timer) {
    const QString name = timerText(timer.kind);
    switch (timer.action) {
    case sim::TimerAction::set: {
        const sim::Duration left = std::max(sim::Duration{}, timer.due - record.at);
        return withoutGaps(
            QCoreApplication::translate("EventList", "%1 set: %2").arg(name, durationText(left)));
    }
    case sim::TimerAction::fired:
        return withoutGaps(QCoreApplication::translate("EventList", "%1 fires").arg(name));
    case sim::TimerAction::cancelled:
        return withoutGaps(QCoreApplication::translate("EventList", "%1 stops").arg(name));
    }
    sim::unreachable();
}

QString changeRow(const sim::ChangeEvent& change) {
    return QStringLiteral("%1: %2 → %3")
        .arg(latin(sim::name_of(change.variable)))
        .arg(change.before)
        .arg(change.after);
}

QString hostName(const sim::Trace& trace, sim::HostId host) {
    return host < trace.header.hosts.size() ? QString::fromStdString(trace.header.hosts[host].name)
                                            : QStringLiteral("?");
}

} // namespace

QString rowKindName(RowKind kind) {
    switch (kind) {
    case RowKind::sent: return QCoreApplication::translate("EventList", "sent");
    case RowKind::received: return QCoreApplication::translate("EventList", "received");
    case RowKind::dropped: return QCoreApplication::translate("EventList", "lost");
    case RowKind::state: return QCoreApplication::translate("EventList", "state");
    case RowKind::call: return QCoreApplication::translate("EventList", "call");
    case RowKind::timer: return QCoreApplication::translate("EventList", "timer");
    case RowKind::change: return QCoreApplication::translate("EventList", "change");
    }
    sim::unreachable();
}

RecordText recordText(const sim::Trace& trace, sim::RecordId id, Numbers numbers) {
    const sim::Record& record = trace.record(id);
    RecordText row;
    row.kind = rowKindOf(record.kind);
    row.kind_name = rowKindName(row.kind);
    switch (record.kind) {
    case sim::RecordKind::ignored:
        row.kind_name = QCoreApplication::translate("EventList", "ignored");
        [[fallthrough]];
    case sim::RecordKind::sent:
    case sim::RecordKind::received:
    case sim::RecordKind::dropped: {
        const sim::RecordId departure = sim::departure_of(trace, id);
        if (departure == 0) return row;
        row.segment = kindOf(trace.record(departure));
        row.badge = badgeText(trace.record(departure));
        row.text = numbersText(trace, trace.record(departure), numbers);
        return row;
    }
    case sim::RecordKind::state:
        row.text = QStringLiteral("%1 → %2").arg(
            latin(sim::name_of(static_cast<sim::State>(record.detail))),
            latin(sim::name_of(record.state)));
        return row;
    case sim::RecordKind::call: row.text = callText(trace, {id}).brief; return row;
    case sim::RecordKind::timer:
        row.text = timerRow(record, trace.timers.at(record.detail));
        return row;
    case sim::RecordKind::change: row.text = changeRow(trace.changes.at(record.detail)); return row;
    case sim::RecordKind::icmp:
        row.text = QString::fromStdString(sim::icmp_label(trace, id));
        return row;
    }
    sim::unreachable();
}

QString recordPhrase(const sim::Trace& trace, sim::RecordId id, Numbers numbers) {
    const RecordText row = recordText(trace, id, numbers);
    const QString host = hostName(trace, trace.record(id).host);
    const QString segment = (row.badge + QLatin1Char(' ') + row.text).trimmed();
    switch (trace.record(id).kind) {
    case sim::RecordKind::sent:
        return QCoreApplication::translate("EventList", "%1 sends %2").arg(host, segment);
    case sim::RecordKind::received:
        return QCoreApplication::translate("EventList", "%1 receives %2").arg(host, segment);
    case sim::RecordKind::ignored:
        return QCoreApplication::translate("EventList", "%1 ignores %2").arg(host, segment);
    case sim::RecordKind::dropped:
        return QCoreApplication::translate("EventList", "%1's %2 is lost").arg(host, segment);
    case sim::RecordKind::state:
    case sim::RecordKind::call:
    case sim::RecordKind::timer:
    case sim::RecordKind::icmp:
    case sim::RecordKind::change:
        return QCoreApplication::translate("EventList", "%1: %2").arg(host, row.text);
    }
    sim::unreachable();
}

} // namespace ui
