#include "ui/layout/state_layout.h"

#include "sim/base/assert.h"
#include "ui/layout/state_routes.h"
#include "ui/model/state_figure.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <vector>

#include <QCoreApplication>
#include <QLineF>
#include <QTransform>

namespace ui {

namespace {

using sim::HostId;
using sim::State;

constexpr double widest_stretch = 1.5; ///< how much wider or taller than its canvas it may get
constexpr double token_radius = 10;
constexpr double label_height = 19;
constexpr int most_hidden = 1;       ///< other arrows that words of an exit may lie on
constexpr double head_in_sight = 12; ///< of an arrow, that its words leave free

/// The canvas within the room: centred, scaled, slightly stretched where the room is of another
/// form.
struct Frame {
    QTransform transform;
    double scale{1};
};

Frame frameIn(const QRectF& room) {
    double across = room.width() / state_canvas.width();
    double down = room.height() / state_canvas.height();
    const double scale = std::min(across, down);
    across = std::min(across, scale * widest_stretch);
    down = std::min(down, scale * widest_stretch);
    QTransform transform;
    transform.translate(room.center().x() - across * state_canvas.width() / 2,
                        room.center().y() - down * state_canvas.height() / 2);
    transform.scale(across, down);
    return {transform, scale};
}

QPolygonF headOf(const QPainterPath& path, double size) {
    const QPointF tip = path.pointAtPercent(1);
    const double length = path.length();
    const double back = length > size ? path.percentAtLength(length - size) : 0;
    QLineF shaft{tip, path.pointAtPercent(back)};
    shaft.setLength(size);
    const QPointF across{-shaft.dy() * 0.42, shaft.dx() * 0.42};
    return QPolygonF{{tip, shaft.p2() + across, shaft.p2() - across}};
}

/// Where an arrow runs.
struct ArrowTrace {
    State from{}, to{};
    std::vector<QPointF> points;
    QRectF bounds;
};

/// Gathers the shapes; each method adds one kind.
class Builder {
public:
    Builder(const StateStory& story, std::size_t moves, const QRectF& room, const TextWidth& width)
        : story_(story),
          count_(std::min(moves, story.moves().size())),
          frame_(frameIn(room)),
          room_(room),
          text_width_(width) {
        shapes_.scale = frame_.scale;
    }

    StateShapes build() {
        addPills();
        addIdleArrows();
        addTakenArrows();
        addTokens();
        addLabels();
        return std::move(shapes_);
    }

private:
    void addPills();
    void addIdleArrows();
    void addTakenArrows();
    void addTokens();
    void addLabels();
    void addArrow(const StateMove& move, ArrowLook look);
    void traceArrows();
    void placeLabel(StateLabel label, State from, State to);
    [[nodiscard]] static double labelPlace(State from, State to);
    [[nodiscard]] bool isFree(const QRectF& rect) const;
    /// Where words lie, and how many other arrows they hide there.
    struct Place {
        QRectF rect;
        int hidden{};
    };
    [[nodiscard]] std::optional<Place> bestPlace(const QSizeF& size, State from, State to) const;
    [[nodiscard]] int covered(const QRectF& rect, State from, State to,
                              const QPainterPath& path) const;
    [[nodiscard]] QPainterPath routeOf(State from, State to) const;
    [[nodiscard]] StateArrow arrowAlong(State from, State to, const QPainterPath& path) const;

    const StateStory& story_;
    std::size_t count_;
    Frame frame_;
    QRectF room_;
    const TextWidth& text_width_;
    StateShapes shapes_;
    std::vector<ArrowTrace> traces_;
};

void Builder::addPills() {
    for (const State state : sim::all_states) {
        QRectF rect{QPointF{}, state_pill};
        rect.moveCenter(stateCentre(state));
        StatePill pill{state, frame_.transform.mapRect(rect), {}};
        for (const HostId host : story_.hosts())
            if (host != sim::no_host && story_.stateAfter(count_, host) == state)
                pill.here.push_back(host);
        shapes_.pills.push_back(std::move(pill));
    }
}

QPainterPath Builder::routeOf(State from, State to) const {
    const auto edge = edgeBetween(from, to);
    return frame_.transform.map(edge ? edgeRoute(*edge) : extraRoute(from, to));
}

StateArrow Builder::arrowAlong(State from, State to, const QPainterPath& path) const {
    StateArrow arrow;
    arrow.from = from;
    arrow.to = to;
    arrow.head = headOf(path, 9 * frame_.scale);
    arrow.path = path;
    return arrow;
}

void Builder::addIdleArrows() {
    const auto taken = [this](const StateEdge& edge) {
        const auto end = story_.moves().begin() + static_cast<std::ptrdiff_t>(count_);
        return std::any_of(story_.moves().begin(), end, [&edge](const StateMove& move) {
            return move.from == edge.from && move.to == edge.to
                   && move.origin == MoveOrigin::figure;
        });
    };
    for (const StateEdge& edge : stateEdges())
        if (!taken(edge))
            shapes_.arrows.push_back(arrowAlong(edge.from, edge.to, routeOf(edge.from, edge.to)));
}

void Builder::addTakenArrows() {
    for (std::size_t i = 0; i < count_; ++i)
        addArrow(story_.moves().at(i), i + 1 == count_ ? ArrowLook::fresh : ArrowLook::taken);
}

void Builder::addArrow(const StateMove& move, ArrowLook look) {
    QPainterPath path = routeOf(move.from, move.to);
    const auto same_way = [&move](const StateArrow& other) {
        return other.look != ArrowLook::idle && other.from == move.from && other.to == move.to
               && other.host != move.host;
    };
    const auto other = std::find_if(shapes_.arrows.begin(), shapes_.arrows.end(), same_way);
    if (other != shapes_.arrows.end()) path.translate(2.5 * frame_.scale, 2.5 * frame_.scale);
    StateArrow arrow = arrowAlong(move.from, move.to, path);
    arrow.look = look;
    arrow.host = move.host;
    arrow.line = move.origin == MoveOrigin::figure ? Qt::SolidLine : Qt::DashLine;
    shapes_.arrows.push_back(std::move(arrow));
}

void Builder::addTokens() {
    for (const StatePill& pill : shapes_.pills) {
        for (const HostId host : pill.here) {
            const bool opener = host == story_.hosts()[0];
            const QPointF corner = opener ? pill.rect.topLeft() : pill.rect.topRight();
            shapes_.tokens.push_back({host, pill.state, corner, token_radius * frame_.scale});
        }
    }
}

void Builder::addLabels() {
    traceArrows();
    if (count_ > 0) {
        const StateMove& newest = story_.moves().at(count_ - 1);
        placeLabel({{}, moveLabel(newest), ArrowLook::fresh, newest.host}, newest.from, newest.to);
    }
    for (const StateEdge& edge : stateEdges()) {
        const auto in_it = [&edge](const StateToken& token) { return token.state == edge.from; };
        if (std::none_of(shapes_.tokens.begin(), shapes_.tokens.end(), in_it)) continue;
        placeLabel({{}, edgeLabel(edge), ArrowLook::idle, sim::no_host}, edge.from, edge.to);
    }
}

double Builder::labelPlace(State from, State to) {
    const auto edge = edgeBetween(from, to);
    return edge ? edgeLabelPlace(*edge) : 0.5;
}

bool Builder::isFree(const QRectF& rect) const {
    const auto hits = [&rect](const auto& shape) { return shape.rect.intersects(rect); };
    const auto hits_token = [&rect](const StateToken& token) {
        const double reach = token.radius;
        return QRectF{token.centre.x() - reach, token.centre.y() - reach, 2 * reach, 2 * reach}
            .intersects(rect);
    };
    return std::none_of(shapes_.pills.begin(), shapes_.pills.end(), hits)
           && std::none_of(shapes_.labels.begin(), shapes_.labels.end(), hits)
           && std::none_of(shapes_.tokens.begin(), shapes_.tokens.end(), hits_token);
}

/// Points along all arrows, close to each other.
void Builder::traceArrows() {
    constexpr int steps = 48;
    for (const StateArrow& arrow : shapes_.arrows) {
        ArrowTrace trace{
            arrow.from, arrow.to, {}, arrow.path.boundingRect().adjusted(-1, -1, 1, 1)};
        for (int step = 0; step <= steps; ++step)
            trace.points.push_back(arrow.path.pointAtPercent(static_cast<double>(step) / steps));
        traces_.push_back(std::move(trace));
    }
}

/// How many other arrows words would lie on; the head of their own counts as one.
int Builder::covered(const QRectF& rect, State from, State to, const QPainterPath& path) const {
    const auto hides = [&](const ArrowTrace& trace) {
        const bool own = trace.from == from && trace.to == to;
        return !own && trace.bounds.intersects(rect)
               && std::any_of(trace.points.begin(), trace.points.end(),
                              [&rect](QPointF point) { return rect.contains(point); });
    };
    const double end = std::max(0.0, path.length() - head_in_sight * frame_.scale);
    const bool head = rect.contains(path.pointAtPercent(1))
                      || rect.contains(path.pointAtPercent(path.percentAtLength(end)));
    return static_cast<int>(std::count_if(traces_.begin(), traces_.end(), hides)) + (head ? 1 : 0);
}

/// Where words on an arrow hide neither pills nor words, and the fewest other arrows.
std::optional<Builder::Place> Builder::bestPlace(const QSizeF& size, State from, State to) const {
    constexpr std::array shifts{QPointF{0, 0},      QPointF{0.35, 0},  QPointF{-0.35, 0},
                                QPointF{-0.5, 0},   QPointF{0.5, 0},   QPointF{0, -0.7},
                                QPointF{0, 0.7},    QPointF{-0.6, 0},  QPointF{0.6, 0},
                                QPointF{-0.6, 0.7}, QPointF{0.6, 0.7}, QPointF{-0.4, 0},
                                QPointF{-0.45, 0},  QPointF{0.4, 0},   QPointF{0.45, 0}};
    const std::array places{
        labelPlace(from, to), 0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82, 0.1, 0.9};
    const QPainterPath path = routeOf(from, to);
    const double furthest = std::max(room_.left(), room_.right() - size.width());
    std::optional<Place> best;
    for (const QPointF shift : shifts) {
        for (const double place : places) {
            QRectF rect{QPointF{}, size};
            rect.moveCenter(path.pointAtPercent(place)
                            + QPointF{shift.x() * size.width(), shift.y() * size.height()});
            rect.moveLeft(std::clamp(rect.left(), room_.left(), furthest));
            if (!isFree(rect)) continue;
            const int hidden = covered(rect, from, to, path);
            if (!best || hidden < best->hidden) best = {rect, hidden};
            if (best->hidden == 0) return best;
        }
    }
    return best;
}

/// Puts the label on its arrow; without a place of its own only the newest move keeps its words.
void Builder::placeLabel(StateLabel label, State from, State to) {
    if (label.text.isEmpty()) return;
    const QSizeF size{text_width_(label.text) + 12 * frame_.scale, label_height * frame_.scale};
    const std::optional<Place> best = bestPlace(size, from, to);
    const bool has_place = best && best->hidden <= most_hidden;
    if (!has_place && label.look != ArrowLook::fresh) return;
    label.rect = best ? best->rect : QRectF{QPointF{}, size};
    if (!best) label.rect.moveCenter(routeOf(from, to).pointAtPercent(0.5));
    shapes_.labels.push_back(std::move(label));
}

} // namespace

StateShapes layoutStates(const StateStory& story, std::size_t moves, const QRectF& room,
                         const TextWidth& text_width) {
    return Builder{story, moves, room, text_width}.build();
}

QString moveLabel(const StateMove& move) {
    switch (move.origin) {
    case MoveOrigin::figure: return edgeLabel(stateEdges().at(*edgeBetween(move.from, move.to)));
    case MoveOrigin::note_2:
        return QCoreApplication::translate("StateDiagram", "rcv FIN and ACK of FIN / snd ACK");
    case MoveOrigin::note_3: return QCoreApplication::translate("StateDiagram", "RST (note 3)");
    case MoveOrigin::aborted: return QCoreApplication::translate("StateDiagram", "ABORT / snd RST");
    case MoveOrigin::gave_up: return QCoreApplication::translate("StateDiagram", "gave up waiting");
    case MoveOrigin::unseen:
        return QCoreApplication::translate("StateDiagram", "seen before and after");
    }
    sim::unreachable();
}

std::optional<sim::State> stateAt(const StateShapes& shapes, QPointF point) {
    for (const StatePill& pill : shapes.pills)
        if (pill.rect.contains(point)) return pill.state;
    return std::nullopt;
}

QPointF travellingCentre(const StateShapes& shapes, const StateToken& token, double progress) {
    if (shapes.arrows.empty() || progress >= 1) return token.centre;
    const StateArrow& newest = shapes.arrows.back();
    const bool travels = newest.look == ArrowLook::fresh && newest.host == token.host;
    if (!travels) return token.centre;
    return newest.path.pointAtPercent(std::clamp(progress, 0.0, 1.0));
}

} // namespace ui
