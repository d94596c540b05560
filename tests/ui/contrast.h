#pragma once

#include <QColor>
#include <QImage>
#include <QStringList>
#include <QWidget>

namespace ui_test {

/// How well one colour is read upon another: 1 to 21, as WCAG 2.1 defines the contrast ratio.
qreal contrastOf(const QColor& text, const QColor& background);

/// The texts of a widget that are hard to read, each with its colours: below 4.5, or below 3 where
/// they are large or belong to a part that is disabled. `picture` is the widget as it is seen; it
/// tells what lies under each text.
QStringList paleTexts(QWidget& widget, const QImage& picture);

} // namespace ui_test
