#pragma once

#include "sim/packetdrill/numbers.h"
#include "sim/packetdrill/script.h"
#include "sim/tcp/profile.h"

#include <deque>
#include <optional>
#include <string>

namespace sim::packetdrill {

struct Departed;

/// What of an outbound packet is not compared.
struct Leniency {
    bool lax{};     ///< windows, and the options of a SYN
    bool lax_psh{}; ///< PSH, which a stack may set where it likes (RFC 9293 3.9.1.2)
};

/// Whether what has left is the beginning of the script's packet, in full pieces: a real wire may
/// bring the rest a moment later.
bool is_begun(const std::deque<Departed>& departed, const TcpPacket& expected);

/// Takes the next packet off the wire: as many consecutive segments as the script's packet is long
/// join to one, as packetdrill joins them. The first one gives its number, the last one the rest.
Departed take_packet(std::deque<Departed>& departed, const TcpPacket& expected);

/// What of the IP header is not as the script says; nothing when all is, or nothing is written.
std::optional<std::string> ip_mismatch(const IpFields& expected, const Departed& live);

/// What of `live` is not as the script says; nothing when all is.
std::optional<std::string> mismatch(const TcpPacket& expected, const TcpPacket& live,
                                    const Leniency& leniency);

} // namespace sim::packetdrill
