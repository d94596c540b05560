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

/// The causes of the `nth` segment sent (from 1), from itself back: "sent", "timer retransmit
/// fired", "call send" and so on.
QStringList story_of_sent(const sim::Trace& trace, int nth);
/// The causes of the first return of the call `name`, likewise.
QStringList story_of_return(const sim::Trace& trace, const QString& name);

} // namespace live_test
