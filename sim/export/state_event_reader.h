#pragma once

#include "sim/export/state_event.h"
#include "sim/trace/trace.h"

#include <vector>

namespace sim {

/// A record at which an end of a connection, in `state`, met `event`.
struct StateEventSighting {
    State state{}; ///< before the event
    StateEvent event{};
    RecordId record{};
    HostId host{};

    bool operator==(const StateEventSighting&) const = default;
};

/// Reads a trace for the cells of RFC 9293 3.10 that it shows, in order. What it does not tell for
/// certain is left out, and so is what has no cell (a pure ACK outside the window, a loss probe).
std::vector<StateEventSighting> state_events_of(const Trace& trace);

} // namespace sim
