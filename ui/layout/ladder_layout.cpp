#include "ui/layout/ladder_layout.h"

#include "ui/layout/label_placement.h"
#include "ui/layout/side_labels.h"
#include "ui/layout/time_text.h"
#include "ui/theme/fonts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include <QCoreApplication>
#include <QFontMetricsF>

namespace ui {

namespace {

/// Between a lifeline and the end of an arrow.
constexpr qreal line_inset = 7;
/// Between the place of a loss and the message about it.
constexpr qreal message_inset = 21;
const QString message_badge = QStringLiteral("ICMP");
/// Between a lifeline and the bracket of a timer, and between brackets side by side. The words
/// outside begin at 24 pixels.
constexpr qreal bracket_inset = 13;
constexpr qreal bracket_distance = 4.5;
constexpr std::size_t bracket_lanes = 3;
constexpr qreal tick_distance = 46;
constexpr qreal tick_from_fold = 12;
/// With more lines than these, nobody can read words on them.
constexpr std::size_t most_labelled = 600;
/// With more lines than these, several fall on a pixel.
constexpr std::size_t most_drawn = 3000;

sim::HostId receiverOf(const sim::Trace& trace, const SegmentLine& line) {
    const sim::HostId peer = sim::peer_of(trace, trace.record(line.departure));
    const sim::HostId sender = trace.record(line.departure).host;
    return peer == sim::no_host ? static_cast<sim::HostId>(sender == 0 ? 1 : 0) : peer;
}

Fate fateOf(const sim::Trace& trace, const SegmentLine& line) {
    if (line.end == 0) return Fate::unknown;
    return trace.record(line.end).kind == sim::RecordKind::dropped ? Fate::lost : Fate::arrives;
}

Arrow arrowOf(const LadderSource& source, const SegmentLine& line) {
    const sim::Trace& trace = source.run.trace();
    const sim::Record& departure = trace.record(line.departure);
    const qreal from = source.geometry.lifeline(departure.host);
    const qreal to = source.geometry.lifeline(receiverOf(trace, line));
    const qreal inset = from < to ? line_inset : -line_inset;
    const StageTime left = source.run.stageMap().stageOf(line.departure);
    return {.departure = line.departure,
            .end = line.end,
            .kind = kindOf(departure),
            .sender = departure.host,
            .line = QLineF(from + inset, source.geometry.yOf(left), to - inset,
                           source.geometry.yOf(LadderIndex::endOf(source.run, line))),
            .fate = fateOf(trace, line),
            .sent_again = line.sent_again,
            .copy = line.copy,
            .label = {},
            .loss = {}};
}

/// The first line that leaves after `stage`.
std::size_t firstLeavingAfter(const LadderSource& source, StageTime stage) {
    const std::vector<SegmentLine>& lines = source.index.lines;
    const sim::RecordId record = source.run.stageMap().recordAt(stage);
    const auto found = std::upper_bound(
        lines.begin(), lines.end(), record,
        [](sim::RecordId id, const SegmentLine& line) { return id < line.departure; });
    return static_cast<std::size_t>(found - lines.begin());
}

/// All lines; where they are too many, one for each half pixel, which looks the same.
void addArrows(const LadderSource& source, StageRange range, LadderShapes& shapes) {
    const LadderIndex& index = source.index;
    const StageMap& map = source.run.stageMap();
    const StageTime pixel = source.geometry.stageAt(0.5) - source.geometry.stageAt(0);
    const std::size_t first = index.firstUnderWay(range.from);
    const std::size_t last = firstLeavingAfter(source, range.to);
    const bool crowded = last > first + most_drawn;
    for (std::size_t n = first; n < last;) {
        const SegmentLine& line = index.lines[n];
        if (LadderIndex::endOf(source.run, line) >= range.from)
            shapes.arrows.push_back(arrowOf(source, line));
        if (!crowded)
            ++n;
        else
            n = std::max(n + 1, firstLeavingAfter(source, map.stageOf(line.departure) + pixel));
    }
}

/// The lanes beside one lifeline: brackets of timers that run at the same time stand side by side.
class BracketLanes {
public:
    BracketLanes(const LadderSource& source, sim::HostId host)
        : lifeline_(source.geometry.lifeline(host)),
          outward_(LadderGeometry::outward(host) * source.geometry.factor()) {
        busy_until_.fill(std::numeric_limits<qreal>::lowest());
    }

    /// The place nearest to the lifeline that is free from `from`, and is taken until `to`; the
    /// outermost when all are taken.
    qreal take(qreal from, qreal to) {
        std::size_t lane = 0;
        while (lane + 1 < busy_until_.size() && busy_until_.at(lane) > from)
            ++lane;
        busy_until_.at(lane) = std::max(busy_until_.at(lane), to);
        return lifeline_ + outward_ * (bracket_inset + static_cast<qreal>(lane) * bracket_distance);
    }

private:
    qreal lifeline_, outward_;
    std::array<qreal, bracket_lanes> busy_until_{};
};

void addTimers(const LadderSource& source, StageRange range, LadderShapes& shapes) {
    const StageMap& map = source.run.stageMap();
    const sim::Trace& trace = source.run.trace();
    const sim::RecordId first = map.recordAt(range.from);
    const sim::RecordId last = map.recordAt(range.to);
    std::vector<BracketLanes> lanes;
    for (std::size_t host = 0; host < source.geometry.lifelines().size(); ++host)
        lanes.emplace_back(source, static_cast<sim::HostId>(host));
    for (const TimerSpan& span : source.index.timers) {
        const sim::Record& set = trace.record(span.set);
        const sim::TimerEvent& event = trace.timers.at(set.detail);
        if (span.set > last) break;
        if (span.end != 0 && span.end < first) continue;
        const StageTime from = map.stageOf(span.set);
        const StageTime to = span.end != 0 ? map.stageOf(span.end) : map.stageAt(event.due);
        const qreal top = source.geometry.yOf(from);
        const qreal bottom = source.geometry.yOf(to);
        shapes.timers.push_back({.span = span,
                                 .kind = event.kind,
                                 .host = set.host,
                                 .set_at = set.at,
                                 .due = event.due,
                                 .x = lanes.at(set.host).take(top, bottom),
                                 .from = top,
                                 .to = bottom,
                                 .due_y = source.geometry.yOf(map.stageAt(event.due))});
    }
}

/// It comes from about where a segment would be lost: from a router on the way, or from whoever
/// says that it is one.
void addMessages(const LadderSource& source, StageRange range, LadderShapes& shapes) {
    const StageMap& map = source.run.stageMap();
    const std::vector<qreal>& lifelines = source.geometry.lifelines();
    const QFontMetricsF metrics(sansFont(source.theme, type_size::badge, Weight::bold));
    const QSizeF badge(metrics.horizontalAdvance(message_badge) + 12 * source.theme.type_factor,
                       20 * source.theme.type_factor);
    const qreal share_back = 1 - Arrow::dies_at;
    for (const sim::RecordId id : source.index.messages) {
        const sim::HostId host = source.run.trace().record(id).host;
        const StageTime arrival = map.stageOf(id);
        if (arrival < range.from || arrival > range.to || host >= lifelines.size()) continue;
        const qreal near = lifelines[host];
        const qreal inward = LadderGeometry::outward(host) < 0 ? 1 : -1;
        const qreal way = (lifelines.back() - lifelines.front()) * Arrow::dies_at;
        const auto before =
            static_cast<StageTime>(share_back * static_cast<double>(map.flight().count()));
        const QLineF line(near + inward * (way - message_inset),
                          source.geometry.yOf(arrival - before), near + inward * line_inset,
                          source.geometry.yOf(arrival));
        const QPointF middle = line.pointAt(0.5);
        const QPointF half(badge.width() / 2, badge.height() / 2);
        shapes.messages.push_back({id, host, line, {middle - half, badge}});
    }
}

void addFolds(const LadderSource& source, StageRange range, LadderShapes& shapes) {
    for (const Fold& fold : source.run.stageMap().folds()) {
        if (fold.stage_to < range.from || fold.stage_from > range.to) continue;
        shapes.folds.push_back({.from = source.geometry.yOf(fold.stage_from),
                                .to = source.geometry.yOf(fold.stage_to),
                                .text = QCoreApplication::translate("ui::Ladder", "%1 later")
                                            .arg(durationText(fold.skipped()))});
    }
}

/// The step of the time axis: 1, 2 or 5 times a power of ten nanoseconds.
sim::Duration tickStep(const LadderGeometry& geometry) {
    const qreal wanted = tick_distance * geometry.factor();
    const auto least = static_cast<double>(geometry.stageAt(wanted) - geometry.stageAt(0));
    const double power = std::pow(10.0, std::floor(std::log10(std::max(1.0, least))));
    for (const double factor : {1.0, 2.0, 5.0, 10.0})
        if (factor * power >= least)
            return sim::Duration{static_cast<std::int64_t>(factor * power)};
    return sim::Duration{static_cast<std::int64_t>(10 * power)};
}

void addTicks(const LadderSource& source, StageRange range, LadderShapes& shapes) {
    const StageMap& map = source.run.stageMap();
    const sim::Duration step = tickStep(source.geometry);
    const std::int64_t step_ns = step.count();
    const TimeFormat format(map.flight());
    const sim::Time last = map.timeAt(range.to);
    const std::int64_t first = std::max<std::int64_t>(0, map.timeAt(range.from).since_start_ns);
    sim::Time at{first / step_ns * step_ns};
    auto fold = map.folds().begin();
    while (at <= last) {
        while (fold != map.folds().end() && fold->to <= at)
            ++fold;
        if (fold != map.folds().end() && fold->from < at) {
            at = {(fold->to.since_start_ns + step_ns - 1) / step_ns * step_ns};
            continue;
        }
        const qreal y = source.geometry.yOf(map.firstStageAt(at));
        const bool beside_fold =
            std::any_of(shapes.folds.begin(), shapes.folds.end(), [y](const FoldBand& band) {
                return y > band.from - tick_from_fold && y < band.to + tick_from_fold;
            });
        if (!beside_fold) shapes.ticks.push_back({y, format.number(at, step)});
        at = at + step;
    }
}

} // namespace

StageRange wholeOf(const Run& run) {
    const StageTime flight = run.stageMap().flight().count();
    return {-flight, run.stageMap().end() + 2 * flight};
}

LadderShapes layoutLadder(const LadderSource& source, StageRange range) {
    LadderShapes shapes;
    addArrows(source, range, shapes);
    addTimers(source, range, shapes);
    addMessages(source, range, shapes);
    addFolds(source, range, shapes);
    addTicks(source, range, shapes);
    addSideLabels(source, range, shapes);
    if (shapes.arrows.size() <= most_labelled) placeLineLabels(source, shapes.arrows);
    return shapes;
}

} // namespace ui
