#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace sim {

/// Bytes as they stand in a packet: numbers in network order, most significant byte first.
using WireBytes = std::vector<std::uint8_t>;
using WireView = std::span<const std::uint8_t>;

inline void put16(WireBytes& out, std::uint32_t value) {
    out.push_back(static_cast<std::uint8_t>(value >> 8U));
    out.push_back(static_cast<std::uint8_t>(value));
}

inline void put32(WireBytes& out, std::uint32_t value) {
    put16(out, value >> 16U);
    put16(out, value & 0xffffU);
}

inline std::uint16_t get16(WireView bytes, std::size_t at) {
    return static_cast<std::uint16_t>(bytes[at] << 8U | bytes[at + 1]);
}

inline std::uint32_t get32(WireView bytes, std::size_t at) {
    return static_cast<std::uint32_t>(get16(bytes, at)) << 16U | get16(bytes, at + 2);
}

} // namespace sim
