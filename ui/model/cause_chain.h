#pragma once

#include "sim/trace/trace.h"

#include <vector>

namespace ui {

/// Why a record happened, and what came of it.
struct CauseChain {
    sim::RecordId record{};
    std::vector<sim::RecordId> causes;       ///< its cause, that one's cause, and so on to the root
    std::vector<sim::RecordId> consequences; ///< what names it as its cause, in order
    sim::RecordId until{}; ///< consequences are known up to here: the future is not told

    /// Whether a record is part of the chain, the record itself included.
    [[nodiscard]] bool contains(sim::RecordId id) const;
    bool operator==(const CauseChain&) const = default;
};

/// The chain of `record` as far as it is known when `until` has happened; empty for record 0.
CauseChain chainOf(const sim::Trace& trace, sim::RecordId record, sim::RecordId until);

/// The same chain at another time: only what lies between the two is read.
void follow(CauseChain& chain, const sim::Trace& trace, sim::RecordId until);

/// The first record that names `record` as its cause; 0 when there is none.
sim::RecordId firstConsequenceOf(const sim::Trace& trace, sim::RecordId record);

} // namespace ui
