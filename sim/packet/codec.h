#pragma once

#include "sim/base/expected.h"
#include "sim/packet/address_table.h"
#include "sim/packet/segment.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sim {

/// A TCP segment with everything the wire carries: the addresses and bytes a Segment only names.
struct WirePacket {
    Address source, destination;
    Segment segment;   ///< `path` holds the ports; `payload.length` equals bytes.size()
    std::string bytes; ///< the payload
    std::uint8_t ttl{64};
    std::uint8_t tos{}; ///< the octet of DSCP and ECN (RFC 2474, RFC 3168)
    std::uint16_t identification{};
    bool checksum_good{true}; ///< set by decode: the TCP checksum was right

    bool operator==(const WirePacket&) const = default;
};

/// The IPv4 or IPv6 packet (no link header), checksums filled in (RFC 791, RFC 8200, RFC 9293 3.1).
/// Options stand in the order Linux writes them: MSS, SACK-permitted, timestamps, window scale,
/// SACK.
std::vector<std::uint8_t> encode(const WirePacket& packet);
/// The same with these bytes, a multiple of four and at most 40, where the options stand.
std::vector<std::uint8_t> encode(const WirePacket& packet, std::span<const std::uint8_t> options);

/// Reads an IPv4 or IPv6 packet that starts with its IP header. An Error (without a place) says
/// what is malformed or not TCP. Unknown options are skipped, lengths that lie are errors.
Expected<WirePacket> decode(std::span<const std::uint8_t> packet);

/// The Internet checksum of RFC 1071 over `bytes`, started with `initial` (not complemented sums).
std::uint16_t internet_checksum(std::span<const std::uint8_t> bytes, std::uint32_t initial = 0);

} // namespace sim
