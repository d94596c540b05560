#pragma once

#include "sim/base/expected.h"
#include "sim/packet/segment.h"
#include "sim/packet/wire_bytes.h"

namespace sim {

/// The options of `segment` in Linux's order and padding, a multiple of four bytes: on a SYN "MSS,
/// SACK-permitted, timestamps, NOP, window scale", elsewhere "NOP, NOP, timestamps, NOP, NOP,
/// SACK". SACK blocks beyond the 40 bytes of a header are left out.
WireBytes encode_options(const Segment& segment);

/// Reads the options between the TCP header and the payload into `segment` (RFC 9293 3.2). Unknown
/// kinds are skipped; a length that leaves the header or is not the kind's own is an Error.
Expected<void> decode_options(WireView bytes, Segment& segment);

} // namespace sim
