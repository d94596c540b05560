#include "ui/theme/segment_look.h"

#include "sim/base/assert.h"
#include "sim/trace/frames.h"

#include <QCoreApplication>
#include <QStringList>

namespace ui {

SegmentKind kindOf(const sim::Record& record) {
    if (record.flags.rst) return SegmentKind::rst;
    if (record.flags.syn) return record.flags.ack ? SegmentKind::syn_ack : SegmentKind::syn;
    if (record.flags.fin) return SegmentKind::fin;
    return record.length > 0 ? SegmentKind::data : SegmentKind::ack;
}

QString badgeText(const sim::Record& record) {
    switch (kindOf(record)) {
    case SegmentKind::syn: return QStringLiteral("SYN");
    case SegmentKind::syn_ack: return QStringLiteral("SYN ACK");
    case SegmentKind::ack: return QStringLiteral("ACK");
    case SegmentKind::data: return QStringLiteral("DATA");
    case SegmentKind::fin:
        return record.flags.ack ? QStringLiteral("FIN ACK") : QStringLiteral("FIN");
    case SegmentKind::rst:
        return record.flags.ack ? QStringLiteral("RST ACK") : QStringLiteral("RST");
    }
    sim::unreachable();
}

const QColor& hueOf(const Theme& theme, SegmentKind kind, sim::HostId sender) {
    switch (kind) {
    case SegmentKind::syn:
    case SegmentKind::syn_ack: return theme.opening;
    case SegmentKind::ack: return theme.pure_ack;
    case SegmentKind::data: return theme.ofHost(sender);
    case SegmentKind::fin: return theme.closing;
    case SegmentKind::rst: return theme.alarm;
    }
    sim::unreachable();
}

qreal strokeOf(const Theme& theme, SegmentKind kind) {
    switch (kind) {
    case SegmentKind::syn:
    case SegmentKind::syn_ack:
    case SegmentKind::fin:
    case SegmentKind::rst: return 2.6 * theme.stroke_factor;
    case SegmentKind::ack: return 1.8 * theme.stroke_factor;
    case SegmentKind::data: return 3.4 * theme.stroke_factor;
    }
    sim::unreachable();
}

QString numbersText(const sim::Trace& trace, const sim::Record& record, Numbers numbers) {
    if (sim::counts_frames(trace))
        return QCoreApplication::translate("ui::Ladder", "frame %1")
            .arg(record.flags.ack ? record.ack.raw : record.seq.raw);
    const bool raw = numbers == Numbers::absolute;
    QStringList parts;
    const bool occupies =
        record.length > 0 || record.flags.syn || record.flags.fin || record.flags.rst;
    if (occupies)
        parts << QStringLiteral("seq=%1").arg(raw ? record.seq.raw
                                                  : sim::relative_seq(trace, record));
    if (record.flags.ack)
        parts << QStringLiteral("ack=%1").arg(raw ? record.ack.raw
                                                  : sim::relative_ack(trace, record));
    if (record.length > 0) parts << QStringLiteral("len=%1").arg(record.length);
    return parts.join(QLatin1Char(' '));
}

} // namespace ui
