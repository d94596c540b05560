#pragma once

#include "sim/trace/conversation_pairs.h"
#include "sim/trace/trace.h"

#include <cstdint>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

namespace sim {

/// What one call took from a byte stream or gave to it.
struct StreamCall {
    RecordId returned{};              ///< 0: the call has not come back
    Time entered_at{}, returned_at{}; ///< the latter only when it came back
    std::uint32_t begin{}, end{};     ///< bytes of the stream, from 0
    bool waited{};                    ///< for bytes to come, or for room in the send buffer
};

/// When the programs of a side ran on one stage: what they read and wrote, call by call.
struct ProgramMoments {
    std::vector<StreamCall> read, written;
};
ProgramMoments moments_of(const Trace& trace, ConversationId conversation, Side side);

/// The same on both stages.
struct MomentsPair {
    ProgramMoments model, kernel;
};

/// The same of each conversation and side, read from the traces when first asked for.
class Moments {
public:
    Moments(const Trace& model, const Trace& kernel) : model_(model), kernel_(kernel) {}

    const MomentsPair& of(const ConversationPair& both, Side side);

private:
    const Trace& model_;
    const Trace& kernel_;
    std::map<std::tuple<ConversationId, ConversationId, Side>, MomentsPair> known_;
};

/// The call that took or gave this byte; null when none did.
const StreamCall* call_with(const std::vector<StreamCall>& calls, std::uint32_t byte);

/// The first call that took another number of bytes on the two stages, of those that concern the
/// stream up to `byte`; its place from 0.
std::optional<std::size_t> first_other_read(const MomentsPair& moments, std::uint32_t byte);

} // namespace sim
