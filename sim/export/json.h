#pragma once

#include "sim/trace/trace.h"

#include <iosfwd>
#include <string>

namespace sim {

/// The record as one JSON object without a line end (docs/trace-format.md).
std::string json_of(const Trace& trace, RecordId id);

/// The trace as JSON lines, one record each, in order.
void write_json(const Trace& trace, std::ostream& out);

} // namespace sim
