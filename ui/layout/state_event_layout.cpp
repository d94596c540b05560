#include "ui/layout/state_event_layout.h"

#include "sim/base/assert.h"

#include <algorithm>

namespace ui {

namespace {

using sim::EventSource;
using sim::StateEvent;

constexpr qreal group_width = 24;
constexpr qreal group_gap = 9;
constexpr qreal tallest_row = 40;
constexpr int states = static_cast<int>(sim::all_states.size());
constexpr int events = static_cast<int>(sim::state_event_count);

int groupOf(StateEvent event) {
    return static_cast<int>(sim::source_of(event));
}

/// The first event of a group.
StateEvent firstOf(EventSource source) {
    switch (source) {
    case EventSource::call: return StateEvent::open_passive;
    case EventSource::segment: return StateEvent::syn;
    case EventSource::timer: return StateEvent::retransmission_timeout;
    }
    sim::unreachable();
}

StateEvent lastOf(EventSource source) {
    switch (source) {
    case EventSource::call: return StateEvent::abort;
    case EventSource::segment: return StateEvent::rst_in_window;
    case EventSource::timer: return StateEvent::time_wait_timeout;
    }
    sim::unreachable();
}

EventSource groupBeside(StateEvent event, int step) {
    constexpr int last = static_cast<int>(StateEventGeometry::group_count) - 1;
    return static_cast<EventSource>(std::clamp(groupOf(event) + step, 0, last));
}

} // namespace

StateEventGeometry::StateEventGeometry(QSizeF size, qreal label_width, qreal head_height)
    : left_(group_width + label_width),
      column_((size.width() - left_) / states),
      row_(std::min(tallest_row,
                    (size.height() - head_height - (group_count - 1) * group_gap) / events)),
      head_(head_height),
      label_width_(label_width) {}

QRectF StateEventGeometry::head(sim::State state) const {
    return {left_ + column_ * static_cast<int>(state), 0, column_, head_};
}

QRectF StateEventGeometry::label(StateEvent event) const {
    const qreal top = head_ + row_ * static_cast<int>(event) + group_gap * groupOf(event);
    return {group_width, top, label_width_, row_};
}

QRectF StateEventGeometry::group(EventSource source) const {
    const QRectF first = label(firstOf(source));
    const QRectF last = label(lastOf(source));
    return {0, first.top(), group_width, last.bottom() - first.top()};
}

QRectF StateEventGeometry::cell(StateCell place) const {
    const QRectF row = label(place.event);
    return {head(place.state).left(), row.top(), column_, row_};
}

std::optional<StateCell> StateEventGeometry::cellAt(QPointF point) const {
    for (int event = 0; event < events; ++event)
        for (const sim::State state : sim::all_states) {
            const StateCell place{state, static_cast<StateEvent>(event)};
            if (cell(place).contains(point)) return place;
        }
    return std::nullopt;
}

StateCell steppedFrom(StateCell place, CellStep step) {
    const auto column = [](int state) {
        return static_cast<sim::State>(std::clamp(state, 0, states - 1));
    };
    const auto row = [](int event) {
        return static_cast<StateEvent>(std::clamp(event, 0, events - 1));
    };
    const int state = static_cast<int>(place.state);
    const int event = static_cast<int>(place.event);
    switch (step) {
    case CellStep::left: return {column(state - 1), place.event};
    case CellStep::right: return {column(state + 1), place.event};
    case CellStep::up: return {place.state, row(event - 1)};
    case CellStep::down: return {place.state, row(event + 1)};
    case CellStep::first: return {column(0), place.event};
    case CellStep::last: return {column(states - 1), place.event};
    case CellStep::group_up: return {place.state, firstOf(groupBeside(place.event, -1))};
    case CellStep::group_down: return {place.state, firstOf(groupBeside(place.event, 1))};
    }
    sim::unreachable();
}

} // namespace ui
