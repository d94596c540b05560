#pragma once

#include "sim/trace/trace.h"

#include <QStringList>

namespace live_test {

/// One line a segment, in order of departure: "A SA 0 1 0 65160 mss=1460,ts SYN-RECEIVED >
/// ESTABLISHED": sender, flags, seq, ack, length, window, options, the sender's state, the
/// receiver's state after it or "lost".
QStringList segment_lines(const sim::Trace& trace);

/// One line a call that came back: "connect -1 ECONNREFUSED".
QStringList call_lines(const sim::Trace& trace);

} // namespace live_test
