#include "sim/trace/conversation_pairs.h"

#include <algorithm>
#include <map>
#include <utility>

namespace sim {

namespace {

/// The source of a flood's SYN: address and port.
using Source = std::pair<std::array<std::uint8_t, 16>, std::uint16_t>;

Source source_of(const Trace& trace, ConversationId id) {
    const Endpoint& opener = trace.conversation(id).ends[0].endpoint;
    return {trace.addresses.at(opener.address).bytes, opener.port};
}

/// The conversations of the hosts' own, in order.
std::vector<ConversationId> own_conversations(const Trace& trace) {
    std::vector<ConversationId> own;
    for (ConversationId id = 1; id <= trace.conversations.size(); ++id)
        if (!is_of_flood(trace, id)) own.push_back(id);
    return own;
}

std::map<Source, ConversationId> of_floods(const Trace& trace) {
    std::map<Source, ConversationId> found;
    for (ConversationId id = 1; id <= trace.conversations.size(); ++id)
        if (is_of_flood(trace, id)) found.emplace(source_of(trace, id), id);
    return found;
}

} // namespace

bool is_of_flood(const Trace& trace, ConversationId id) {
    return trace.conversation(id).ends[0].endpoint.address >= trace.header.hosts.size();
}

std::vector<ConversationPair> paired_conversations(const Trace& model, const Trace& kernel) {
    std::vector<ConversationPair> pairs;
    const std::vector<ConversationId> ours = own_conversations(model);
    const std::vector<ConversationId> theirs = own_conversations(kernel);
    for (std::size_t i = 0; i < std::max(ours.size(), theirs.size()); ++i)
        pairs.push_back(
            {.model = i < ours.size() ? ours[i] : 0, .kernel = i < theirs.size() ? theirs[i] : 0});
    const std::map<Source, ConversationId> kept = of_floods(kernel);
    for (const auto& [source, id] : of_floods(model))
        if (const auto same = kept.find(source); same != kept.end())
            pairs.push_back({.model = id, .kernel = same->second});
    return pairs;
}

} // namespace sim
