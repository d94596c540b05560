#include "ui/layout/ribbon_layout.h"

#include "sim/base/assert.h"
#include "ui/layout/ribbon_marks.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr double cell_gap = 2;
constexpr double cwnd_above = 2;
constexpr double label_lift = 4; ///< of the labels' lower edge: a comma keeps clear of that line
constexpr double least_fin = 5;  ///< a FIN is seen however many bytes a cell has
constexpr std::int64_t few = 16; ///< a segment of so few bytes is drawn byte by byte

/// Cuts a row of fates where cells end.
void addPieces(const std::vector<FateRange>& fates, const RibbonScale& scale, const QRectF& row,
               std::vector<RibbonPiece>& pieces) {
    for (const FateRange& range : fates) {
        std::int64_t from = range.bytes.from;
        while (from < range.bytes.to) {
            const std::int64_t cell = (from - scale.first) / scale.per_cell;
            const std::int64_t cell_end = scale.first + (cell + 1) * scale.per_cell;
            const std::int64_t to = std::min(range.bytes.to, cell_end);
            const double gap = to == cell_end ? cell_gap : 0;
            const double left = scale.xOf(from);
            pieces.push_back({{from, to},
                              range.fate,
                              {left, row.top(), scale.xOf(to) - gap - left, row.height()}});
            from = to;
        }
    }
}

/// What of SND.UNA to SND.UNA+cwnd is shown.
std::optional<QLineF> cwndLine(const ByteFlow& flow, const RibbonScale& scale, double y) {
    if (!flow.una || !flow.cwnd_end) return std::nullopt;
    const double left = std::clamp(scale.xOf(*flow.una), scale.left, scale.right());
    const double right = std::clamp(scale.xOf(*flow.cwnd_end), scale.left, scale.right());
    if (right <= left) return std::nullopt;
    return QLineF{left, y, right, y};
}

} // namespace

double RibbonScale::xOf(std::int64_t number) const {
    return left + cell_width * static_cast<double>(number - first) / static_cast<double>(per_cell);
}

std::int64_t RibbonScale::byteAt(double x) const {
    const double cell = (x - left) / cell_width;
    return first + static_cast<std::int64_t>(std::floor(cell * static_cast<double>(per_cell)));
}

std::int64_t bytesPerCell(const ByteRibbonReader::Extent& extent, std::int64_t cells, int zoom) {
    const std::int64_t largest = extent.largest;
    std::int64_t bytes = 1;
    if (largest > few) bytes = largest % 4 == 0 ? largest / 4 : (largest + 1) / 2;
    while (bytes < largest && extent.bytes * 5 > cells * bytes * 4)
        bytes = std::min(2 * bytes, largest);
    for (; zoom > 0 && bytes > 1; --zoom)
        bytes = (bytes + 1) / 2;
    for (; zoom < 0 && bytes * cells < extent.bytes; ++zoom)
        bytes *= 2;
    return bytes;
}

std::int64_t firstFollowed(const ByteFlow& flow, const ByteRibbonReader::Extent& extent,
                           const RibbonScale& scale) {
    const std::int64_t needed = extent.bytes / scale.per_cell + 2;
    if (needed <= scale.cells) return 1;
    const std::int64_t step = std::max<std::int64_t>(1, scale.cells / 8);
    const std::int64_t acknowledged = flow.una.value_or(1) - 1;
    const std::int64_t wished = (acknowledged / scale.per_cell - scale.cells / 4) / step * step;
    const std::int64_t most = std::max<std::int64_t>(0, needed + scale.cells / 4 - scale.cells);
    const std::int64_t passed = std::clamp<std::int64_t>(wished, 0, most);
    return 1 + passed * scale.per_cell + (passed > 0 ? acknowledged % scale.per_cell : 0);
}

std::optional<FateRange> RibbonShapes::fateAt(QPointF point) const {
    const std::int64_t byte = scale.byteAt(point.x());
    const auto find = [byte](const std::vector<FateRange>& fates) -> std::optional<FateRange> {
        for (const FateRange& range : fates)
            if (range.bytes.from <= byte && byte < range.bytes.to) return range;
        return std::nullopt;
    };
    if (sent.contains(point)) return find(sent_fates);
    if (held.contains(point)) return find(held_fates);
    return std::nullopt;
}

std::optional<std::int64_t> RibbonShapes::byteAt(QPointF point) const {
    const std::optional<FateRange> range = fateAt(point);
    if (!range) return std::nullopt;
    switch (range->fate) {
    case ByteFate::allowed:
    case ByteFate::forbidden:
    case ByteFate::room:
    case ByteFate::no_room: return std::nullopt;
    case ByteFate::acknowledged:
    case ByteFate::in_flight:
    case ByteFate::again:
    case ByteFate::sacked:
    case ByteFate::lost:
    case ByteFate::read:
    case ByteFate::unread:
    case ByteFate::buffered: return scale.byteAt(point.x());
    }
    sim::unreachable();
}

RibbonShapes layoutRibbon(const ByteFlow& flow, const RibbonScale& scale, double top,
                          const RibbonRoom& room, const RibbonFonts& fonts) {
    RibbonShapes shapes;
    shapes.scale = scale;
    const double width = scale.right() - scale.left;
    const double near_top = top + (room.lines_above - 1) * room.label;
    shapes.sent = {scale.left, near_top + room.label, width, room.sent};
    shapes.held = {scale.left, shapes.sent.bottom() + room.between, width, room.held};
    shapes.sent_fates = sentFates(flow, scale.shown());
    shapes.held_fates = heldFates(flow, scale.shown());
    addPieces(shapes.sent_fates, scale, shapes.sent, shapes.pieces);
    addPieces(shapes.held_fates, scale, shapes.held, shapes.pieces);
    MarkLines lines{.near = {scale.left, near_top, width, room.label - label_lift}, .far = {}};
    if (room.lines_above > 1) lines.far = QRectF{scale.left, top, width, room.label};
    MarkRow above(scale, fonts, lines);
    above.add(RibbonCursor::snd_una, flow.una);
    above.add(RibbonCursor::snd_nxt, flow.nxt);
    above.add(RibbonCursor::snd_end, flow.window_end);
    above.add(RibbonCursor::cwnd_end, flow.cwnd_end);
    shapes.cwnd = cwndLine(flow, scale, shapes.sent.top() - cwnd_above);
    shapes.marks = above.place();
    MarkRow below(scale, fonts,
                  {.near = {scale.left, shapes.held.bottom(), width, room.label}, .far = {}});
    below.add(RibbonCursor::rcv_nxt, flow.received);
    below.add(RibbonCursor::rcv_end, flow.receive_end);
    for (const RibbonMark& mark : below.place())
        shapes.marks.push_back(mark);
    const ByteRange shown = scale.shown();
    if (flow.fin && shown.from <= *flow.fin && *flow.fin < shown.to)
        shapes.fin = QRectF{scale.xOf(*flow.fin), shapes.sent.top(),
                            std::max(least_fin, scale.xOf(*flow.fin + 1) - scale.xOf(*flow.fin))
                                - (scale.per_cell == 1 ? cell_gap : 0),
                            shapes.sent.height()};
    return shapes;
}

} // namespace ui
