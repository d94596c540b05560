#pragma once

#include "sim/base/expected.h"
#include "sim/packet/segment.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sim {

enum class AddressFamily : std::uint8_t { ipv4, ipv6 };

/// An IPv4 or IPv6 address in network order; an IPv4 address fills the first four bytes.
struct Address {
    AddressFamily family{};
    std::array<std::uint8_t, 16> bytes{};

    bool operator==(const Address&) const = default;
};

/// Reads "10.0.0.1" or "fd00::1" (RFC 4291 2.2); anything else is an Error without a place.
Expected<Address> parse_address(std::string_view text);

/// Whether the address can be one host's: it is not unspecified, a multicast's or a broadcast's.
bool is_unicast(const Address& address);

/// "10.0.0.1"; IPv6 in the short form of RFC 5952.
std::string to_text(const Address& address);

/// The addresses of a run, each stored once, so that a segment carries two bytes instead of
/// sixteen.
class AddressTable {
public:
    /// The id of `address`, which is added when it is new.
    AddressId intern(const Address& address);
    [[nodiscard]] const Address& at(AddressId id) const;
    [[nodiscard]] std::size_t size() const { return addresses_.size(); }

    bool operator==(const AddressTable&) const = default;

private:
    std::vector<Address> addresses_;
};

} // namespace sim
