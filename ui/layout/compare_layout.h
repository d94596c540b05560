#pragma once

#include "ui/model/comparison.h"
#include "ui/theme/segment_look.h"

#include <array>
#include <functional>
#include <optional>
#include <vector>

#include <QLineF>
#include <QRectF>
#include <QString>

namespace ui {

/// Which of the two ladders.
enum class Stage : std::uint8_t { model, kernel };

/// A segment of one ladder, from lifeline to lifeline; a lost one ends where it died.
struct TwinArrow {
    sim::RecordId record{};
    SegmentKind kind{};
    sim::HostId sender{};
    QLineF line;
    QPointF words_at; ///< where badge and numbers stand above the line
    bool lost{}, sent_again{};
    QString badge, numbers;
    QRectF time_box; ///< under the start of the line
    QString time;
};

/// A state or a call beside its host's lifeline.
struct TwinChip {
    sim::RecordId record{};
    sim::PairKind kind{};
    sim::HostId host{};
    QRectF box;
    QString text; ///< shortened to the room there is
};

/// The place of a record that only the other ladder has.
struct TwinGap {
    QRectF box;
};

/// One of the two ladders.
struct TwinLadder {
    QRectF area;
    std::array<double, 2> lifelines{}; ///< x of the first and the second host
    std::vector<TwinArrow> arrows;
    std::vector<TwinChip> chips;
    std::vector<TwinGap> gaps;
};

/// What a pair takes of both ladders' height, and the sign between them.
struct TwinRow {
    std::size_t pair{}; ///< place in Diff::pairs
    sim::PairStatus status{};
    QRectF band, sign;
    QRectF frame; ///< around all that belongs to it, where it is selected
};

/// Two ladders whose pairs stand on the same height.
struct TwinShapes {
    std::array<TwinLadder, 2> ladders; ///< by Stage
    std::vector<TwinRow> rows;
    double height{};

    [[nodiscard]] const TwinLadder& of(Stage stage) const {
        return ladders.at(static_cast<std::size_t>(stage));
    }
};

/// The text cut to `width` pixels, with an ellipsis, in the font of a chip.
using ShortenText = std::function<QString(const QString& text, double width)>;
/// The width of a text in the font of a chip.
using ChipWidth = std::function<double(const QString& text)>;

/// What the layout asks the fonts.
struct TwinFonts {
    ShortenText shorten;
    ChipWidth width;
};

/// The comparison laid out `width` pixels wide.
TwinShapes layoutTwins(const Comparison& comparison, double width, Numbers numbers,
                       const TwinFonts& fonts);

/// The row at a height; nothing below the last.
std::optional<std::size_t> rowAt(const TwinShapes& shapes, double y);

/// How far down the story has come when `cursor` has happened: the bottom of the last row whose
/// records have. Nothing when all of it has, or none.
std::optional<double> nowLine(const Comparison& comparison, const TwinShapes& shapes,
                              sim::RecordId cursor);

/// How wide the column of signs between the ladders is.
inline constexpr double twin_gutter = 58;

} // namespace ui
