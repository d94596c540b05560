#include "ui/layout/side_labels.h"

#include "sim/base/assert.h"
#include "sim/export/ladder_labels.h"
#include "ui/layout/call_text.h"
#include "ui/layout/time_text.h"
#include "ui/model/language.h"
#include "ui/theme/fonts.h"

#include <algorithm>

#include <QCoreApplication>
#include <QFontMetricsF>

namespace ui {

namespace {

constexpr qreal pill_height = 25;
constexpr qreal call_height = 17;
constexpr qreal pill_padding = 10;
constexpr qreal between = 3;
/// From a lifeline to its labels; the brackets of timers stand in between.
constexpr qreal side_inset = 24;
constexpr qreal least_top = 6;

class SideColumn {
public:
    SideColumn(const LadderSource& source, StageRange range)
        : source_(source),
          range_(range),
          first_(source.run.stageMap().recordAt(range.from)),
          last_(source.run.stageMap().recordAt(range.to)) {}

    std::vector<SideLabel> labelsOf(sim::HostId host) {
        labels_.clear();
        addStates(host);
        addFiredTimers(host);
        addMessages(host);
        addCalls(host);
        std::stable_sort(
            labels_.begin(), labels_.end(), [](const SideLabel& a, const SideLabel& b) {
                return a.anchor != b.anchor ? a.anchor < b.anchor : a.record < b.record;
            });
        spread();
        return std::move(labels_);
    }

private:
    [[nodiscard]] const sim::Trace& trace() const { return source_.run.trace(); }
    [[nodiscard]] qreal factor() const { return source_.theme.type_factor; }
    [[nodiscard]] qreal yOf(sim::RecordId id) const {
        return source_.geometry.yOf(source_.run.stageMap().stageOf(id));
    }
    [[nodiscard]] bool shown(sim::RecordId id) const { return id >= first_ && id <= last_; }

    void addStates(sim::HostId host) {
        bool started = false;
        for (const sim::RecordId id : source_.index.states) {
            const sim::Record& record = trace().record(id);
            if (id > last_) break;
            if (record.host != host) continue;
            if (!started && range_.from <= 0) addStartState(record);
            started = true;
            if (shown(id)) addState(id, record.state, yOf(id));
        }
    }

    /// The state the host is in when the curtain rises.
    void addStartState(const sim::Record& first_change) {
        const qreal y = source_.geometry.yOf(0) - 30 * factor();
        labels_.push_back(pill(SideKind::state, 0, first_change.host, y));
        labels_.back().conversation = first_change.conversation;
        setText(labels_.back(),
                stateText(static_cast<sim::State>(first_change.detail), first_change));
    }

    void addState(sim::RecordId id, sim::State state, qreal y) {
        labels_.push_back(pill(SideKind::state, id, trace().record(id).host, y));
        labels_.back().conversation = trace().record(id).conversation;
        setText(labels_.back(), stateText(state, trace().record(id)));
    }

    [[nodiscard]] QString stateText(sim::State state, const sim::Record& record) const {
        const std::string_view name = sim::name_of(state);
        QString text = QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
        if (trace().conversations.size() > 1)
            text += QStringLiteral(" #%1").arg(record.conversation);
        return text;
    }

    void addFiredTimers(sim::HostId host) {
        for (const TimerSpan& span : source_.index.timers) {
            const sim::Record& set = trace().record(span.set);
            if (span.outcome != TimerOutcome::fired || set.host != host || !shown(span.end))
                continue;
            const sim::TimerEvent& event = trace().timers.at(set.detail);
            const sim::Duration ran = trace().record(span.end).at - set.at;
            labels_.push_back(pill(SideKind::timer, span.end, host, yOf(span.end) - 30 * factor()));
            setText(labels_.back(), firedText(event.kind, durationText(ran)));
        }
    }

    /// "ICMP host unreachable", or without the first word where that is too long: the line has it
    /// as well. Which number it is about says the tip.
    void addMessages(sim::HostId host) {
        const QFontMetricsF metrics(sansFont(source_.theme, type_size::state_pill, Weight::bold));
        const qreal room =
            source_.geometry.sideWidth() - (side_inset + 2 * pill_padding) * factor();
        for (const sim::RecordId id : source_.index.messages) {
            if (trace().record(id).host != host || !shown(id)) continue;
            const QString whole = QString::fromStdString(sim::icmp_label(trace(), id));
            QString brief = whole.section(QStringLiteral(" about "), 0, 0);
            if (metrics.horizontalAdvance(brief) > room) brief = brief.section(QLatin1Char(' '), 1);
            labels_.push_back(pill(SideKind::message, id, host, yOf(id)));
            setText(labels_.back(), metrics.elidedText(brief, Qt::ElideRight, room));
            labels_.back().tip = whole;
        }
    }

    /// "RTO expired · 222 ms", or without the verb where that is too long.
    [[nodiscard]] QString firedText(sim::TimerKind kind, const QString& ran) const {
        const QFontMetricsF metrics(sansFont(source_.theme, type_size::state_pill, Weight::bold));
        const QString whole = QCoreApplication::translate("ui::Ladder", "%1 expired · %2");
        QString text = withoutGaps(whole.arg(timerText(kind), ran));
        const qreal room =
            source_.geometry.sideWidth() - (side_inset + 2 * pill_padding) * factor();
        if (metrics.horizontalAdvance(text) <= room) return text;
        return QStringLiteral("%1 · %2").arg(timerText(kind), ran);
    }

    void addCalls(sim::HostId host) {
        std::vector<sim::RecordId> group;
        for (const sim::RecordId id : source_.index.calls) {
            if (trace().record(id).host != host || !shown(id)) continue;
            if (!group.empty() && yOf(id) - yOf(group.back()) >= 1) addCall(host, group);
            group.push_back(id);
        }
        if (!group.empty()) addCall(host, group);
    }

    /// One label for calls of one instant; leaves `group` empty.
    void addCall(sim::HostId host, std::vector<sim::RecordId>& group) {
        SideLabel label = pill(SideKind::call, group.front(), host, yOf(group.front()));
        label.box.setHeight(call_height * factor());
        const QFontMetricsF metrics(monoFont(source_.theme, 11.5));
        const CallText text = callText(trace(), group);
        label.tip = text.full;
        const qreal room = source_.geometry.sideWidth() - (side_inset + 8) * factor();
        label.text = metrics.elidedText(text.brief, Qt::ElideRight, room);
        setWidth(label, metrics.horizontalAdvance(label.text));
        labels_.push_back(label);
        group.clear();
    }

    [[nodiscard]] SideLabel pill(SideKind kind, sim::RecordId record, sim::HostId host,
                                 qreal y) const {
        SideLabel label;
        label.kind = kind;
        label.record = record;
        label.host = host;
        label.anchor = y;
        label.box = QRectF(0, 0, 0, pill_height * factor());
        return label;
    }

    void setText(SideLabel& label, const QString& text) const {
        label.text = text;
        label.tip = text;
        const QFontMetricsF metrics(sansFont(source_.theme, type_size::state_pill, Weight::bold));
        setWidth(label, metrics.horizontalAdvance(text) + 2 * pill_padding * factor());
    }

    void setWidth(SideLabel& label, qreal width) const {
        const int outward = LadderGeometry::outward(label.host);
        const qreal near = source_.geometry.lifeline(label.host) + outward * side_inset * factor();
        label.box.setLeft(outward < 0 ? near - width : near);
        label.box.setWidth(width);
    }

    /// Moves the labels apart: neighbours that would meet become a block around their mean anchor.
    void spread() {
        struct Block {
            std::size_t first{}, count{};
            qreal height{}, wanted_tops{};

            [[nodiscard]] qreal top() const {
                return std::max(least_top, wanted_tops / static_cast<qreal>(count));
            }
        };
        std::vector<Block> blocks;
        for (std::size_t n = 0; n < labels_.size(); ++n) {
            const qreal height = labels_[n].box.height() + between;
            blocks.push_back({n, 1, height, labels_[n].anchor - height / 2});
            while (blocks.size() > 1) {
                Block& upper = blocks[blocks.size() - 2];
                const Block& lower = blocks.back();
                if (upper.top() + upper.height <= lower.top()) break;
                upper.wanted_tops +=
                    lower.wanted_tops - static_cast<qreal>(lower.count) * upper.height;
                upper.height += lower.height;
                upper.count += lower.count;
                blocks.pop_back();
            }
        }
        for (const Block& block : blocks) {
            qreal y = block.top();
            for (std::size_t n = block.first; n < block.first + block.count; ++n) {
                labels_[n].box.moveTop(y);
                y += labels_[n].box.height() + between;
            }
        }
    }

    const LadderSource& source_;
    StageRange range_;
    sim::RecordId first_, last_;
    std::vector<SideLabel> labels_;
};

} // namespace

QString timerText(sim::TimerKind kind) {
    switch (kind) {
    case sim::TimerKind::retransmit: return QStringLiteral("RTO");
    case sim::TimerKind::delayed_ack:
        return QCoreApplication::translate("ui::Ladder", "delayed ACK");
    case sim::TimerKind::persist: return QCoreApplication::translate("ui::Ladder", "persist");
    case sim::TimerKind::keep_alive: return QCoreApplication::translate("ui::Ladder", "keep-alive");
    case sim::TimerKind::time_wait: return QStringLiteral("2 MSL");
    case sim::TimerKind::fin_wait_2: return QStringLiteral("FIN-WAIT-2");
    case sim::TimerKind::loss_probe: return QCoreApplication::translate("ui::Ladder", "loss probe");
    case sim::TimerKind::reordering: return QCoreApplication::translate("ui::Ladder", "reordering");
    case sim::TimerKind::pacing: return QCoreApplication::translate("ui::Ladder", "pacing");
    }
    sim::unreachable();
}

void addSideLabels(const LadderSource& source, StageRange range, LadderShapes& shapes) {
    SideColumn column(source, range);
    for (std::size_t host = 0; host < source.geometry.lifelines().size(); ++host) {
        const std::vector<SideLabel> labels = column.labelsOf(static_cast<sim::HostId>(host));
        shapes.sides.insert(shapes.sides.end(), labels.begin(), labels.end());
    }
}

} // namespace ui
