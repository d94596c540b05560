#pragma once

#include "ui/model/byte_fates.h"

#include <functional>
#include <optional>
#include <vector>

#include <QLineF>
#include <QRectF>
#include <QString>

namespace ui {

/// Which bytes lie where: cells of equal width beside each other, each for equally many bytes.
struct RibbonScale {
    std::int64_t first{1};    ///< the first byte that is shown
    std::int64_t per_cell{1}; ///< bytes
    std::int64_t cells{};
    double left{}, cell_width{};

    [[nodiscard]] ByteRange shown() const { return {first, first + cells * per_cell}; }
    [[nodiscard]] double right() const { return left + cell_width * static_cast<double>(cells); }
    /// Of the edge before a byte; beyond the cells as well.
    [[nodiscard]] double xOf(std::int64_t number) const;
    [[nodiscard]] std::int64_t byteAt(double x) const;
};

/// How many bytes a cell has, so that a segment is a whole number of cells where it can be: one
/// cell where bytes are few, a quarter of the largest segment, a half, and at most all of it. Each
/// step of `zoom` halves it, or doubles it when it is negative.
std::int64_t bytesPerCell(const ByteRibbonReader::Extent& extent, std::int64_t cells, int zoom);

/// The first byte that is shown while the ribbon follows the flow: the first of all where they fit,
/// else one before what is not acknowledged yet, so that a cell begins where that does.
std::int64_t firstFollowed(const ByteFlow& flow, const ByteRibbonReader::Extent& extent,
                           const RibbonScale& scale);

/// What is drawn of bytes of one fate in one cell.
struct RibbonPiece {
    ByteRange bytes;
    ByteFate fate{};
    QRectF box;

    bool operator==(const RibbonPiece&) const = default;
};

/// The variables that are shown as cursors.
enum class RibbonCursor : std::uint8_t { snd_una, snd_nxt, snd_end, cwnd_end, rcv_nxt, rcv_end };

/// On which side of what is shown something lies, if it does not lie within.
enum class RibbonBeyond : std::uint8_t { no, left, right };

/// A cursor: where it stands, and its name with its number.
struct RibbonMark {
    RibbonCursor cursor{};
    std::int64_t number{};
    double x{}; ///< within the cells
    RibbonBeyond beyond{};
    QString text;
    QRectF label; ///< has room for an arrow at its side where the cursor is beyond the cells
};

/// What a direction has of the height: labels, the sender's row, the receiver's, labels.
struct RibbonRoom {
    double label{}; ///< of a line of labels
    double sent{}, between{}, held{};
    int lines_above{1}; ///< of labels; the upper one of two has the cursors beyond the cells

    [[nodiscard]] double height() const {
        return (lines_above + 1) * label + sent + between + held;
    }
};

/// What the layout asks the fonts, and how numbers are written.
struct RibbonFonts {
    std::function<double(const QString& text)> width;
    std::function<QString(std::int64_t number)> number;
    double arrow{}; ///< how wide the arrow beside a number beyond the cells is, with its gap
    double gap{8};  ///< between two labels, at least
};

/// One direction's ribbon.
struct RibbonShapes {
    RibbonScale scale;
    QRectF sent, held; ///< the two rows
    std::vector<FateRange> sent_fates, held_fates;
    std::vector<RibbonPiece> pieces; ///< of both rows
    std::vector<RibbonMark> marks;
    std::optional<QRectF> fin;
    std::optional<QLineF> cwnd; ///< above the upper row, from SND.UNA over all that cwnd allows

    /// The byte at a point of a row that has been sent; none elsewhere.
    [[nodiscard]] std::optional<std::int64_t> byteAt(QPointF point) const;

    /// The fate that is drawn at a point; none outside of the rows.
    [[nodiscard]] std::optional<FateRange> fateAt(QPointF point) const;
};

RibbonShapes layoutRibbon(const ByteFlow& flow, const RibbonScale& scale, double top,
                          const RibbonRoom& room, const RibbonFonts& fonts);

} // namespace ui
