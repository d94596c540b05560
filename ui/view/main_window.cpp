#include "ui/view/main_window.h"

namespace ui {

MainWindow::MainWindow(QWidget* parent) : QWidget(parent) {
    setMinimumSize(960, 600);
    resize(1600, 1000);
}

} // namespace ui
