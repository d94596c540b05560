#pragma once

#include "sim/trace/diff.h"
#include "sim/trace/explanation.h"
#include "sim/trace/program_moments.h"
#include "sim/trace/wire_facts.h"

#include <vector>

namespace sim {

/// What one side of a conversation has sent on both stages, and its peer.
struct OneWay {
    const Trace& model;
    const Trace& kernel;
    ConversationPair conversation;
    Side side{}; ///< that has sent them
    const std::vector<WireFacts>& model_sent;
    const std::vector<WireFacts>& kernel_sent;
    const std::vector<WireFacts>& peer_model_sent;
    const std::vector<WireFacts>& peer_kernel_sent;
    Moments& moments;
};

/// Looks for a named reason why two segments differ, or why one side has none (null). When one
/// applies it is written into the pair, with its numbers in both languages; otherwise the pair
/// stays unexplained. No reason is a blanket one: each checks what the traces say.
void explain(const OneWay& direction, const WireFacts* model, const WireFacts* kernel, Pair& pair);

/// The same for two calls of a program, 0 on the side that has none.
void explain_call(const MomentsPair& programs, Pair& pair);

} // namespace sim
