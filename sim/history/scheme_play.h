#pragma once

#include "sim/classic/scheme_world.h"
#include "sim/scenario/scenario.h"

#include <functional>
#include <optional>
#include <vector>

namespace sim {

/// A textbook scheme that has been played, and both its ends at any record.
class SchemePlay {
public:
    /// Plays the scheme of `scenario` to its end or its limit and writes `trace`. Nothing as soon
    /// as `unwanted` is true; it is asked now and then.
    static std::optional<SchemePlay> play(const Scenario& scenario, Trace& trace,
                                          const std::function<bool()>& unwanted);

    /// As the input that made `record` has left it; record 0 is the start.
    [[nodiscard]] SchemeWorld world_at(RecordId record) const;

private:
    SchemePlay() = default;

    std::vector<SchemeWorld> keyframes_; ///< the first of them is the start
};

} // namespace sim
