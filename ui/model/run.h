#pragma once

#include "sim/scenario/scenario.h"
#include "sim/trace/snapshot.h"
#include "sim/trace/trace.h"
#include "ui/layout/stage_map.h"

#include <functional>
#include <memory>
#include <vector>

namespace ui {

/// A played scenario, as much of it as the window knows: the trace, and all variables at any
/// record. No view can tell which stage played it, except by asking for the provenance.
class Run {
public:
    using SnapshotSource = std::function<sim::Snapshot(sim::RecordId)>;

    /// A run whose trace and snapshots come from elsewhere.
    Run(std::shared_ptr<const sim::Trace> trace, SnapshotSource snapshots);

    /// Plays `scenario` on the model; snapshots are answered by replay.
    static std::shared_ptr<const Run> played(const sim::Scenario& scenario);
    /// The same, given up as soon as `unwanted` says so: then null. Asked often, on this thread.
    static std::shared_ptr<const Run> playedUnless(const sim::Scenario& scenario,
                                                   const std::function<bool()>& unwanted);
    /// A trace that was recorded; snapshots hold what was observed, the rest is absent.
    static std::shared_ptr<const Run> observed(sim::Trace trace);

    [[nodiscard]] const sim::Trace& trace() const { return *trace_; }
    [[nodiscard]] std::shared_ptr<const sim::Trace> sharedTrace() const { return trace_; }
    /// All variables as `record` left them; record 0 is the start.
    [[nodiscard]] sim::Snapshot snapshotAt(sim::RecordId record) const {
        return snapshots_(record);
    }

    /// The last records of the run's events, in order. An event is an input (a call, an arrival, a
    /// timer) with all that came of it at that instant: what one step of the transport bar moves
    /// by.
    [[nodiscard]] const std::vector<sim::RecordId>& events() const { return events_; }
    /// How many events have happened when the cursor stands on `record`.
    [[nodiscard]] std::size_t eventsUntil(sim::RecordId record) const;
    /// How the run's time is drawn and played.
    [[nodiscard]] const StageMap& stageMap() const { return stage_map_; }
    /// The instant of the last record.
    [[nodiscard]] sim::Time end() const;

private:
    std::shared_ptr<const sim::Trace> trace_;
    SnapshotSource snapshots_;
    std::vector<sim::RecordId> events_;
    StageMap stage_map_;
};

} // namespace ui
