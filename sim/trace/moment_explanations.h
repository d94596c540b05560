#pragma once

#include "sim/trace/explanations.h"

namespace sim {

// Differences that come of when a program ran: in the model the moment it can, while a kernel has
// to wake it, and segments arrive meanwhile. Null on the side that has no such segment.

/// A window or a pure ACK of the side whose program read at other moments: a reader that runs later
/// takes more at once.
std::optional<Explanation> reader_moment(const OneWay& direction, const WireFacts* model,
                                         const WireFacts* kernel);

/// PSH in the midst of a write for which the send buffer had no room: it stands on the last segment
/// there is whenever the program has to wait (Linux tcp_sendmsg).
std::optional<Explanation> writer_moment(const OneWay& direction, const WireFacts* model,
                                         const WireFacts* kernel);

/// A pure ACK that answers such a PSH.
std::optional<Explanation> answer_to_push(const OneWay& direction, const WireFacts* model,
                                          const WireFacts* kernel);

/// A window that Linux has let grow by what its program read in a round trip, where neither window
/// holds the sender back.
std::optional<Explanation> window_tuning(const OneWay& direction, const WireFacts* model,
                                         const WireFacts* kernel);

/// A recv() that took other bytes, or that one stage did without, where both stages read the whole
/// stream. 0 on the side that has none.
std::optional<Explanation> other_read(const MomentsPair& moments, RecordId model, RecordId kernel);

} // namespace sim
