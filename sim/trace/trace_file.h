#pragma once

#include "sim/base/expected.h"
#include "sim/trace/trace.h"

#include <string>
#include <string_view>

namespace sim {

/// The trace as the bytes of a file (docs/trace-format.md). The same trace gives the same bytes.
std::string encode_trace(const Trace& trace);

/// The trace that encode_trace() wrote. Bytes that are damaged, cut short, of another version or
/// that contradict themselves are an Error without a place.
Expected<Trace> decode_trace(std::string_view bytes);

} // namespace sim
