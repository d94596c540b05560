#pragma once

#include "sim/export/state_event.h"

#include <array>
#include <optional>

#include <QRectF>
#include <QSizeF>

namespace ui {

/// A cell of the table of states and events.
struct StateCell {
    sim::State state{};
    sim::StateEvent event{};

    bool operator==(const StateCell&) const = default;
};

/// Where the parts of the table stand: states side by side, events one below the other in three
/// groups (calls, segments, timers).
class StateEventGeometry {
public:
    static constexpr std::size_t group_count = 3;

    /// The table in `size` pixels, with `label_width` for the names of the events and `head_height`
    /// for those of the states.
    StateEventGeometry(QSizeF size, qreal label_width, qreal head_height);

    /// A state's name above its column, an event's beside its row, a group's beside its rows.
    [[nodiscard]] QRectF head(sim::State state) const;
    [[nodiscard]] QRectF label(sim::StateEvent event) const;
    [[nodiscard]] QRectF group(sim::EventSource source) const;
    [[nodiscard]] QRectF cell(StateCell place) const;
    /// The cell under a point; none on names and gaps.
    [[nodiscard]] std::optional<StateCell> cellAt(QPointF point) const;

private:
    qreal left_, column_, row_, head_, label_width_;
};

enum class CellStep : std::uint8_t { left, right, up, down, first, last, group_up, group_down };

/// The cell that lies a step away; the same at the table's edge.
StateCell steppedFrom(StateCell place, CellStep step);

} // namespace ui
