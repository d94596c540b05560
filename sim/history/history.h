#pragma once

#include "sim/base/expected.h"
#include "sim/scenario/scenario.h"
#include "sim/trace/snapshot.h"
#include "sim/trace/trace.h"

#include <functional>
#include <memory>
#include <optional>

namespace sim {

class World;

/// A played scenario: its trace, and the World at any record of it, by keyframe and replay.
class History {
public:
    /// Plays `scenario` on the model to its end or its limit.
    static History play(const Scenario& scenario);
    /// The same, but gives up and has nothing as soon as `unwanted` is true; it is asked every few
    /// thousand events.
    static std::optional<History> play_unless(const Scenario& scenario,
                                              const std::function<bool()>& unwanted);

    History(History&&) noexcept;
    History& operator=(History&&) noexcept;
    History(const History&) = delete;
    History& operator=(const History&) = delete;
    ~History();

    [[nodiscard]] const Trace& trace() const;
    /// The trace, shared with whoever shows it.
    [[nodiscard]] std::shared_ptr<const Trace> shared_trace() const;
    /// What the run met and the model does not know yet; it ends there. None where all is well.
    [[nodiscard]] Rule unmodelled() const;
    /// The World after the input that made `record` has been worked off; record 0 is the start. A
    /// textbook scheme has none.
    [[nodiscard]] World world_at(RecordId record) const;
    [[nodiscard]] Snapshot snapshot_at(RecordId record) const;

private:
    struct Parts;
    explicit History(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

} // namespace sim
