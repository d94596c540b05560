#include "ui/layout/load_table_layout.h"

#include <algorithm>

namespace ui {

namespace {

constexpr double sign_side = 20;
constexpr double sign_left = 8;
constexpr double words_left = 40;
constexpr double between = 18; ///< two columns
constexpr double right_room = 12;
constexpr double row_gap = 2;
constexpr double row_padding = 6; ///< below words

/// A block of words below what stands already; the row grows by it.
QRectF blockBelow(LoadRowShape& row, const QString& text, double right,
                  const LoadTableFonts& fonts) {
    if (text.isEmpty()) return {};
    const double width = right - words_left;
    const QRectF block{words_left, row.band.bottom(), width, fonts.words_height(text, width)};
    row.band.setBottom(block.bottom());
    return block;
}

} // namespace

LoadTableShapes layoutLoadTable(const std::vector<LoadLine>& lines, double width,
                                const LoadTableFonts& fonts) {
    double model_width = 0;
    double kernel_width = 0;
    for (const LoadLine& line : lines) {
        model_width = std::max(model_width, fonts.value_width(line.model));
        kernel_width = std::max(kernel_width, fonts.value_width(line.kernel));
    }
    LoadTableShapes shapes;
    shapes.kernel_right = width - right_room;
    shapes.model_right = shapes.kernel_right - kernel_width - between;
    double y = 0;
    for (const LoadLine& line : lines) {
        const double what_right =
            shapes.model_right - fonts.value_width(line.model) - between; // not the column's
        LoadRowShape row;
        row.band = {0, y, width, fonts.line};
        row.sign = {sign_left, y + (fonts.line - sign_side) / 2, sign_side, sign_side};
        row.what = {words_left, y, what_right - words_left, fonts.line};
        row.model = {shapes.model_right - model_width, y, model_width, fonts.line};
        row.kernel = {shapes.kernel_right - kernel_width, y, kernel_width, fonts.line};
        row.words = blockBelow(row, line.words, what_right, fonts);
        row.reason = blockBelow(row, line.reason, shapes.kernel_right, fonts);
        if (row.band.height() > fonts.line) row.band.setBottom(row.band.bottom() + row_padding);
        y = row.band.bottom() + row_gap;
        shapes.rows.push_back(row);
    }
    shapes.height = y;
    return shapes;
}

} // namespace ui
