#pragma once

#include "sim/export/pcapng.h"
#include "sim/packet/codec.h"

#include <cstring>
#include <vector>

/// The packets of a run as they are on the wire, each from its IP header on.
inline std::vector<std::vector<std::uint8_t>> captured(const sim::Trace& trace) {
    constexpr std::uint32_t enhanced_packet = 6;
    const std::string file = sim::encode_pcapng(trace, sim::Language::english);
    const auto number = [&file](std::size_t at) {
        std::uint32_t value{};
        std::memcpy(&value, file.data() + at, sizeof value);
        return value;
    };
    std::vector<std::vector<std::uint8_t>> packets;
    for (std::size_t at = 0; at + 12 <= file.size(); at += number(at + 4)) {
        if (number(at) != enhanced_packet) continue;
        const auto first = file.begin() + static_cast<std::ptrdiff_t>(at + 28);
        packets.emplace_back(first, first + number(at + 20));
    }
    return packets;
}
