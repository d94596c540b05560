#pragma once

#include "sim/trace/explanation.h"
#include "sim/trace/explanations.h"

#include <optional>

namespace sim {

/// ACKs beyond a gap that one stage divides otherwise: Linux puts them together until a timer goes
/// off (net.ipv4.tcp_comp_sack_delay_ns). What comes at one instant in the model takes a kernel
/// some time, and the timer may go off in the midst of it. Null on the stage that has no such ACK.
std::optional<Explanation> compressed_ack(const OneWay& direction, const WireFacts* model,
                                          const WireFacts* kernel);

} // namespace sim
