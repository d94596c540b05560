#pragma once

#include "sim/scenario/scenario.h"
#include "sim/trace/trace.h"

namespace live_test {

/// The scenario as the kernel plays it; an empty trace, and a warning, where it can not.
sim::Trace played(const sim::Scenario& scenario);

} // namespace live_test
