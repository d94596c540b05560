#pragma once

#include "sim/trace/trace.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ui {

/// One TCP option as it stands in the header (RFC 9293 3.2).
struct HeaderOption {
    std::string name;                  ///< "MSS"
    std::vector<std::uint32_t> values; ///< as on the wire; none for NOP and SACK-permitted

    bool operator==(const HeaderOption&) const = default;
};

/// The fields of a TCP header, read from the very bytes that make it (RFC 9293 3.1).
struct PacketHeader {
    std::uint16_t source_port{}, destination_port{};
    std::uint32_t seq{}, ack{};
    std::uint8_t data_offset{}; ///< in words of 32 bits
    std::uint8_t reserved{};
    std::uint8_t flag_bits{}; ///< CWR is the highest bit, FIN the lowest
    std::uint16_t window{};
    std::uint16_t checksum{};
    std::uint16_t urgent_pointer{};
    std::vector<HeaderOption> options;

    bool operator==(const PacketHeader&) const = default;
};

/// The host that sent the segment of a record.
sim::HostId senderOf(const sim::Trace& trace, const sim::Record& record);

/// The header of a segment's record, checksum and all; nothing for records without a segment.
std::optional<PacketHeader> headerOf(const sim::Trace& trace, sim::RecordId id);

} // namespace ui
