#pragma once

#include "sim/classic/scheme_world.h"
#include "sim/net/stage.h"
#include "sim/scenario/scenario.h"
#include "sim/trace/trace.h"

#include <memory>

namespace sim {

/// The stage on which the model plays `scenario`. No SYN of a flood is kept in a trace yet.
std::shared_ptr<const Stage> stage_of(const Scenario& scenario);

/// The same of a scenario that has a scheme in place of programs.
std::shared_ptr<const SchemeStage> scheme_stage_of(const Scenario& scenario);

/// The head of the trace that such a run writes.
TraceHeader header_of(const Scenario& scenario);

} // namespace sim
