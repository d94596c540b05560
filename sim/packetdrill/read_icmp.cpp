// ICMP messages by name (RFC 792, RFC 1122 3.2.2, RFC 1812 5.2.7).
#include "sim/packetdrill/reader.h"

#include <algorithm>
#include <array>
#include <optional>

namespace sim::packetdrill {

namespace {

struct Name {
    std::string_view word;
    std::uint8_t number;
};

constexpr std::array types{
    Name{"echo_reply", 0},          Name{"unreachable", 3},
    Name{"source_quench", 4},       Name{"redirect", 5},
    Name{"echo_request", 8},        Name{"time_exceeded", 11},
    Name{"parameter_problem", 12},  Name{"timestamp_request", 13},
    Name{"timestamp_reply", 14},    Name{"information_request", 15},
    Name{"information_reply", 16},  Name{"address_mask_request", 17},
    Name{"address_mask_reply", 18},
};

constexpr std::array unreachable_codes{
    Name{"net_unreachable", 0},
    Name{"host_unreachable", 1},
    Name{"protocol_unreachable", 2},
    Name{"port_unreachable", 3},
    Name{"frag_needed", 4},
    Name{"source_route_failed", 5},
    Name{"net_unknown", 6},
    Name{"host_unknown", 7},
    Name{"source_host_isolated", 8},
    Name{"net_prohibited", 9},
    Name{"host_prohibited", 10},
    Name{"net_unreachable_for_tos", 11},
    Name{"host_unreachable_for_tos", 12},
    Name{"packet_filtered", 13},
    Name{"precedence_violation", 14},
    Name{"precedence_cutoff", 15},
};

constexpr std::array exceeded_codes{Name{"ttl_exceeded_in_transit", 0},
                                    Name{"frag_reass_exceeded", 1}};

template <typename Table>
std::optional<std::uint8_t> number_of(const Table& table, std::string_view word) {
    const auto found =
        std::find_if(table.begin(), table.end(), [&](const Name& n) { return n.word == word; });
    if (found == table.end()) return std::nullopt;
    return found->number;
}

/// `type_3` or `code_1`.
std::optional<std::uint8_t> plain_number(std::string_view word, std::string_view start) {
    constexpr std::size_t most_digits = 3;
    if (word.substr(0, start.size()) != start) return std::nullopt;
    word.remove_prefix(start.size());
    if (word.empty() || word.size() > most_digits) return std::nullopt;
    int value = 0;
    for (const char letter : word) {
        if (letter < '0' || letter > '9') return std::nullopt;
        value = value * 10 + (letter - '0');
    }
    if (value > 255) return std::nullopt;
    return static_cast<std::uint8_t>(value);
}

std::optional<std::uint8_t> code_of(std::string_view word) {
    if (const auto plain = plain_number(word, "code_")) return plain;
    if (const auto code = number_of(unreachable_codes, word)) return code;
    return number_of(exceeded_codes, word);
}

} // namespace

Expected<IcmpPacket> read_icmp(Cursor& cursor) {
    const std::string_view word = cursor.word();
    std::optional<std::uint8_t> type = plain_number(word, "type_");
    if (!type) type = number_of(types, word);
    if (!type) return cursor.fail("expected the type of an ICMP message");
    IcmpPacket packet{.type = *type};
    Cursor ahead = cursor;
    if (const std::optional<std::uint8_t> code = code_of(ahead.word())) {
        packet.code = *code;
        cursor = ahead;
    }
    if (cursor.takes("mtu")) {
        const Expected<std::int64_t> mtu = cursor.number("an MTU");
        if (!mtu) return failure(mtu.error());
        if (*mtu < 0 || *mtu > 65535) return cursor.fail("the MTU is out of range");
        packet.mtu = static_cast<std::uint32_t>(*mtu);
    }
    return packet;
}

} // namespace sim::packetdrill
