#pragma once

#include "sim/rule/rule.h"
#include "sim/trace/trace.h"

#include <string>
#include <string_view>

namespace sim {

// What stands on a ladder's rows. Flags, numbers and calls are the same in every language.

/// "SYN ACK seq=0 ack=1 win=65160", "PSH ACK seq=1 ack=1 len=5 win=502", with "[2] " before it when
/// there are several connections.
std::string segment_label(const Trace& trace, RecordId departure);
/// "mss 1460, sackOK, timestamps, window scale 7" or "SACK 1449-2897"; empty where there is
/// nothing to say. Timestamps are named on a SYN only.
std::string options_label(const Trace& trace, RecordId departure);
/// The bytes in quotes when they are few and readable; otherwise empty.
std::string payload_label(const Trace& trace, RecordId departure);
/// "connect(s, B, 8080)"
std::string call_label(const CallEvent& call);
/// "ICMP host unreachable about seq=0": the same in all languages.
std::string icmp_label(const Trace& trace, RecordId record);
/// "0", "-1 ECONNREFUSED"
std::string result_label(const CallEvent& call);
/// "retransmission timer"
std::string_view timer_label(TimerKind kind, Language language);
/// How an arrow ends that does not arrive: "lost", "damaged".
std::string_view loss_label(DropReason reason, Language language);
/// "994.000 ms", "1.014 s"
std::string span_label(Duration span);

} // namespace sim
