#pragma once

#include "sim/trace/trace.h"

#include <string>

namespace sim {

/// A sample as a line of the JSON export, of kind "sample".
std::string json_of(const Trace& trace, const QueueSample& sample);
/// A flood as a line of the JSON export, of kind "flood".
std::string json_of(const Trace& trace, const FloodSummary& flood);

} // namespace sim
