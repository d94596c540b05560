#pragma once

#include <QCommandLineParser>

/// The options of `tcp-theater SCENARIO --export FILE`, which writes a picture instead of opening
/// the window.
void add_export_options(QCommandLineParser& parser);

/// True when the arguments are about a picture.
bool wants_export(const QCommandLineParser& parser);

/// Plays the scenario and writes its ladder or its plots. Returns the program's exit status: 0, or
/// 2 after having said on standard error which argument or file can not be used.
int run_export(const QCommandLineParser& parser);
