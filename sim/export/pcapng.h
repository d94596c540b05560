#pragma once

#include "sim/rule/rule.h"
#include "sim/trace/trace.h"

#include <string>

namespace sim {

/// The segments of a trace as a pcapng capture (draft-ietf-opsawg-pcapng) of raw IP packets: an
/// interface for each host, times in nanoseconds since the start of the run, every segment when it
/// left, those that were lost too, each with a comment that says what it does and why. Segments of
/// no known connection have no ports and are left out.
std::string encode_pcapng(const Trace& trace, Language language);

} // namespace sim
