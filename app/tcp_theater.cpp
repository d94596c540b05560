#include "ui/view/main_window.h"

#include <QApplication>

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("tcp-theater"));
    QApplication::setApplicationName(QStringLiteral("tcp-theater"));
    ui::MainWindow window;
    window.show();
    return QApplication::exec();
}
