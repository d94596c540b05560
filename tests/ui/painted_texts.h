#pragma once

#include <vector>

#include <QColor>
#include <QFont>
#include <QStringList>
#include <QTransform>
#include <QWidget>

namespace ui_test {

/// A text as a widget paints it.
struct PaintedText {
    QString text;
    QColor colour;
    QFont font;
    QRectF box;        ///< in the painter's coordinates, without what is clipped away
    QTransform placed; ///< from the painter's coordinates to the widget's

    [[nodiscard]] QRectF bounds() const { return placed.mapRect(box); }
};

/// Every text that a widget and its children paint, in the order they paint it, except those that
/// something painted later covers. The widget is drawn onto a device that keeps texts and forgets
/// the rest.
std::vector<PaintedText> paintedTexts(QWidget& widget);

/// The texts alone, in that order, covered ones included.
QStringList paintedWords(QWidget& widget);

} // namespace ui_test
