#include "live/script_packets.h"

#include "sim/packet/codec.h"

#include <algorithm>

namespace live {

namespace {

namespace pd = sim::packetdrill;
using Bytes = std::vector<std::uint8_t>;
using View = std::span<const std::uint8_t>;
using Kind = pd::TcpOption::Kind;

constexpr std::size_t ipv4_header = 20, ipv6_header = 40, tcp_header = 20, udp_header = 8;
constexpr std::size_t most_option_bytes = 40;
constexpr std::uint8_t protocol_tcp = 6, protocol_udp = 17;
constexpr std::uint8_t kind_eol = 0, kind_nop = 1, kind_mss = 2, kind_wscale = 3, kind_sack_ok = 4,
                       kind_sack = 5, kind_timestamps = 8;

void put16(Bytes& out, std::uint32_t value) {
    out.push_back(static_cast<std::uint8_t>(value >> 8U));
    out.push_back(static_cast<std::uint8_t>(value));
}
void put32(Bytes& out, std::uint32_t value) {
    put16(out, value >> 16U);
    put16(out, value & 0xffffU);
}
std::uint32_t get16(View bytes, std::size_t at) {
    return static_cast<std::uint32_t>(bytes[at] << 8U | bytes[at + 1]);
}
std::uint32_t get32(View bytes, std::size_t at) {
    return get16(bytes, at) << 16U | get16(bytes, at + 2);
}

void put_option(Bytes& out, const pd::TcpOption& option) {
    switch (option.kind) {
    case Kind::eol: out.push_back(kind_eol); break;
    case Kind::nop: out.push_back(kind_nop); break;
    case Kind::mss:
        out.insert(out.end(), {kind_mss, 4});
        put16(out, option.value);
        break;
    case Kind::wscale:
        out.insert(out.end(), {kind_wscale, 3, static_cast<std::uint8_t>(option.value)});
        break;
    case Kind::sack_ok: out.insert(out.end(), {kind_sack_ok, 2}); break;
    case Kind::sack:
        out.insert(out.end(), {kind_sack, static_cast<std::uint8_t>(2 + 8 * option.sack.size())});
        for (const sim::SeqRange& block : option.sack) {
            put32(out, block.first.raw);
            put32(out, block.end.raw);
        }
        break;
    case Kind::timestamps:
        out.insert(out.end(), {kind_timestamps, 10});
        put32(out, option.value);
        put32(out, option.echo);
        break;
    case Kind::other: out.insert(out.end(), {static_cast<std::uint8_t>(option.value), 2}); break;
    }
}

Bytes option_bytes(const std::vector<pd::TcpOption>& options) {
    Bytes out;
    for (const pd::TcpOption& option : options)
        put_option(out, option);
    while (out.size() % 4 != 0)
        out.push_back(kind_eol);
    out.resize(std::min(out.size(), most_option_bytes)); // a script may write more than fits
    return out;
}

/// The option at the front of `bytes`, whose length is right.
pd::TcpOption option_in(View bytes) {
    switch (bytes[0]) {
    case kind_mss: return {.kind = Kind::mss, .value = get16(bytes, 2)};
    case kind_wscale: return {.kind = Kind::wscale, .value = bytes[2]};
    case kind_sack_ok: return {.kind = Kind::sack_ok};
    case kind_timestamps:
        return {.kind = Kind::timestamps, .value = get32(bytes, 2), .echo = get32(bytes, 6)};
    case kind_sack: {
        pd::TcpOption option{.kind = Kind::sack};
        for (std::size_t at = 2; at + 8 <= bytes.size(); at += 8)
            option.sack.push_back({.first = {get32(bytes, at)}, .end = {get32(bytes, at + 4)}});
        return option;
    }
    default: return {.kind = Kind::other, .value = bytes[0]}; // a number of IANA's, no enumerator
    }
}

std::vector<pd::TcpOption> options_in(View bytes) {
    std::vector<pd::TcpOption> options;
    while (!bytes.empty()) {
        if (bytes[0] == kind_eol || bytes[0] == kind_nop) {
            options.push_back({.kind = bytes[0] == kind_eol ? Kind::eol : Kind::nop});
            bytes = bytes.subspan(1);
            continue;
        }
        if (bytes.size() < 2 || bytes[1] < 2 || bytes[1] > bytes.size()) break;
        options.push_back(option_in(bytes.first(bytes[1])));
        bytes = bytes.subspan(bytes[1]);
    }
    return options;
}

std::uint8_t tos_of(const pd::IpFields& ip) {
    using Ecn = pd::IpFields::Ecn;
    const std::uint8_t tos = ip.tos.value_or(0);
    switch (ip.ecn) {
    case Ecn::unsaid:
    case Ecn::not_ect: return tos;
    case Ecn::ect1: return tos | 1U;
    case Ecn::ect0:
    case Ecn::any_ect: return tos | 2U;
    case Ecn::ce: return tos | 3U;
    }
    return tos;
}

const sim::Address& address_of(sim::AddressId id, const ScriptAddresses& addresses) {
    return id == pd::own_address ? addresses.own : addresses.peer;
}

} // namespace

Bytes packet_of(const pd::Arriving& arriving, const ScriptAddresses& addresses) {
    sim::WirePacket packet{.source = address_of(arriving.segment.path.local.address, addresses),
                           .destination =
                               address_of(arriving.segment.path.remote.address, addresses),
                           .segment = arriving.segment,
                           .bytes = std::string(arriving.segment.payload.length, '\0')};
    if (arriving.ip.ttl) packet.ttl = *arriving.ip.ttl;
    packet.tos = tos_of(arriving.ip);
    return sim::encode(packet, option_bytes(arriving.options));
}

Bytes datagram_of(const sim::Path& path, std::uint32_t bytes, const ScriptAddresses& addresses) {
    sim::WirePacket carrier; // its IP header serves, with another protocol and length
    carrier.source = address_of(path.local.address, addresses);
    carrier.destination = address_of(path.remote.address, addresses);
    Bytes packet = sim::encode(carrier);
    packet.resize(ipv4_header);
    const auto length = static_cast<std::uint32_t>(udp_header + bytes);
    put16(packet, path.local.port);
    put16(packet, path.remote.port);
    put16(packet, length);
    put16(packet, 0); // no checksum (RFC 768)
    packet.resize(packet.size() + bytes);
    constexpr std::size_t length_at = 2, protocol_at = 9, sum_at = 10;
    const auto store16 = [&packet](std::size_t at, std::uint32_t value) {
        packet[at] = static_cast<std::uint8_t>(value >> 8U);
        packet[at + 1] = static_cast<std::uint8_t>(value);
    };
    store16(length_at, static_cast<std::uint32_t>(packet.size()));
    packet[protocol_at] = protocol_udp;
    store16(sum_at, 0);
    store16(sum_at, sim::internet_checksum(std::span{packet}.first(ipv4_header)));
    return packet;
}

std::optional<pd::Departed> departed_in(View packet) {
    if (packet.size() < ipv4_header) return std::nullopt;
    const bool is_ipv4 = packet[0] >> 4U == 4;
    if (!is_ipv4 && packet.size() < ipv6_header) return std::nullopt;
    const std::size_t header = is_ipv4 ? (packet[0] & 0x0fU) * std::size_t{4} : ipv6_header;
    const std::uint8_t protocol = is_ipv4 ? packet[9] : packet[6];
    pd::Departed departed;
    if (protocol == protocol_udp && packet.size() >= header + udp_header) {
        departed.udp_bytes = get16(packet, header + 4) - static_cast<std::uint32_t>(udp_header);
        return departed;
    }
    const sim::Expected<sim::WirePacket> read = sim::decode(packet);
    if (protocol != protocol_tcp || !read) return std::nullopt;
    departed.segment = read->segment;
    departed.segment.path.local.address = pd::own_address;
    departed.segment.path.remote.address = pd::peer_address;
    departed.tos = read->tos;
    departed.ttl = read->ttl;
    const std::size_t tcp_length = (packet[header + 12] >> 4U) * std::size_t{4};
    departed.options = options_in(packet.subspan(header + tcp_header, tcp_length - tcp_header));
    return departed;
}

} // namespace live
