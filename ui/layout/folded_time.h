#pragma once

#include "sim/trace/trace.h"

#include <cstdint>
#include <vector>

namespace ui {

/// Folded time, in nanoseconds: virtual time with its long silences shortened. The ladder draws it
/// as length, and playing runs through it evenly.
using StageTime = std::int64_t;

/// A silence that is shown shorter than it was.
struct Fold {
    sim::Time from, to;
    StageTime stage_from{}, stage_to{};

    [[nodiscard]] sim::Duration skipped() const { return to - from; }
    bool operator==(const Fold&) const = default;
};

/// The map between virtual time and folded time. A silence is a stretch in which no record lies and
/// no segment is under way; one that lasts longer than a few round trips is folded.
class FoldedTime {
public:
    /// Nothing folded, nothing known: one unit is a millisecond.
    FoldedTime() = default;
    explicit FoldedTime(const sim::Trace& trace);

    [[nodiscard]] StageTime toStage(sim::Time time) const;
    [[nodiscard]] sim::Time toVirtual(StageTime stage) const;
    [[nodiscard]] const std::vector<Fold>& folds() const { return folds_; }
    /// The fold that hides `time`; null when it is shown.
    [[nodiscard]] const Fold* foldAt(sim::Time time) const;
    /// How long a segment is typically under way; more than zero.
    [[nodiscard]] sim::Duration flight() const { return flight_; }

private:
    sim::Duration flight_{std::chrono::milliseconds{1}};
    std::vector<Fold> folds_;
};

} // namespace ui
