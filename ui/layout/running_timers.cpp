#include "ui/layout/running_timers.h"

#include "ui/layout/side_labels.h"
#include "ui/layout/time_text.h"
#include "ui/model/language.h"
#include "ui/theme/fonts.h"

#include <algorithm>

#include <QCoreApplication>
#include <QFontMetricsF>

namespace ui {

namespace {

constexpr qreal box_height = 24;
constexpr qreal between = 4;
constexpr qreal pie_size = 13;
constexpr qreal below_now = 14; ///< clear of the time beside that line
/// From a lifeline to the words, as with states and calls.
constexpr qreal side_inset = 24;

/// "RTO 202 ms left", or without the last word where that is too long.
QString remainingText(sim::TimerKind kind, sim::Duration left, const QFontMetricsF& metrics,
                      qreal room) {
    const QString whole = QCoreApplication::translate("ui::Ladder", "%1 %2 left");
    const QString text = withoutGaps(whole.arg(timerText(kind), durationText(left)));
    return metrics.horizontalAdvance(text) <= room
               ? text
               : QStringLiteral("%1 %2").arg(timerText(kind), durationText(left));
}

bool isRunning(const TimerBracket& timer, sim::RecordId cursor) {
    return timer.span.set <= cursor && (timer.span.end == 0 || timer.span.end > cursor);
}

/// The first height below `top` where a host's labels leave room for a box.
qreal freeTop(const LadderShapes& shapes, sim::HostId host, sim::RecordId cursor, qreal top,
              qreal height) {
    for (const SideLabel& label : shapes.sides) {
        const bool shown = label.host == host && label.record <= cursor;
        if (shown && label.box.top() < top + height && label.box.bottom() + between > top)
            top = label.box.bottom() + between;
    }
    return top;
}

RunningTimer timerAt(const LadderSource& source, const TimerBracket& timer, sim::Time now,
                     qreal top) {
    const qreal factor = source.theme.type_factor;
    const QFontMetricsF metrics(sansFont(source.theme, type_size::state_pill, Weight::bold));
    const qreal pie = pie_size * factor;
    const qreal beside_words = pie + 20 * factor;
    const qreal room = source.geometry.sideWidth() - (side_inset + 2) * factor - beside_words;
    const sim::Duration left = std::max(sim::Duration{}, timer.due - now);
    const auto whole = std::max<std::int64_t>(1, (timer.due - timer.set_at).count());
    RunningTimer running;
    running.x = timer.x;
    running.due_y = timer.due_y;
    running.text = remainingText(timer.kind, left, metrics, room);
    running.share_left = static_cast<double>(left.count()) / static_cast<double>(whole);
    const qreal width = metrics.horizontalAdvance(running.text) + beside_words;
    const int outward = LadderGeometry::outward(timer.host);
    const qreal near = source.geometry.lifeline(timer.host) + outward * side_inset * factor;
    running.box = {outward < 0 ? near - width : near, top, width, box_height * factor};
    running.pie = {running.box.left() + 7 * factor, running.box.center().y() - pie / 2, pie, pie};
    running.words = running.box.adjusted(pie + 12 * factor, 0, 0, 0);
    return running;
}

} // namespace

std::vector<RunningTimer> runningTimers(const LadderSource& source, const LadderShapes& shapes,
                                        const LadderMoment& moment) {
    const qreal factor = source.theme.type_factor;
    const qreal first = source.geometry.yOf(moment.stage) + below_now * factor;
    std::vector<qreal> tops(source.geometry.lifelines().size(), first);
    std::vector<RunningTimer> running;
    for (const TimerBracket& timer : shapes.timers) {
        if (!isRunning(timer, moment.cursor)) continue;
        qreal& top = tops.at(timer.host);
        top = freeTop(shapes, timer.host, moment.cursor, top, box_height * factor);
        running.push_back(timerAt(source, timer, moment.time, top));
        top += (box_height + between) * factor;
    }
    return running;
}

} // namespace ui
