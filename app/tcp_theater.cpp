#include "ui/view/main_window.h"

#include <QApplication>
#include <QCommandLineParser>

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("tcp-theater"));
    QApplication::setApplicationName(QStringLiteral("tcp-theater"));
    QApplication::setApplicationVersion(QStringLiteral("0.1.0"));
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("TCP in the classroom, with a real kernel beside it."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(
        QStringLiteral("scenario"),
        QStringLiteral("A shipped scenario's name or a file; none for all of them."),
        QStringLiteral("[scenario]"));
    parser.process(application);

    ui::MainWindow window;
    window.show();
    const QStringList scenarios = parser.positionalArguments();
    if (!scenarios.isEmpty() && window.openScenario(scenarios.first())) {
        window.comparePage().playKernel();
        window.playback().play();
    }
    return QApplication::exec();
}
