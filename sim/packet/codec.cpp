#include "sim/packet/codec.h"

#include "sim/base/assert.h"
#include "sim/packet/options_codec.h"
#include "sim/packet/wire_bytes.h"

#include <algorithm>
#include <cstddef>

namespace sim {

namespace {

constexpr std::uint8_t protocol_tcp = 6;
constexpr std::size_t ipv4_header = 20;
constexpr std::size_t ipv6_header = 40;
constexpr std::size_t tcp_header = 20;
constexpr std::size_t most_option_bytes = 40;

void store16(WireBytes& out, std::size_t at, std::uint16_t value) {
    out.at(at) = static_cast<std::uint8_t>(value >> 8U);
    out.at(at + 1) = static_cast<std::uint8_t>(value);
}

WireView address_bytes(const Address& address) {
    return WireView(address.bytes).first(address.family == AddressFamily::ipv4 ? 4 : 16);
}

std::uint32_t sum16(WireView bytes, std::uint32_t sum) {
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        sum += get16(bytes, i);
        sum = (sum & 0xffffU) + (sum >> 16U);
    }
    if (bytes.size() % 2 != 0) sum += static_cast<std::uint32_t>(bytes.back()) << 8U;
    return (sum & 0xffffU) + (sum >> 16U);
}

/// The sum over the pseudo header (RFC 9293 3.1, RFC 8200 8.1): the part of the IP header that the
/// checksum of TCP covers.
std::uint32_t pseudo_header_sum(const Address& source, const Address& destination,
                                std::size_t length) {
    const auto size = static_cast<std::uint32_t>(length);
    std::uint32_t sum = sum16(address_bytes(source), protocol_tcp);
    sum = sum16(address_bytes(destination), sum);
    return sum + (size >> 16U) + (size & 0xffffU);
}

// Writing

std::uint8_t flag_byte(Flags flags) {
    std::uint32_t bits = 0;
    bits |= static_cast<std::uint32_t>(flags.fin);
    bits |= static_cast<std::uint32_t>(flags.syn) << 1U;
    bits |= static_cast<std::uint32_t>(flags.rst) << 2U;
    bits |= static_cast<std::uint32_t>(flags.psh) << 3U;
    bits |= static_cast<std::uint32_t>(flags.ack) << 4U;
    bits |= static_cast<std::uint32_t>(flags.urg) << 5U;
    bits |= static_cast<std::uint32_t>(flags.ece) << 6U;
    bits |= static_cast<std::uint32_t>(flags.cwr) << 7U;
    return static_cast<std::uint8_t>(bits);
}

/// The TCP header and the payload, checksum filled in (RFC 9293 3.1).
WireBytes tcp_bytes(const WirePacket& packet, WireView options) {
    constexpr std::size_t checksum_at = 16;
    const Segment& segment = packet.segment;
    WireBytes out;
    out.reserve(tcp_header + options.size() + packet.bytes.size());
    put16(out, segment.path.local.port);
    put16(out, segment.path.remote.port);
    put32(out, segment.seq.raw);
    put32(out, segment.ack.raw);
    out.push_back(static_cast<std::uint8_t>((tcp_header + options.size()) / 4 << 4U));
    out.push_back(flag_byte(segment.flags));
    put16(out, segment.window);
    put16(out, 0);
    put16(out, segment.urgent_pointer);
    out.insert(out.end(), options.begin(), options.end());
    out.insert(out.end(), packet.bytes.begin(), packet.bytes.end());
    const std::uint32_t pseudo = pseudo_header_sum(packet.source, packet.destination, out.size());
    store16(out, checksum_at, internet_checksum(out, pseudo));
    return out;
}

WireBytes ipv4_bytes(const WirePacket& packet, std::size_t tcp_length) {
    constexpr std::size_t checksum_at = 10;
    constexpr std::uint32_t do_not_fragment = 0x4000;
    SIM_ASSERT(ipv4_header + tcp_length <= 0xffff);
    WireBytes out{0x45, packet.tos};
    put16(out, static_cast<std::uint32_t>(ipv4_header + tcp_length));
    put16(out, packet.identification);
    put16(out, do_not_fragment);
    out.insert(out.end(), {packet.ttl, protocol_tcp, 0, 0});
    for (const Address& address : {packet.source, packet.destination})
        out.insert(out.end(), address.bytes.begin(), address.bytes.begin() + 4);
    store16(out, checksum_at, internet_checksum(out));
    return out;
}

WireBytes ipv6_bytes(const WirePacket& packet, std::size_t tcp_length) {
    SIM_ASSERT(tcp_length <= 0xffff);
    WireBytes out{static_cast<std::uint8_t>(0x60U | packet.tos >> 4U),
                  static_cast<std::uint8_t>(packet.tos << 4U), 0, 0};
    put16(out, static_cast<std::uint32_t>(tcp_length));
    out.insert(out.end(), {protocol_tcp, packet.ttl});
    for (const Address& address : {packet.source, packet.destination})
        out.insert(out.end(), address.bytes.begin(), address.bytes.end());
    return out;
}

// Reading

/// An IP packet whose header has been read: `packet` has the header's values, `payload` is TCP.
struct OpenedPacket {
    WirePacket packet;
    WireView payload;
};

Address address_at(WireView bytes, std::size_t at, AddressFamily family) {
    Address address{.family = family};
    const WireView from = bytes.subspan(at, family == AddressFamily::ipv4 ? 4 : 16);
    std::copy(from.begin(), from.end(), address.bytes.begin());
    return address;
}

tl::unexpected<Error> not_tcp(std::uint8_t protocol) {
    return failure("the packet carries protocol " + std::to_string(protocol) + ", not TCP (6)");
}

tl::unexpected<Error> bad_length(const std::string& what, std::size_t says, std::size_t there) {
    return failure(what + " says " + std::to_string(says) + " bytes, but there are "
                   + std::to_string(there));
}

/// RFC 791 3.1. WireBytes beyond the total length are padding of the link and are left out.
Expected<OpenedPacket> open_ipv4(WireView bytes) {
    if (bytes.size() < ipv4_header) return bad_length("an IPv4 header", ipv4_header, bytes.size());
    const std::size_t header = (bytes[0] & 0x0fU) * std::size_t{4};
    const std::size_t total = get16(bytes, 2);
    if (header < ipv4_header || header > bytes.size())
        return bad_length("the IPv4 header length", header, bytes.size());
    if (total < header || total > bytes.size())
        return bad_length("the IPv4 total length", total, bytes.size());
    if (internet_checksum(bytes.first(header)) != 0)
        return failure("the checksum of the IPv4 header is wrong");
    constexpr std::uint32_t fragment_bits = 0x3fff; // more fragments, and the offset
    if ((get16(bytes, 6) & fragment_bits) != 0)
        return failure("the packet is a fragment, which is not supported");
    if (bytes[9] != protocol_tcp) return not_tcp(bytes[9]);
    OpenedPacket opened;
    opened.packet.source = address_at(bytes, 12, AddressFamily::ipv4);
    opened.packet.tos = bytes[1];
    opened.packet.destination = address_at(bytes, 16, AddressFamily::ipv4);
    opened.packet.ttl = bytes[8];
    opened.packet.identification = get16(bytes, 4);
    opened.payload = bytes.subspan(header, total - header);
    return opened;
}

/// RFC 8200 3. Extension headers are not read.
Expected<OpenedPacket> open_ipv6(WireView bytes) {
    if (bytes.size() < ipv6_header) return bad_length("an IPv6 header", ipv6_header, bytes.size());
    const std::size_t length = get16(bytes, 4);
    if (length > bytes.size() - ipv6_header)
        return bad_length("the IPv6 payload length", length, bytes.size() - ipv6_header);
    if (bytes[6] != protocol_tcp) return not_tcp(bytes[6]);
    OpenedPacket opened;
    opened.packet.source = address_at(bytes, 8, AddressFamily::ipv6);
    opened.packet.destination = address_at(bytes, 24, AddressFamily::ipv6);
    opened.packet.ttl = bytes[7];
    opened.packet.tos = static_cast<std::uint8_t>(bytes[0] << 4U | bytes[1] >> 4U);
    opened.payload = bytes.subspan(ipv6_header, length);
    return opened;
}

Flags flags_of(std::uint8_t byte) {
    const auto bit = [byte](std::uint32_t place) { return (byte >> place & 1U) != 0; };
    return {.syn = bit(1),
            .ack = bit(4),
            .fin = bit(0),
            .rst = bit(2),
            .psh = bit(3),
            .urg = bit(5),
            .ece = bit(6),
            .cwr = bit(7)};
}

Expected<WirePacket> read_tcp(OpenedPacket opened) {
    const WireView bytes = opened.payload;
    if (bytes.size() < tcp_header) return bad_length("a TCP header", tcp_header, bytes.size());
    const std::size_t header = (bytes[12] >> 4U) * std::size_t{4};
    if (header < tcp_header || header > bytes.size())
        return bad_length("the TCP data offset", header, bytes.size());
    WirePacket& packet = opened.packet;
    Segment& segment = packet.segment;
    segment.path.local.port = get16(bytes, 0);
    segment.path.remote.port = get16(bytes, 2);
    segment.seq = SeqNum{get32(bytes, 4)};
    segment.ack = SeqNum{get32(bytes, 8)};
    segment.flags = flags_of(bytes[13]);
    segment.window = get16(bytes, 14);
    segment.urgent_pointer = get16(bytes, 18);
    const WireView payload = bytes.subspan(header);
    segment.payload.length = static_cast<std::uint32_t>(payload.size());
    packet.bytes.assign(payload.begin(), payload.end());
    const std::uint32_t pseudo = pseudo_header_sum(packet.source, packet.destination, bytes.size());
    packet.checksum_good = internet_checksum(bytes, pseudo) == 0;
    return decode_options(bytes.subspan(tcp_header, header - tcp_header), segment).map([&] {
        return packet;
    });
}

} // namespace

std::uint16_t internet_checksum(std::span<const std::uint8_t> bytes, std::uint32_t initial) {
    const std::uint32_t folded = (initial & 0xffffU) + (initial >> 16U);
    std::uint32_t sum = sum16(bytes, folded);
    sum = (sum & 0xffffU) + (sum >> 16U);
    return static_cast<std::uint16_t>(~sum);
}

std::vector<std::uint8_t> encode(const WirePacket& packet) {
    return encode(packet, encode_options(packet.segment));
}

std::vector<std::uint8_t> encode(const WirePacket& packet, std::span<const std::uint8_t> options) {
    SIM_ASSERT(options.size() % 4 == 0 && options.size() <= most_option_bytes);
    SIM_ASSERT(packet.source.family == packet.destination.family);
    SIM_ASSERT(packet.segment.payload.length == packet.bytes.size());
    const WireBytes tcp = tcp_bytes(packet, options);
    WireBytes out = packet.source.family == AddressFamily::ipv4 ? ipv4_bytes(packet, tcp.size())
                                                                : ipv6_bytes(packet, tcp.size());
    out.insert(out.end(), tcp.begin(), tcp.end());
    return out;
}

Expected<WirePacket> decode(std::span<const std::uint8_t> packet) {
    if (packet.empty()) return failure("the packet is empty");
    const std::uint32_t version = packet[0] >> 4U;
    if (version == 4) return open_ipv4(packet).and_then(read_tcp);
    if (version == 6) return open_ipv6(packet).and_then(read_tcp);
    return failure("IP version " + std::to_string(version) + " is neither 4 nor 6");
}

} // namespace sim
