#include "app/tcp_theater_export.h"
#include "ui/view/main_window.h"

#include <algorithm>
#include <cstdio>
#include <string_view>

#include <QApplication>
#include <QCommandLineParser>

namespace {

constexpr int bad_input = 2;

/// True when these arguments are answered without a window.
bool needs_no_display(int argc, char** argv) {
    return std::any_of(argv + 1, argv + argc, [](std::string_view argument) {
        return argument.starts_with("--export") || argument == "--help" || argument == "-h"
               || argument == "--version" || argument == "-v";
    });
}

/// Without a display Qt ends a program, unless it is told to draw in memory.
void do_without_display() {
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
        if (!qEnvironmentVariableIsEmpty(name)) return;
    qputenv("QT_QPA_PLATFORM", "offscreen");
}

void describe(QCommandLineParser& parser) {
    parser.setApplicationDescription(
        QStringLiteral("TCP in the classroom, with a real kernel beside it."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(
        QStringLiteral("scenario"),
        QStringLiteral("A shipped scenario's name or a file; none for all of them."),
        QStringLiteral("[scenario]"));
    add_export_options(parser);
}

int show_window(const QStringList& scenarios) {
    ui::MainWindow window;
    window.show();
    if (!scenarios.isEmpty() && window.openScenario(scenarios.first())) {
        window.comparePage().playKernel();
        window.playback().play();
    }
    return QApplication::exec();
}

} // namespace

int main(int argc, char** argv) {
    if (needs_no_display(argc, argv)) do_without_display();
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("tcp-theater"));
    QApplication::setApplicationName(QStringLiteral("tcp-theater"));
    QApplication::setApplicationVersion(QStringLiteral("0.1.0"));
    QCommandLineParser parser;
    describe(parser);
    if (!parser.parse(QApplication::arguments())) {
        std::fprintf(stderr, "tcp-theater: %s\n", qPrintable(parser.errorText()));
        return bad_input;
    }
    parser.process(application); // --help and --version
    return wants_export(parser) ? run_export(parser) : show_window(parser.positionalArguments());
}
