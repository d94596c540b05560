#pragma once

#include "live/capture.h"

#include <optional>
#include <vector>

namespace live {

/// All that was seen of one SYN of a flood which the trace keeps. It is written down at the end of
/// the run, for only then is known which SYNs are kept.
struct FloodStory {
    /// A packet for the flooded host, and that host's socket after it.
    struct Delivery {
        sim::WirePacket packet;
        sim::Time departed, arrived;
        Glimpse after;
    };
    /// A packet of the flooded host's, and what its source did.
    struct Answer {
        sim::WirePacket packet;
        sim::Time departed;
        Glimpse after;
        bool finds_somebody{};         ///< the source will reply
        std::optional<Delivery> reply; ///< once it has arrived
    };

    sim::HostId to{}; ///< the flooded host
    Delivery syn;
    std::vector<Answer> answers; ///< in order of departure
};

/// Writes the story into the trace, packet by packet; `last` is the flooded host's socket as the
/// run ended.
void write_down(const FloodStory& story, const Glimpse& last, Capture& capture);

/// The flooded host's socket for that SYN, by its name.
SocketName socket_name(const sim::WirePacket& syn);

} // namespace live
