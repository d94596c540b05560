#include "ui/layout/queue_stage_layout.h"

#include <algorithm>

namespace ui {

namespace {

constexpr qreal street_share = 0.225;
constexpr qreal street_least = 176;
constexpr qreal street_most = 270;
constexpr qreal arrow = 58;
constexpr qreal program_side = 34;
constexpr qreal panel_inset = 14;
constexpr qreal head_height = 34;
constexpr qreal words_height = 22;
constexpr qreal tile_height = 62;
constexpr qreal edge_gap = 26; ///< between a queue and what falls out of it
constexpr qreal tile_gap = 10;
constexpr qreal visit_height = 92;
constexpr qreal least_visit = 30;

QueuePanel panelIn(const QRectF& box, std::uint32_t count, qreal scale) {
    QueuePanel panel{.box = box, .head = {}, .words = {}, .grid = {}};
    const QRectF inner = box.adjusted(panel_inset, 8, -panel_inset, -panel_inset);
    panel.head = {inner.left(), inner.top(), inner.width(), head_height * scale};
    panel.words = {inner.left(), panel.head.bottom(), inner.width(), words_height * scale};
    const QRectF room{QPointF{inner.left(), panel.words.bottom() + 8}, inner.bottomRight()};
    panel.grid = slotGrid(count, room, scale);
    return panel;
}

/// Two boxes beside each other.
void splitTiles(const QRectF& row, QRectF& left, QRectF& right) {
    const qreal width = (row.width() - tile_gap) / 2;
    left = {row.left(), row.top(), width, row.height()};
    right = {row.right() - width, row.top(), width, row.height()};
}

void placeVisits(QueueStageShapes& shapes, std::size_t visits, qreal scale) {
    const QRectF& street = shapes.street;
    const qreal flood_height = (tile_height + 20) * scale;
    shapes.flood = {street.left(), street.bottom() - flood_height, street.width(), flood_height};
    const qreal room = street.height() - flood_height - tile_gap;
    if (visits == 0) return;
    const qreal height =
        std::clamp(room / static_cast<qreal>(visits), least_visit * scale, visit_height * scale);
    const auto shown = std::min(visits, static_cast<std::size_t>(std::max(1.0, room / height)));
    for (std::size_t n = 0; n < shown; ++n)
        shapes.visits.emplace_back(street.left(), street.top() + height * static_cast<qreal>(n),
                                   street.width(), height - 4);
}

} // namespace

QueueStageShapes layoutQueueStage(const QRectF& area, std::uint32_t syn_slots,
                                  std::uint32_t accept_slots, std::size_t visits, qreal scale) {
    QueueStageShapes shapes;
    const qreal street = std::clamp(area.width() * street_share, street_least, street_most * scale);
    shapes.street = {area.left(), area.top(), street, area.height()};
    const qreal way = arrow * scale;
    const qreal program = program_side * scale;
    const qreal panels = area.width() - street - 3 * way - program;
    const qreal width = panels / 2;
    const qreal tiles = tile_height * scale;
    const qreal height = area.height() - tiles - edge_gap;
    const QRectF syn{shapes.street.right() + way, area.top(), width, height};
    const QRectF accept{syn.right() + way, area.top(), width, height};
    shapes.syn = panelIn(syn, syn_slots, scale);
    shapes.accept = panelIn(accept, accept_slots, scale);
    splitTiles({syn.left(), area.bottom() - tiles, width, tiles}, shapes.dropped, shapes.cookies);
    splitTiles({accept.left(), area.bottom() - tiles, width, tiles}, shapes.returned,
               shapes.overflows);
    const qreal y = syn.top() + height * 0.5;
    shapes.arrival = {shapes.street.right() + 6, y, syn.left() - 4, y};
    shapes.promotion = {syn.right() + 4, y, accept.left() - 4, y};
    shapes.acceptance = {accept.right() + 4, y, accept.right() + way - 4, y};
    shapes.program = {accept.right() + way, y - program / 2, program, program};
    placeVisits(shapes, visits, scale);
    return shapes;
}

} // namespace ui
