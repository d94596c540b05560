#include "ui/model/story.h"

#include "sim/base/assert.h"
#include "sim/export/ladder_labels.h"
#include "sim/trace/frames.h"
#include "ui/model/language.h"
#include "ui/model/load_text.h"
#include "ui/model/story_teller.h"

#include <algorithm>

#include <QCoreApplication>

namespace ui {

namespace {

QString hostName(const sim::Trace& trace, sim::HostId host) {
    return QString::fromStdString(trace.header.hosts.at(host).name);
}

QString segmentName(SegmentKind kind) {
    switch (kind) {
    case SegmentKind::syn: return QStringLiteral("SYN");
    case SegmentKind::syn_ack: return QStringLiteral("SYN ACK");
    case SegmentKind::ack: return QStringLiteral("ACK");
    case SegmentKind::data: return QCoreApplication::translate("ui::Story", "data");
    case SegmentKind::fin: return QStringLiteral("FIN");
    case SegmentKind::rst: return QStringLiteral("RST");
    }
    sim::unreachable();
}

/// What had left of a step that sends.
struct SentSoFar {
    std::size_t segments{};
    std::uint64_t bytes{};
};

SentSoFar sentBy(const StoryStep& step, sim::RecordId cursor) {
    const auto after = std::upper_bound(
        step.sendings.begin(), step.sendings.end(), cursor,
        [](sim::RecordId at, const StorySending& sending) { return at < sending.record; });
    const auto segments = static_cast<std::size_t>(after - step.sendings.begin());
    return {segments, segments == 0 ? 0 : step.sendings.at(segments - 1).bytes};
}

/// Of a textbook scheme, whose frames are all of one size.
QString framesText(const QString& host, const SentSoFar& sent) {
    if (sent.segments == 1)
        return QCoreApplication::translate("ui::Story", "%1 sends a frame").arg(host);
    return QCoreApplication::translate("ui::Story", "%1 sends %2 frames")
        .arg(host, countText(sent.segments));
}

QString sendingText(const QString& host, const SentSoFar& sent) {
    if (sent.segments == 1)
        return QCoreApplication::translate("ui::Story", "%1 sends %2 bytes")
            .arg(host, countText(sent.bytes));
    return QCoreApplication::translate("ui::Story", "%1 sends %2 bytes in %3 segments")
        .arg(host, countText(sent.bytes), countText(sent.segments));
}

/// What the sources of a flood do, of whom a host knows nothing.
QString floodText(const StoryStep& step) {
    switch (step.kind) {
    case StoryKind::asks:
        return QCoreApplication::translate("ui::Story", "The flood's sources open: SYN");
    case StoryKind::refuses:
        return QCoreApplication::translate("ui::Story", "The flood's sources refuse: RST");
    case StoryKind::loses:
        return QCoreApplication::translate("ui::Story", "The network loses the flood's %1")
            .arg(segmentName(step.segment));
    case StoryKind::agrees:
    case StoryKind::established:
    case StoryKind::sends:
    case StoryKind::timer_fires:
    case StoryKind::sends_again:
    case StoryKind::intrudes:
    case StoryKind::closes:
    case StoryKind::resets:
    case StoryKind::waits:
    case StoryKind::hears:
    case StoryKind::over: return {};
    }
    sim::unreachable();
}

} // namespace

std::vector<StoryStep> storyOf(const sim::Trace& trace) {
    StoryTeller teller(trace);
    for (sim::RecordId id = 1; id <= trace.last(); ++id)
        teller.read(id);
    return teller.story();
}

QString storyText(const sim::Trace& trace, const StoryStep& step, sim::RecordId cursor) {
    QString flood = step.of_flood ? floodText(step) : QString{};
    if (!flood.isEmpty()) return flood;
    const QString host = hostName(trace, step.host);
    switch (step.kind) {
    case StoryKind::asks:
        return QCoreApplication::translate("ui::Story", "%1 opens: SYN").arg(host);
    case StoryKind::agrees:
        return QCoreApplication::translate("ui::Story", "%1 agrees: SYN ACK").arg(host);
    case StoryKind::established:
        return QCoreApplication::translate("ui::Story", "Established on both sides");
    case StoryKind::sends:
        return sim::counts_frames(trace) ? framesText(host, sentBy(step, cursor))
                                         : sendingText(host, sentBy(step, cursor));
    case StoryKind::loses:
        return withoutGaps(QCoreApplication::translate("ui::Story", "The network loses %1's %2")
                               .arg(host, segmentName(step.segment)));
    case StoryKind::timer_fires:
        return QCoreApplication::translate("ui::Story", "%1's retransmission timer expires")
            .arg(host);
    case StoryKind::sends_again:
        return withoutGaps(QCoreApplication::translate("ui::Story", "%1 sends its %2 again")
                               .arg(host, segmentName(step.segment)));
    case StoryKind::intrudes:
        return QCoreApplication::translate("ui::Story", "A stray %2, as if from %1")
            .arg(host, segmentName(step.segment));
    case StoryKind::closes:
        return QCoreApplication::translate("ui::Story", "%1 closes: FIN").arg(host);
    case StoryKind::refuses:
        return QCoreApplication::translate("ui::Story", "%1 refuses: RST").arg(host);
    case StoryKind::resets:
        return QCoreApplication::translate("ui::Story", "%1 resets: RST").arg(host);
    case StoryKind::waits:
        return QCoreApplication::translate("ui::Story", "%1 waits in TIME-WAIT").arg(host);
    case StoryKind::hears:
        return QCoreApplication::translate("ui::Story", "%1 hears: %2")
            .arg(host, QString::fromStdString(sim::icmp_label(trace, step.record))
                           .section(QStringLiteral(" about "), 0, 0));
    case StoryKind::over: return QCoreApplication::translate("ui::Story", "Closed on both sides");
    }
    sim::unreachable();
}

} // namespace ui
