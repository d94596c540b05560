#pragma once

#include "sim/packet/address_table.h"
#include "sim/packetdrill/tested_host.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace live {

/// The two addresses between which a script's packets travel.
struct ScriptAddresses {
    sim::Address own;  ///< of the tested host
    sim::Address peer; ///< of the script
};

/// The IP packet that a segment of the script's is on the wire, with its options as they are
/// written, checksums filled in and zeros for its bytes.
std::vector<std::uint8_t> packet_of(const sim::packetdrill::Arriving& arriving,
                                    const ScriptAddresses& addresses);

/// A datagram of the script's, of so many bytes (RFC 768); only for IPv4.
std::vector<std::uint8_t> datagram_of(const sim::Path& path, std::uint32_t bytes,
                                      const ScriptAddresses& addresses);

/// What an IP packet of the tested host's is to a script; nothing for what is neither TCP nor UDP.
std::optional<sim::packetdrill::Departed> departed_in(std::span<const std::uint8_t> packet);

} // namespace live
