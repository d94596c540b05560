#pragma once

#include "sim/base/expected.h"
#include "sim/trace/trace.h"

namespace sim {

/// Whether everything a trace refers to exists in it, so that no reader can stumble: causes are
/// earlier, places lie inside their tables, enumerators are real, time does not run backwards.
Expected<void> check_trace(const Trace& trace);

} // namespace sim
