#pragma once

#include "sim/trace/diff.h"
#include "ui/model/run.h"

#include <memory>
#include <vector>

#include <QString>

namespace ui {

/// The two stages' runs of one scenario, laid side by side.
struct Comparison {
    std::shared_ptr<const Run> model, kernel;
    sim::Diff diff;
};

/// Lays the kernel's run beside the model's.
Comparison compared(std::shared_ptr<const Run> model, std::shared_ptr<const Run> kernel);

/// One line of the table that sets a pair's two records against each other.
struct PairField {
    QString name, model, kernel;

    [[nodiscard]] bool differs() const { return model != kernel; }
    bool operator==(const PairField&) const = default;
};

/// What a pair's two records say, field by field; a side without a record has dashes.
std::vector<PairField> pairFields(const Comparison& comparison, const sim::Pair& pair);

/// "=", "≈", "≠": how a pair stands, in a sign.
QString statusSign(sim::PairStatus status);
/// "Matched", "Differs, and is explained", "Differs, and nobody knows why".
QString statusText(sim::PairStatus status);
/// Why the two differ, in the window's language; empty for a match.
QString explanationOf(const sim::Pair& pair);

/// "15 segments: all matched": the outcome as one sentence.
QString outcomeText(const sim::Diff& diff);
/// "15 segments, 15 matched, 0 explained, 0 unexplained".
QString countsText(const sim::Diff& diff);

/// What the header of a kernel's trace says of its origin: "Linux 6.18.44 · HZ 250".
QString stageText(const sim::TraceHeader& header);

} // namespace ui
