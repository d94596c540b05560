#pragma once

#include "sim/base/seq_num.h"
#include "sim/base/time.h"
#include "sim/packet/address_table.h"

#include <cstdint>
#include <optional>

namespace sim {

/// A block of IPv4 addresses, as in "10.66.0.0/16".
struct AddressRange {
    std::uint32_t first{}; ///< its lowest address as a number; the bits behind the prefix are 0
    std::uint8_t prefix{};

    bool operator==(const AddressRange&) const = default;
};

/// The addresses a host may have: all but the lowest (the network) and the highest (broadcast).
std::uint32_t usable_addresses(const AddressRange& range);
/// The usable address at `place`, counted from 0.
Address address_at(const AddressRange& range, std::uint32_t place);
/// Whether `address` lies in the range, the lowest and the highest included.
bool contains(const AddressRange& range, const Address& address);

/// What the sources of a flood do with a SYN-ACK.
enum class FloodAnswer : std::uint8_t {
    silent,   ///< nothing: nobody lives there
    reset,    ///< a host lives there that has sent no SYN: it answers RST
    complete, ///< the ACK that completes the handshake; after it they stay idle
};

/// SYNs that a scenario puts on the link, from addresses that no host of it has. No fault, no loss
/// and no queue touches or counts them or what answers them: each arrives link.delay after it has
/// left.
struct Flood {
    std::uint8_t to{};     ///< the host's place
    std::uint16_t port{};  ///< where they go
    Time at{};             ///< when the first one leaves
    std::uint64_t rate{1}; ///< SYNs a second
    std::uint64_t count{}; ///< of them in all
    AddressRange sources;
    FloodAnswer answer{};
    std::uint32_t trace_every{
        1}; ///< the trace keeps every k-th, and the first and last of each fate

    bool operator==(const Flood&) const = default;
};

/// When SYN `number`, counted from 0, leaves: evenly spaced, exact to the nanosecond below.
Time flood_departure(const Flood& flood, std::uint64_t number);

/// How many SYNs have left before `time`.
std::uint64_t flood_sent_before(const Flood& flood, Time time);

/// Where a SYN claims to come from, and its number: the same on both stages.
struct FloodSource {
    std::uint32_t place{}; ///< of its address among the usable ones of Flood::sources
    std::uint16_t port{};
    SeqNum initial{};

    bool operator==(const FloodSource&) const = default;
};
/// Each address once before any comes again, then with the next port.
FloodSource flood_source(const Flood& flood, std::uint64_t number);

/// Which SYN of the flood has this source and initial number, counted from 0; nothing where none
/// has.
std::optional<std::uint64_t> flood_number(const Flood& flood, const Address& source,
                                          std::uint16_t port, SeqNum initial);

/// The maximum segment size every SYN of a flood announces, its only option; and its window.
inline constexpr std::uint16_t flood_mss = 1460;
inline constexpr std::uint16_t flood_window = 64240;

} // namespace sim
