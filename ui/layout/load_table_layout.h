#pragma once

#include "ui/model/load_lines.h"

#include <functional>
#include <vector>

#include <QRectF>

namespace ui {

/// A row of the load's table: a sign, what it is about, two values, and below them in words what a
/// counter means and why the stages differ.
struct LoadRowShape {
    QRectF band; ///< the whole row
    QRectF sign, what, model, kernel;
    QRectF words, reason; ///< empty where there is nothing to say
};

/// The load's table; coordinates of the content, from its top.
struct LoadTableShapes {
    std::vector<LoadRowShape> rows;
    double model_right{}, kernel_right{}; ///< of the columns
    double height{};
};

/// What the layout asks the fonts.
struct LoadTableFonts {
    std::function<double(const QString& text)> value_width;
    std::function<double(const QString& text, double width)> words_height; ///< wrapped
    double line{}; ///< height of a row's first line
};

LoadTableShapes layoutLoadTable(const std::vector<LoadLine>& lines, double width,
                                const LoadTableFonts& fonts);

} // namespace ui
