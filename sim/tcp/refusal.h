#pragma once

#include "sim/packet/segment.h"
#include "sim/rule/rule.h"
#include "sim/tcp/profile.h"

#include <optional>

namespace sim {

/// A reset that the sender of `segment` will find acceptable (RFC 9293 3.10.7.1).
Segment reset_answering(const Segment& segment);

/// What becomes of a segment for which there is no connection: a reset, or nothing.
struct Refusal {
    std::optional<Segment> reset;
    Rule rule{};
};

/// A segment arrives in CLOSED (RFC 9293 3.10.7.1).
Refusal refused_in_closed(const Segment& segment);

/// A segment arrives in LISTEN (RFC 9293 3.10.7.2); nothing when it is a SYN, which opens.
std::optional<Refusal> refused_in_listen(const Segment& segment, const Profile& profile);

} // namespace sim
