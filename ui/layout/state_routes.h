#pragma once

#include "sim/tcp/state.h"

#include <cstddef>

#include <QPainterPath>
#include <QPointF>
#include <QSizeF>

namespace ui {

/// The drawing's own coordinates, in which the routes are given; a view scales them.
inline constexpr QSizeF state_canvas{440, 404};
/// How large a state's pill is there.
inline constexpr QSizeF state_pill{126, 32};

/// The centre of a state's pill.
QPointF stateCentre(sim::State state);
/// The line of stateEdges()[edge], from the rim of one pill to the rim of the other.
QPainterPath edgeRoute(std::size_t edge);
/// Where on its line an arrow's words stand best: 0 at its start, 1 at its head.
double edgeLabelPlace(std::size_t edge);
/// A line for a move the figure does not draw (its notes 2 and 3, or a jump a kernel was seen to
/// make): a bow around the pills between.
QPainterPath extraRoute(sim::State from, sim::State to);

} // namespace ui
