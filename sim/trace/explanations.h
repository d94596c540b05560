#pragma once

#include "sim/trace/diff.h"
#include "sim/trace/wire_facts.h"

#include <vector>

namespace sim {

/// What one side of a conversation has sent on both stages.
struct OneWay {
    const Trace& model;
    const Trace& kernel;
    std::vector<WireFacts> model_sent, kernel_sent;
};

/// Looks for a named reason why two segments differ, or why one side has none (null). When one
/// applies it is written into the pair, with its numbers in both languages; otherwise the pair
/// stays unexplained. No reason is a blanket one: each checks what the traces say.
void explain(const OneWay& direction, const WireFacts* model, const WireFacts* kernel, Pair& pair);

} // namespace sim
