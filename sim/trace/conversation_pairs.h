#pragma once

#include "sim/trace/trace.h"

#include <vector>

namespace sim {

/// Two conversations of two traces that are one; 0 on the side that has none.
struct ConversationPair {
    ConversationId model{}, kernel{};

    bool operator==(const ConversationPair&) const = default;
};

/// Whether a flood's SYN began it: its opener has no host's address.
bool is_of_flood(const Trace& trace, ConversationId id);

/// In order of their first SYN. Those of a flood belong together when they have one source; those
/// that only one trace has kept are left out, since each stage knows other fates.
std::vector<ConversationPair> paired_conversations(const Trace& model, const Trace& kernel);

} // namespace sim
