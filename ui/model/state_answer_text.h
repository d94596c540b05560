#pragma once

#include "sim/export/state_event.h"

#include <QString>

namespace ui {

/// A state as figure 5 of RFC 9293 abbreviates it where room is scarce: "SYN-RCVD", "ESTAB".
QString shortStateName(sim::State state);
QString fullStateName(sim::State state);

/// "SYN-ACK", "RST": the segment that is sent; empty for none. The same in every language.
QString replyText(sim::StateReply reply);

/// What stands in a cell whose state remains: "ACK", "queued", "error", "dropped".
QString outcomeText(const sim::StateAnswer& answer);

/// "A segment arrives": what the rows of a group have in common.
QString sourceText(sim::EventSource source);

} // namespace ui
