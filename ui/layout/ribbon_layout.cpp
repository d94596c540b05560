#include "ui/layout/ribbon_layout.h"

#include "sim/base/assert.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr double cell_gap = 2;
constexpr double label_gap = 8; ///< between two labels
constexpr double cwnd_above = 2;
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

QString nameOf(RibbonCursor cursor, bool whole) {
    switch (cursor) {
    case RibbonCursor::snd_una: return whole ? QStringLiteral("SND.UNA") : QStringLiteral("UNA");
    case RibbonCursor::snd_nxt: return whole ? QStringLiteral("SND.NXT") : QStringLiteral("NXT");
    case RibbonCursor::snd_end:
        return whole ? QStringLiteral("SND.UNA+WND") : QStringLiteral("UNA+WND");
    case RibbonCursor::cwnd_end:
        return whole ? QStringLiteral("SND.UNA+cwnd") : QStringLiteral("+cwnd");
    case RibbonCursor::rcv_nxt: return whole ? QStringLiteral("RCV.NXT") : QStringLiteral("NXT");
    case RibbonCursor::rcv_end:
        return whole ? QStringLiteral("RCV.NXT+WND") : QStringLiteral("NXT+WND");
    }
    sim::unreachable();
}

/// Marks of one row with their labels, in order of x.
class MarkRow {
public:
    MarkRow(const RibbonScale& scale, const RibbonFonts& fonts, const QRectF& labels)
        : scale_(scale), fonts_(fonts), labels_(labels) {}

    void add(RibbonCursor cursor, std::optional<std::int64_t> number) {
        if (!number) return;
        const ByteRange shown = scale_.shown();
        RibbonMark mark{.cursor = cursor, .number = *number, .text = {}, .label = {}};
        mark.outside = *number < shown.from || *number > shown.to;
        mark.x = std::clamp(scale_.xOf(*number), scale_.left, scale_.right());
        marks_.push_back(mark);
    }

    std::vector<RibbonMark> place() {
        std::stable_sort(marks_.begin(), marks_.end(),
                         [](const RibbonMark& a, const RibbonMark& b) { return a.x < b.x; });
        if (!write(true)) write(false);
        for (RibbonMark& mark : marks_)
            mark.label.moveLeft(wishedLeft(mark));
        pushApart();
        return std::move(marks_);
    }

private:
    /// Whether the texts fit beside each other.
    bool write(bool whole) {
        double all = -label_gap;
        for (RibbonMark& mark : marks_) {
            mark.text = nameOf(mark.cursor, whole) + QLatin1Char(' ') + fonts_.number(mark.number);
            if (mark.outside && mark.number < scale_.first) mark.text.prepend(QStringLiteral("← "));
            if (mark.outside && mark.number > scale_.first) mark.text += QStringLiteral(" →");
            mark.label = {mark.x, labels_.top(), fonts_.width(mark.text), labels_.height()};
            all += mark.label.width() + label_gap;
        }
        return all <= labels_.width();
    }

    /// What has been passed is named to the left of its line, where the next thing happens to the
    /// right of it.
    [[nodiscard]] static double wishedLeft(const RibbonMark& mark) {
        const double width = mark.label.width();
        switch (mark.cursor) {
        case RibbonCursor::snd_una: return mark.x - width + 1;
        case RibbonCursor::snd_nxt:
        case RibbonCursor::rcv_nxt: return mark.x;
        case RibbonCursor::snd_end:
        case RibbonCursor::cwnd_end:
        case RibbonCursor::rcv_end: return mark.x - width + 1;
        }
        sim::unreachable();
    }

    void pushApart() {
        double free_from = labels_.left();
        for (RibbonMark& mark : marks_) {
            mark.label.moveLeft(std::max(mark.label.left(), free_from));
            free_from = mark.label.right() + label_gap;
        }
        double free_to = labels_.right();
        for (std::size_t place = marks_.size(); place-- > 0;) {
            QRectF& label = marks_[place].label;
            label.moveRight(std::min(label.right(), free_to));
            free_to = label.left() - label_gap;
        }
    }

    const RibbonScale& scale_;
    const RibbonFonts& fonts_;
    QRectF labels_;
    std::vector<RibbonMark> marks_;
};

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
    shapes.sent = {scale.left, top + room.label, width, room.sent};
    shapes.held = {scale.left, shapes.sent.bottom() + room.between, width, room.held};
    shapes.sent_fates = sentFates(flow, scale.shown());
    shapes.held_fates = heldFates(flow, scale.shown());
    addPieces(shapes.sent_fates, scale, shapes.sent, shapes.pieces);
    addPieces(shapes.held_fates, scale, shapes.held, shapes.pieces);
    MarkRow above(scale, fonts, {scale.left, top, width, room.label});
    above.add(RibbonCursor::snd_una, flow.una);
    above.add(RibbonCursor::snd_nxt, flow.nxt);
    above.add(RibbonCursor::snd_end, flow.window_end);
    above.add(RibbonCursor::cwnd_end, flow.cwnd_end);
    shapes.cwnd = cwndLine(flow, scale, shapes.sent.top() - cwnd_above);
    shapes.marks = above.place();
    MarkRow below(scale, fonts, {scale.left, shapes.held.bottom(), width, room.label});
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
