#pragma once

#include "ui/view/main_window.h"

#include <memory>

#include <QImage>
#include <QSize>
#include <QString>

namespace ui_test {

/// A window of that size on a scenario, ready to be looked at; null where none comes up.
std::unique_ptr<ui::MainWindow> windowOn(const QString& scenario, QSize size = {1600, 1000});

/// An animation is under way.
bool isMoving(const ui::MainWindow& window);

/// What is on screen once nothing moves any more; null where that never happens.
QImage settledPicture(ui::MainWindow& window);

} // namespace ui_test
