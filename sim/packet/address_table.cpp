#include "sim/packet/address_table.h"

#include "sim/base/assert.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace sim {

namespace {

constexpr std::size_t ipv6_groups = 8;

std::optional<std::uint32_t> number(std::string_view text, int base, std::uint32_t most) {
    std::uint32_t value = 0;
    const auto [end, problem] =
        std::from_chars(text.data(), text.data() + text.size(), value, base);
    if (text.empty() || problem != std::errc{} || end != text.data() + text.size() || value > most)
        return std::nullopt;
    return value;
}

std::vector<std::string_view> split(std::string_view text, char mark) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t at = text.find(mark);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos) return parts;
        text.remove_prefix(at + 1);
    }
}

std::optional<Address> parse_ipv4(std::string_view text) {
    const std::vector<std::string_view> parts = split(text, '.');
    if (parts.size() != 4) return std::nullopt;
    Address address;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const std::optional<std::uint32_t> byte = number(parts[i], 10, 255);
        if (!byte) return std::nullopt;
        address.bytes.at(i) = static_cast<std::uint8_t>(*byte);
    }
    return address;
}

/// The groups of one side of "::"; nullopt when a group is not one.
std::optional<std::vector<std::uint16_t>> parse_groups(std::string_view text) {
    std::vector<std::uint16_t> groups;
    if (text.empty()) return groups;
    for (const std::string_view part : split(text, ':')) {
        const std::optional<std::uint32_t> group = number(part, 16, 0xffff);
        if (!group || part.size() > 4) return std::nullopt;
        groups.push_back(static_cast<std::uint16_t>(*group));
    }
    return groups;
}

std::optional<Address> parse_ipv6(std::string_view text) {
    const std::size_t gap = text.find("::");
    const bool has_gap = gap != std::string_view::npos;
    const auto head = parse_groups(text.substr(0, gap));
    const auto tail = parse_groups(has_gap ? text.substr(gap + 2) : std::string_view{});
    if (!head || !tail) return std::nullopt;
    const std::size_t given = head->size() + tail->size();
    if (has_gap ? given >= ipv6_groups : given != ipv6_groups) return std::nullopt;
    std::array<std::uint16_t, ipv6_groups> groups{};
    std::copy(head->begin(), head->end(), groups.begin());
    std::copy_backward(tail->begin(), tail->end(), groups.end());
    Address address{.family = AddressFamily::ipv6};
    for (std::size_t i = 0; i < ipv6_groups; ++i) {
        address.bytes.at(2 * i) = static_cast<std::uint8_t>(groups.at(i) >> 8U);
        address.bytes.at(2 * i + 1) = static_cast<std::uint8_t>(groups.at(i));
    }
    return address;
}

std::string hexadecimal(std::uint32_t value) {
    std::array<char, 8> digits{};
    const auto result = std::to_chars(digits.data(), digits.data() + digits.size(), value, 16);
    return {digits.data(), result.ptr};
}

/// The longest run of at least two zero groups, the first of equals (RFC 5952 4.2).
struct ZeroRun {
    std::size_t first{}, count{};
};

ZeroRun longest_zero_run(const std::array<std::uint16_t, ipv6_groups>& groups) {
    ZeroRun best{.first = ipv6_groups, .count = 1};
    for (std::size_t first = 0; first < ipv6_groups; ++first) {
        std::size_t end = first;
        while (end < ipv6_groups && groups.at(end) == 0)
            ++end;
        if (end - first > best.count) best = {.first = first, .count = end - first};
    }
    return best;
}

std::string ipv6_text(const Address& address) {
    std::array<std::uint16_t, ipv6_groups> groups{};
    for (std::size_t i = 0; i < ipv6_groups; ++i)
        groups.at(i) =
            static_cast<std::uint16_t>(address.bytes.at(2 * i) << 8U | address.bytes.at(2 * i + 1));
    const ZeroRun gap = longest_zero_run(groups);
    std::string text;
    for (std::size_t i = 0; i < ipv6_groups; ++i) {
        if (i == gap.first) {
            text += "::";
            i += gap.count - 1;
            continue;
        }
        if (!text.empty() && text.back() != ':') text += ':';
        text += hexadecimal(groups.at(i));
    }
    return text;
}

} // namespace

Expected<Address> parse_address(std::string_view text) {
    if (const std::optional<Address> address = parse_ipv4(text)) return *address;
    if (const std::optional<Address> address = parse_ipv6(text)) return *address;
    return failure({.message = "\"" + std::string(text) + "\" is not an IP address",
                    .remedy = "write one such as 10.0.0.1 or fd00::1"});
}

bool is_unicast(const Address& address) {
    constexpr std::uint8_t first_group = 224, ipv6_group = 0xff;
    if (address.family == AddressFamily::ipv4) // 240.0.0.0/4 is nobody's (RFC 1112 4)
        return address.bytes[0] != 0 && address.bytes[0] < first_group;
    return address.bytes[0] != ipv6_group
           && address.bytes != std::array<std::uint8_t, 16>{}; // RFC 4291 2.4
}

std::string to_text(const Address& address) {
    if (address.family == AddressFamily::ipv6) return ipv6_text(address);
    std::string text;
    for (std::size_t i = 0; i < 4; ++i) {
        if (i != 0) text += '.';
        text += std::to_string(address.bytes.at(i));
    }
    return text;
}

AddressId AddressTable::intern(const Address& address) {
    const auto place = std::find(addresses_.begin(), addresses_.end(), address);
    if (place == addresses_.end()) {
        SIM_ASSERT(addresses_.size() < 0xffff);
        addresses_.push_back(address);
        return static_cast<AddressId>(addresses_.size() - 1);
    }
    return static_cast<AddressId>(place - addresses_.begin());
}

const Address& AddressTable::at(AddressId id) const {
    return addresses_.at(id);
}

} // namespace sim
