#include "sim/link/flood.h"

#include "sim/base/assert.h"

#include <algorithm>

namespace sim {

namespace {

constexpr std::uint32_t address_bits = 32;
constexpr std::uint16_t first_port = 1024;
constexpr std::uint64_t ports = 65536 - first_port;
constexpr std::uint64_t ns_per_second = 1'000'000'000;
/// Odd, so that it visits every number before it comes again.
constexpr std::uint32_t initial_step = 0x9e3779b1;

std::uint32_t size_of(const AddressRange& range) {
    return std::uint32_t{1} << (address_bits - range.prefix);
}

std::uint32_t number_of(const Address& address) {
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < sizeof number; ++i)
        number = number << 8U | address.bytes[i];
    return number;
}

} // namespace

std::uint32_t usable_addresses(const AddressRange& range) {
    return size_of(range) - 2;
}

Address address_at(const AddressRange& range, std::uint32_t place) {
    SIM_ASSERT(place < usable_addresses(range));
    const std::uint32_t number = range.first + 1 + place;
    Address address;
    for (std::size_t i = 0; i < sizeof number; ++i)
        address.bytes[i] = static_cast<std::uint8_t>(number >> (24U - 8U * i));
    return address;
}

bool contains(const AddressRange& range, const Address& address) {
    if (address.family != AddressFamily::ipv4) return false;
    const std::uint32_t number = number_of(address);
    return number >= range.first && number - range.first < size_of(range);
}

Time flood_departure(const Flood& flood, std::uint64_t number) {
    const std::uint64_t seconds = number / flood.rate;
    const std::uint64_t rest = number % flood.rate;
    const std::uint64_t ns = seconds * ns_per_second + rest * ns_per_second / flood.rate;
    return flood.at + Duration{static_cast<std::int64_t>(ns)};
}

std::uint64_t flood_sent_before(const Flood& flood, Time time) {
    if (time <= flood.at) return 0;
    const auto ns = static_cast<std::uint64_t>((time - flood.at).count());
    const std::uint64_t rest = ns % ns_per_second * flood.rate;
    std::uint64_t sent =
        ns / ns_per_second * flood.rate + (rest + ns_per_second - 1) / ns_per_second;
    while (sent < flood.count && flood_departure(flood, sent) < time)
        ++sent; // what the rounding of departures has brought forward
    return std::min(sent, flood.count);
}

FloodSource flood_source(const Flood& flood, std::uint64_t number) {
    const std::uint32_t addresses = usable_addresses(flood.sources);
    return {.place = static_cast<std::uint32_t>(number % addresses),
            .port = static_cast<std::uint16_t>(first_port + number / addresses % ports),
            .initial = {static_cast<std::uint32_t>(number) * initial_step}};
}

std::optional<std::uint64_t> flood_number(const Flood& flood, const Address& source,
                                          std::uint16_t port, SeqNum initial) {
    const std::uint64_t addresses = usable_addresses(flood.sources);
    const std::uint32_t place = number_of(source) - flood.sources.first - 1;
    if (!contains(flood.sources, source) || place >= addresses || port < first_port)
        return std::nullopt;
    std::uint64_t number = place + static_cast<std::uint64_t>(port - first_port) * addresses;
    for (; number < flood.count; number += addresses * ports)
        if (flood_source(flood, number).initial == initial) return number;
    return std::nullopt;
}

} // namespace sim
