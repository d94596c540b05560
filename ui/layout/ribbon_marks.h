#pragma once

#include "ui/layout/ribbon_layout.h"

#include <optional>
#include <vector>

namespace ui {

/// Where the labels of one row's cursors may stand.
struct MarkLines {
    QRectF near;               ///< beside the row
    std::optional<QRectF> far; ///< further from it, for cursors that have no line in the row
};

/// The cursors of one row with their labels. Names are as long as they can be while no label leaves
/// its line: those beyond the cells are shortened first, for they have no line.
class MarkRow {
public:
    MarkRow(const RibbonScale& scale, const RibbonFonts& fonts, const MarkLines& lines)
        : scale_(scale), fonts_(fonts), lines_(lines) {}

    void add(RibbonCursor cursor, std::optional<std::int64_t> number);
    /// In order of their numbers. A label that has no room at all is empty.
    [[nodiscard]] std::vector<RibbonMark> place();

private:
    enum class NameForm : std::uint8_t {
        whole, ///< SND.UNA+WND
        brief, ///< UNA+WND
        least, ///< WND
    };
    /// How the cursors within the cells and those beyond them are named.
    struct Wording {
        NameForm inside{}, outside{};
    };
    using Labelled = std::vector<RibbonMark*>;

    static QString nameOf(RibbonCursor cursor, NameForm form);
    [[nodiscard]] const QRectF& lineOf(const RibbonMark& mark) const;
    void write(Wording wording);
    void arrange();
    void pushApart(const Labelled& labels, const QRectF& line) const;
    [[nodiscard]] double wishedLeft(const RibbonMark& mark) const;
    [[nodiscard]] bool haveRoom() const;
    [[nodiscard]] bool keepToTheirLines() const;
    [[nodiscard]] bool keepsToItsLine(const RibbonMark& mark) const;
    bool leaveOutOne();

    const RibbonScale& scale_;
    const RibbonFonts& fonts_;
    MarkLines lines_;
    std::vector<RibbonMark> marks_;
};

} // namespace ui
