#pragma once

#include "sim/trace/diff.h"

#include <vector>

#include <QString>

namespace ui {

/// A figure of the load on both stages, in the window's language.
struct LoadLine {
    sim::PairStatus status{};
    QString what;          ///< "B:8080 half-open, 5.0 s"
    QString words;         ///< what a counter's name means; else empty
    QString model, kernel; ///< a number, or a few words
    QString reason;        ///< why they differ, or that nobody knows; empty where they do not

    bool operator==(const LoadLine&) const = default;
};

/// The rows of the load, as `tcpsim compare` prints them.
std::vector<LoadLine> loadLines(const sim::Diff& diff);
/// "31 figures, 29 matched, 2 explained, 0 unexplained".
QString loadCountsText(const sim::Diff& diff);

} // namespace ui
