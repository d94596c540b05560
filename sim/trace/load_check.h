#pragma once

#include "sim/trace/trace.h"

namespace sim {

/// Whether samples and summaries of floods name hosts that exist and lie in order of time, and no
/// tally contradicts its flood.
bool is_good_load(const Trace& trace);

} // namespace sim
