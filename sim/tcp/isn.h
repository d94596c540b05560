#pragma once

#include "sim/base/seq_num.h"
#include "sim/base/time.h"
#include "sim/packet/segment.h"
#include "sim/tcp/profile.h"

#include <cstdint>

namespace sim {

/// The initial sequence number of a connection: M + F(path, secret), M a clock of 4 microseconds
/// (RFC 9293 3.4.1, RFC 6528 3); 0 in a stack that counts from there for the classroom.
SeqNum initial_sequence_number(const Path& path, Time now, std::uint64_t secret,
                               const Profile& profile);

/// The offset of a connection's timestamp clock (RFC 7323 5.4): random, 0 where the ISN is 0.
std::uint32_t timestamp_offset(const Path& path, std::uint64_t secret, const Profile& profile);

} // namespace sim
