#pragma once

#include "ui/model/state_story.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include <QPainterPath>
#include <QPolygonF>
#include <QRectF>
#include <QString>

namespace ui {

/// How many pixels wide a text of the diagram is.
using TextWidth = std::function<double(const QString&)>;

/// A state's pill and the ends that are in it.
struct StatePill {
    sim::State state{};
    QRectF rect;
    std::vector<sim::HostId> here; ///< opener first
};

enum class ArrowLook : std::uint8_t {
    idle,  ///< nobody has gone this way yet
    taken, ///< `host` has
    fresh, ///< and it is the newest move
};

/// An arrow between two pills; one a host that took it, so two lie side by side where both did.
struct StateArrow {
    sim::State from{}, to{};
    ArrowLook look{};
    Qt::PenStyle line{Qt::SolidLine}; ///< dashed where figure 5 does not draw the move
    sim::HostId host{sim::no_host};   ///< who took it
    QPainterPath path;
    QPolygonF head;
};

/// The words beside an arrow.
struct StateLabel {
    QRectF rect;
    QString text;
    ArrowLook look{};
    sim::HostId host{sim::no_host};
};

/// Where one end stands: round for the first host, square for the second.
struct StateToken {
    sim::HostId host{};
    sim::State state{};
    QPointF centre;
    double radius{};
};

/// All that the diagram draws and can be pointed at.
struct StateShapes {
    std::vector<StatePill> pills;
    std::vector<StateArrow> arrows; ///< idle ones first, the fresh one last
    std::vector<StateLabel> labels;
    std::vector<StateToken> tokens;
    double scale{1}; ///< pixels for one unit of the canvas, for the sizes of text and lines
};

/// The diagram within `room` after the first `moves` moves of `story`.
StateShapes layoutStates(const StateStory& story, std::size_t moves, const QRectF& room,
                         const TextWidth& text_width);

/// The words of a move: its arrow's in the figure, or why the figure has none.
QString moveLabel(const StateMove& move);

/// The state whose pill lies under `point`.
std::optional<sim::State> stateAt(const StateShapes& shapes, QPointF point);

/// Where a token is while it travels: 0 at the start of its newest arrow, 1 at its place. A token
/// whose arrow is not the newest stands still.
QPointF travellingCentre(const StateShapes& shapes, const StateToken& token, double progress);

} // namespace ui
