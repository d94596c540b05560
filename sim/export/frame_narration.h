#pragma once

#include "sim/rule/rule.h"
#include "sim/trace/trace.h"

#include <string>

namespace sim {

/// One record of a textbook scheme in a plain sentence; empty for what is told as it is with TCP.
std::string narrate_frame(const Trace& trace, RecordId id, Language language);

/// What stands on the arrow of a frame or an acknowledgment: "frame 3 len=1000", "ACK 3".
std::string frame_label(const Record& sent);

} // namespace sim
