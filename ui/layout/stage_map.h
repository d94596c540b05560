#pragma once

#include "sim/trace/trace.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace ui {

/// Animation time, in nanoseconds: virtual time with long silences shortened and crowded instants
/// stretched. The ladder draws it as length, and playing runs through it evenly.
using StageTime = std::int64_t;

/// A silence that is shown shorter than it was.
struct Fold {
    sim::Time from, to;
    StageTime stage_from{}, stage_to{};

    [[nodiscard]] sim::Duration skipped() const { return to - from; }
    bool operator==(const Fold&) const = default;
};

/// The map between virtual time and animation time. It is steady and never runs backwards. Two
/// things bend it: a silence (no record, no segment under way) of many flights is folded, and
/// segments that leave or arrive together are drawn a little apart.
class StageMap {
public:
    explicit StageMap(std::shared_ptr<const sim::Trace> trace);

    [[nodiscard]] StageTime stageOf(sim::RecordId record) const;
    /// The last stage time that shows `time`.
    [[nodiscard]] StageTime stageAt(sim::Time time) const;
    /// The first one that does.
    [[nodiscard]] StageTime firstStageAt(sim::Time time) const;
    [[nodiscard]] sim::Time timeAt(StageTime stage) const;
    /// The last record that has happened at `stage`; 0 before the first.
    [[nodiscard]] sim::RecordId recordAt(StageTime stage) const;
    /// The stage time of the last record.
    [[nodiscard]] StageTime end() const;

    [[nodiscard]] const std::vector<Fold>& folds() const { return folds_; }
    /// How long a segment is typically under way; more than zero.
    [[nodiscard]] sim::Duration flight() const { return flight_; }

private:
    /// A point of the map; between two of them it is straight, after the last one it runs as time
    /// does. `record` and those after it lie at or after the point.
    struct Knot {
        sim::Time at;
        StageTime stage{};
        sim::RecordId record{};
    };

    void placeRecords();
    void addFold(sim::Time silent_since, const sim::Record& next, sim::RecordId id);

    std::shared_ptr<const sim::Trace> trace_;
    sim::Duration flight_;
    std::vector<Knot> knots_{Knot{}};
    std::vector<Fold> folds_;
};

} // namespace ui
