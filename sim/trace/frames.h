#pragma once

#include "sim/trace/trace.h"

namespace sim {

/// The fact of a trace's environment that names the textbook scheme it shows.
inline constexpr std::string_view scheme_fact = "scheme";

/// Whether a trace shows a textbook scheme: its sequence numbers then count frames and not bytes,
/// an acknowledgment names the frame it is for, and there is no connection and no state.
bool counts_frames(const Trace& trace);

/// Whether an acknowledgment in such a trace stands for all frames before its own as well.
bool acknowledges_all_before(const Trace& trace);

/// Whether a frame that leaves under this rule had left before.
bool is_sent_again(Rule rule);

} // namespace sim
