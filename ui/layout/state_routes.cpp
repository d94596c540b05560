#include "ui/layout/state_routes.h"

#include "sim/base/assert.h"
#include "ui/model/state_figure.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <QLineF>

namespace ui {

namespace {

using sim::State;

struct Spot {
    double x, y;
};
constexpr QPointF point(Spot spot) {
    return {spot.x, spot.y};
}

enum class RouteKind : std::uint8_t { straight, curve, corners };

/// A route's corner or control points; a straight one uses two, the others four.
struct Route {
    RouteKind kind;
    std::array<Spot, 4> spots;
};

/// In the order of stateEdges().
constexpr std::array<Route, state_edge_count> routes{{
    {RouteKind::curve, {{{283, 20}, {352, 24}, {400, 62}, {400, 119}}}},
    {RouteKind::straight, {{{206, 38}, {206, 61}}}},
    {RouteKind::straight, {{{234, 61}, {234, 38}}}},
    {RouteKind::curve, {{{366, 119}, {366, 66}, {340, 34}, {283, 28}}}},
    {RouteKind::curve, {{{48, 119}, {48, 80}, {84, 70}, {157, 71}}}},
    {RouteKind::curve, {{{157, 83}, {112, 83}, {94, 90}, {94, 119}}}},
    {RouteKind::curve, {{{283, 77}, {318, 78}, {332, 90}, {332, 119}}}},
    {RouteKind::straight, {{{297, 135}, {143, 135}}}},
    {RouteKind::curve, {{{96, 151}, {96, 180}, {112, 192}, {157, 192}}}},
    {RouteKind::curve, {{{344, 151}, {344, 180}, {328, 192}, {283, 192}}}},
    {RouteKind::straight, {{{44, 151}, {44, 234}}}},
    {RouteKind::curve, {{{196, 208}, {196, 230}, {100, 208}, {100, 234}}}},
    {RouteKind::curve, {{{244, 208}, {244, 230}, {340, 208}, {340, 234}}}},
    {RouteKind::curve, {{{143, 248}, {188, 246}, {208, 250}, {208, 269}}}},
    {RouteKind::straight, {{{80, 266}, {80, 304}}}},
    {RouteKind::straight, {{{360, 266}, {360, 304}}}},
    {RouteKind::straight, {{{220, 301}, {220, 363}}}},
    {RouteKind::curve, {{{80, 336}, {80, 366}, {102, 375}, {157, 375}}}},
    {RouteKind::corners, {{{423, 320}, {437, 320}, {437, 12}, {283, 12}}}},
    {RouteKind::corners, {{{157, 388}, {3, 388}, {3, 20}, {157, 20}}}},
}};

/// A polyline whose corners are rounded.
QPainterPath withRoundCorners(const std::array<Spot, 4>& spots) {
    constexpr double radius = 10;
    QPainterPath path{point(spots[0])};
    for (std::size_t i = 1; i + 1 < spots.size(); ++i) {
        const QPointF corner = point(spots.at(i));
        QLineF in{corner, point(spots.at(i - 1))};
        QLineF out{corner, point(spots.at(i + 1))};
        in.setLength(std::min(radius, in.length() / 2));
        out.setLength(std::min(radius, out.length() / 2));
        path.lineTo(in.p2());
        path.quadTo(corner, out.p2());
    }
    path.lineTo(point(spots[3]));
    return path;
}

/// The point of a pill's rim that faces `toward`.
QPointF rimFacing(State state, QPointF toward) {
    const QPointF centre = stateCentre(state);
    const double side = toward.x() < centre.x() ? -1 : 1;
    const bool sideways = std::abs(toward.x() - centre.x()) > state_pill.width() / 2;
    if (sideways) return centre + QPointF{side * state_pill.width() / 2, 0};
    const double edge = toward.y() < centre.y() ? -1 : 1;
    return centre + QPointF{side * state_pill.width() / 4, edge * state_pill.height() / 2};
}

} // namespace

QPointF stateCentre(State state) {
    switch (state) {
    case State::closed: return {220, 22};
    case State::listen: return {220, 77};
    case State::syn_sent: return {360, 135};
    case State::syn_received: return {80, 135};
    case State::established: return {220, 192};
    case State::fin_wait_1: return {80, 250};
    case State::fin_wait_2: return {80, 320};
    case State::close_wait: return {360, 250};
    case State::closing: return {220, 285};
    case State::last_ack: return {360, 320};
    case State::time_wait: return {220, 380};
    }
    sim::unreachable();
}

QPainterPath edgeRoute(std::size_t edge) {
    const Route& route = routes.at(edge);
    const auto& spots = route.spots;
    if (route.kind == RouteKind::corners) return withRoundCorners(spots);
    QPainterPath path{point(spots[0])};
    if (route.kind == RouteKind::straight) path.lineTo(point(spots[1]));
    if (route.kind == RouteKind::curve)
        path.cubicTo(point(spots[1]), point(spots[2]), point(spots[3]));
    return path;
}

double edgeLabelPlace(std::size_t edge) {
    // The two arrows around the outside pass other states: their words stay near where they start.
    if (routes.at(edge).kind != RouteKind::corners) return 0.5;
    return stateEdges().at(edge).from == State::time_wait ? 0.11 : 0.28;
}

QPainterPath extraRoute(State from, State to) {
    const QPointF start = stateCentre(from);
    const QPointF end = stateCentre(to);
    const QLineF chord{start, end};
    const QPointF normal{-chord.dy() / chord.length(), chord.dx() / chord.length()};
    // Bow towards the middle column's free lanes; a move within it goes around the pills between.
    const double bow = std::abs(chord.dx()) < 1 ? 0.6 * state_pill.width() : 34;
    const double side = start.x() > state_canvas.width() / 2 ? -1 : 1;
    const QPointF swing = normal * bow * side;
    const QPointF first = chord.pointAt(0.3) + swing;
    const QPointF second = chord.pointAt(0.7) + swing;
    QPainterPath path{rimFacing(from, first)};
    path.cubicTo(first, second, rimFacing(to, second));
    return path;
}

} // namespace ui
