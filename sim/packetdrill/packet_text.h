#pragma once

#include "sim/packet/segment.h"
#include "sim/packetdrill/numbers.h"
#include "sim/packetdrill/script.h"
#include "sim/tcp/profile.h"

#include <string>
#include <vector>

namespace sim::packetdrill {

/// The options of a segment in the order in which a stack of this profile writes them.
std::vector<TcpOption> options_of(const Segment& segment, const Profile& profile);

/// What the endpoint has sent, as a script would write it.
TcpPacket packet_of(const Segment& segment, const Numbers& numbers, const Profile& profile);

/// "S. 0:0(0) ack 1 win 65535 <mss 1460>"
std::string to_text(const TcpPacket& packet);
std::string to_text(const std::vector<TcpOption>& options);
/// "8080", "...", "[1, 2]": a value as a script may write it.
std::string to_text(const Value& value);
/// "0.100" seconds, to the microsecond
std::string seconds_text(Duration span);

} // namespace sim::packetdrill
