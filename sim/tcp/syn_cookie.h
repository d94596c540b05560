#pragma once

#include "sim/base/time.h"
#include "sim/packet/segment.h"
#include "sim/tcp/profile.h"

#include <cstdint>
#include <optional>

namespace sim {

/// The SYN-ACK to `syn` whose initial sequence number is a cookie (RFC 4987 appendix A): exclusive
/// or with the SYN's own number it holds a counter of 64 seconds in 5 bits, the class of the MSS in
/// 3, and 24 bits of a keyed hash over addresses, ports and counter. Nothing else remembers the
/// SYN. Window scale and SACK are offered only where timestamps are: the low 6 bits of TSval carry
/// them.
Segment cookie_answer(const Segment& syn, Time now, std::uint64_t secret, const Profile& profile);

/// The SYN that the cookie of `ack` remembers: its ports, number and the options agreed on. Nothing
/// when the cookie is forged, older than the counter before the present one (64 to 128 seconds), or
/// was given to somebody else.
std::optional<Segment> syn_remembered(const Segment& ack, Time now, std::uint64_t secret,
                                      const Profile& profile);

/// How long after its last cookie a listener looks at ACKs at all.
inline constexpr Duration cookie_lifetime{std::chrono::seconds{128}};

} // namespace sim
