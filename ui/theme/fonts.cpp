#include "ui/theme/fonts.h"

#include "sim/base/assert.h"

#include <QStringList>

namespace ui {

namespace {

QFont fontWith(const QStringList& families, qreal pixels, Weight weight) {
    QFont font;
    font.setFamilies(families);
    font.setPixelSize(qRound(pixels));
    // Point sizes may be fractions, pixel sizes may not: 96 dots an inch make 0.75 points a pixel.
    font.setPointSizeF(pixels * 0.75);
    font.setWeight(weight == Weight::bold ? QFont::Bold : QFont::Normal);
    return font;
}

} // namespace

QFont sansFont(const Theme& theme, qreal size, Weight weight) {
    return fontWith({"Noto Sans", "DejaVu Sans", "Noto Sans CJK SC", "Microsoft YaHei",
                     "PingFang SC", "WenQuanYi Micro Hei"},
                    size * theme.type_factor, weight);
}

QFont monoFont(const Theme& theme, qreal size, Weight weight) {
    return fontWith(
        {"Noto Sans Mono", "DejaVu Sans Mono", "Noto Sans CJK SC", "WenQuanYi Micro Hei"},
        size * theme.type_factor, weight);
}

QFont fontOf(const Theme& theme, Face face, qreal size, Weight weight) {
    switch (face) {
    case Face::sans: return sansFont(theme, size, weight);
    case Face::mono: return monoFont(theme, size, weight);
    }
    sim::unreachable();
}

} // namespace ui
