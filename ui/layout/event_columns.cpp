#include "ui/layout/event_columns.h"

#include <algorithm>

namespace ui {

namespace {

constexpr qreal gap = 10;
constexpr qreal edge = 8;
constexpr qreal padding = 4; ///< above and below a line
/// Less than this for words and sentence side by side, and the sentence gets a line of its own.
constexpr qreal room_for_both = 460;
constexpr qreal most_for_what = 300;

} // namespace

EventColumns eventColumns(qreal width, const EventMeasure& measure) {
    EventColumns columns;
    const qreal line = measure.line + 2 * padding;
    qreal x = edge;
    const auto next = [&x, line](qreal wide) {
        const QRectF box(x, 0, wide, line);
        x += wide + gap;
        return box;
    };
    columns.number = next(measure.number);
    columns.time = next(measure.time);
    columns.host = next(measure.host);
    const qreal room = width - edge - x;
    columns.two_lines = room < room_for_both;
    if (columns.two_lines) {
        columns.what = next(std::max(0.0, room));
        const qreal left = columns.time.left();
        columns.sentence = {left, line - padding, width - edge - left, measure.line + padding};
        columns.height = 2 * line - padding;
        return columns;
    }
    columns.what = next(std::min(room * 0.42, most_for_what));
    columns.sentence = {x, 0, width - edge - x, line};
    columns.height = line;
    return columns;
}

} // namespace ui
