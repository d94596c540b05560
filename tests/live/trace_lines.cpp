#include "tests/live/trace_lines.h"

#include "sim/base/assert.h"

namespace live_test {

namespace {

using sim::Record;
using sim::RecordId;
using sim::RecordKind;

QString text_of(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString flags_text(sim::Flags flags) {
    QString text;
    if (flags.syn) text += 'S';
    if (flags.fin) text += 'F';
    if (flags.rst) text += 'R';
    if (flags.psh) text += 'P';
    if (flags.ack) text += 'A';
    return text;
}

QString options_text(const sim::OptionsRow* row) {
    if (row == nullptr) return {};
    QStringList parts;
    if (row->present.mss) parts << QStringLiteral("mss=%1").arg(row->options.mss);
    if (row->present.sack_permitted) parts << QStringLiteral("sackok");
    if (row->present.timestamps) parts << QStringLiteral("ts");
    if (row->present.window_scale) parts << QStringLiteral("ws=%1").arg(row->options.window_shift);
    return parts.join(',');
}

/// The receiver's state after the segment of `departure`.
QString fate_text(const sim::Trace& trace, RecordId departure) {
    for (RecordId id = departure + 1; id <= trace.last(); ++id) {
        const Record& record = trace.record(id);
        if (record.cause != departure) continue;
        if (record.kind == RecordKind::dropped) return QStringLiteral("lost");
        if (record.kind == RecordKind::received) return text_of(name_of(record.state));
    }
    return QStringLiteral("in flight");
}

QString segment_line(const sim::Trace& trace, RecordId id) {
    const Record& record = trace.record(id);
    const QString ack =
        record.flags.ack ? QString::number(relative_ack(trace, record)) : QStringLiteral("-");
    return QStringList{text_of(trace.header.hosts.at(record.host).name),
                       flags_text(record.flags),
                       QString::number(relative_seq(trace, record)),
                       ack,
                       QString::number(record.length),
                       QString::number(record.window),
                       options_text(options_of(trace, id)),
                       text_of(name_of(record.state)),
                       QStringLiteral(">"),
                       fate_text(trace, id)}
        .join(' ');
}

QString timer_text(const sim::TimerEvent& timer) {
    const QString name = QStringLiteral("timer ") + text_of(name_of(timer.kind));
    switch (timer.action) {
    case sim::TimerAction::set: return name + QStringLiteral(" set");
    case sim::TimerAction::fired: return name + QStringLiteral(" fired");
    case sim::TimerAction::cancelled: return name + QStringLiteral(" cancelled");
    }
    sim::unreachable();
}

QString kind_text(const sim::Trace& trace, const Record& record) {
    switch (record.kind) {
    case RecordKind::sent: return QStringLiteral("sent");
    case RecordKind::received: return QStringLiteral("received");
    case RecordKind::dropped: return QStringLiteral("dropped");
    case RecordKind::ignored: return QStringLiteral("ignored");
    case RecordKind::state: return QStringLiteral("state");
    case RecordKind::change: return QStringLiteral("change");
    case RecordKind::icmp: return QStringLiteral("icmp");
    case RecordKind::call:
        return QStringLiteral("call ") + text_of(trace.calls.at(record.detail).name);
    case RecordKind::timer: return timer_text(trace.timers.at(record.detail));
    }
    sim::unreachable();
}

QStringList story_of(const sim::Trace& trace, RecordId id) {
    QStringList story;
    for (; id != 0; id = trace.record(id).cause)
        story << kind_text(trace, trace.record(id));
    return story;
}

} // namespace

QStringList story_of_sent(const sim::Trace& trace, int nth) {
    for (RecordId id = 1; id <= trace.last(); ++id)
        if (trace.record(id).kind == RecordKind::sent && --nth == 0) return story_of(trace, id);
    return {};
}

QStringList story_of_return(const sim::Trace& trace, const QString& name) {
    for (RecordId id = 1; id <= trace.last(); ++id) {
        const Record& record = trace.record(id);
        if (record.kind != RecordKind::call) continue;
        const sim::CallEvent& call = trace.calls.at(record.detail);
        if (call.phase == sim::CallPhase::returned && text_of(call.name) == name)
            return story_of(trace, id);
    }
    return {};
}

QStringList segment_lines(const sim::Trace& trace) {
    QStringList lines;
    for (RecordId id = 1; id <= trace.last(); ++id)
        if (trace.record(id).kind == RecordKind::sent) lines << segment_line(trace, id);
    return lines;
}

QStringList call_lines(const sim::Trace& trace) {
    QStringList lines;
    for (const sim::CallEvent& call : trace.calls) {
        if (call.phase != sim::CallPhase::returned) continue;
        QString line = text_of(call.name) + ' ' + QString::number(call.result.value_or(0));
        if (!call.error.empty()) line += ' ' + text_of(call.error);
        lines << line;
    }
    return lines;
}

} // namespace live_test
