#pragma once

#include "app/tcpsim/exit_status.h"
#include "app/tcpsim/options.h"
#include "sim/trace/trace.h"

#include <string>

namespace tcpsim {

/// The trace in the format that the options ask for.
std::string written_trace(const sim::Trace& trace, const Options& options);

/// The trace as a ladder, in the language and with the explanations that the options ask for.
std::string ladder_text(const sim::Trace& trace, const Options& options);

/// `deadline` for a run that its limit has cut short.
ExitStatus status_of(const sim::Trace& trace);

} // namespace tcpsim
