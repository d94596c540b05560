#include "tests/ui/contrast.h"

#include "tests/ui/painted_texts.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <QFontInfo>

namespace ui_test {

namespace {

constexpr qreal least_contrast = 4.5;
constexpr qreal least_contrast_of_large = 3;
constexpr int large_pixels = 24;
constexpr qreal large_bold_pixels = 18.66;
constexpr qreal least_height = 5; ///< of what scrolling leaves of a text

qreal linear(qreal channel) {
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

qreal luminance(const QColor& colour) {
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF())
           + 0.0722 * linear(colour.blueF());
}

/// What a translucent colour looks like upon another.
QColor laidOn(const QColor& colour, const QColor& background) {
    const float share = colour.alphaF();
    const auto mix = [share](float over, float under) {
        return over * share + under * (1 - share);
    };
    return QColor::fromRgbF(mix(colour.redF(), background.redF()),
                            mix(colour.greenF(), background.greenF()),
                            mix(colour.blueF(), background.blueF()));
}

/// Pixels of about the same colour.
struct Shade {
    int count{}, red{}, green{}, blue{};

    void add(QRgb pixel) {
        ++count;
        red += qRed(pixel);
        green += qGreen(pixel);
        blue += qBlue(pixel);
    }
    [[nodiscard]] QColor mean() const { return {red / count, green / count, blue / count}; }
};

/// What is left of a box whose commonest shade is the text's own: bold Chinese letters are more ink
/// than paper. Text that can not be told from its ground has hardly anything else.
constexpr double ink_at_most = 0.6;

/// The colour that most of the text's box has. It may run from one shade to another, so colours
/// that look alike count as one.
QColor backgroundOf(const PaintedText& text, const QImage& picture) {
    constexpr QRgb alike = 0xF0F0F0;
    std::map<QRgb, Shade> seen;
    int all = 0;
    const QSize size = text.box.size().toSize();
    for (int y = 0; y < size.height(); ++y) {
        for (int x = 0; x < size.width(); ++x) {
            const QPointF within = text.box.topLeft() + QPointF{x + 0.5, y + 0.5};
            const QPoint place = text.placed.map(within).toPoint();
            if (!picture.rect().contains(place)) continue;
            const QRgb pixel = picture.pixel(place);
            seen[pixel & alike].add(pixel);
            ++all;
        }
    }
    const auto rarer = [](const auto& a, const auto& b) { return a.second.count < b.second.count; };
    auto most = std::max_element(seen.begin(), seen.end(), rarer);
    if (most == seen.end()) return {};
    const bool is_ink = most->first == (text.colour.rgb() & alike);
    if (is_ink && most->second.count < ink_at_most * all && seen.size() > 1) {
        seen.erase(most);
        most = std::max_element(seen.begin(), seen.end(), rarer);
    }
    return most->second.mean();
}

bool isLarge(const QFont& font) {
    const int pixels = QFontInfo{font}.pixelSize();
    return pixels >= large_pixels || (font.bold() && pixels >= large_bold_pixels);
}

bool isDisabled(const QWidget& widget, const PaintedText& text) {
    const QWidget* part = widget.childAt(text.bounds().center().toPoint());
    return part != nullptr && !part->isEnabled();
}

} // namespace

qreal contrastOf(const QColor& text, const QColor& background) {
    const qreal one = luminance(laidOn(text, background));
    const qreal other = luminance(background);
    return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

QStringList paleTexts(QWidget& widget, const QImage& picture) {
    QStringList pale;
    for (const PaintedText& text : paintedTexts(widget)) {
        if (text.box.height() < least_height) continue;
        const QColor background = backgroundOf(text, picture);
        if (!background.isValid()) continue;
        const bool lenient = isLarge(text.font) || isDisabled(widget, text);
        const qreal contrast = contrastOf(text.colour, background);
        if (contrast >= (lenient ? least_contrast_of_large : least_contrast)) continue;
        const QPoint place = text.bounds().center().toPoint();
        pale << QStringLiteral("“%1” at %2,%3: %4 on %5 has %6")
                    .arg(text.text)
                    .arg(place.x())
                    .arg(place.y())
                    .arg(text.colour.name(QColor::HexArgb), background.name())
                    .arg(contrast, 0, 'f', 2);
    }
    return pale;
}

} // namespace ui_test
