#pragma once

#include "sim/rule/rule.h"
#include "sim/tcp/state.h"

#include <string>

namespace soak {

/// What is wrong with a move of the state; empty when figure 5 of RFC 9293 has it, or one of the
/// ends that the figure leaves out.
std::string wrong_transition(sim::State from, sim::State to, sim::Rule rule);

} // namespace soak
