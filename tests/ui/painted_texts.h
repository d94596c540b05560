#pragma once

#include <QStringList>
#include <QWidget>

namespace ui_test {

/// Every text that a widget and its children paint, in the order they paint it: the widget is drawn
/// onto a device that keeps texts and forgets the rest.
QStringList paintedTexts(QWidget& widget);

} // namespace ui_test
