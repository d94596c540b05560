#include "live/script_wire.h"

#include <array>
#include <cerrno>
#include <linux/if_packet.h>
#include <net/if.h>
#include <sys/socket.h>
#include <sys/uio.h>

namespace live {

namespace {

int prepare(int socket, const std::string& name) {
    constexpr int on = 1;
    if (setsockopt(socket, SOL_PACKET, PACKET_VNET_HDR, &on, sizeof on) != 0) return errno;
    sockaddr_ll place{};
    place.sll_family = AF_PACKET; // protocol 0: nothing is received
    place.sll_ifindex = static_cast<int>(if_nametoindex(name.c_str()));
    return bind(socket, reinterpret_cast<const sockaddr*>(&place), sizeof place) != 0 ? errno : 0;
}

/// struct virtio_net_hdr of PACKET_VNET_HDR (packet(7)), whose own header is C alone.
struct VirtioHeader {
    std::uint8_t flags{}, gso_type{};
    std::uint16_t hdr_len{}, gso_size{}, csum_start{}, csum_offset{};
};
constexpr std::uint8_t needs_checksum = 1, gso_tcpv4 = 1, gso_tcpv6 = 4;

/// How the frame is to be cut, were it to be.
VirtioHeader describe(std::size_t ethernet, std::span<const std::uint8_t> packet,
                      std::uint16_t segment_bytes) {
    VirtioHeader header;
    if (segment_bytes == 0) return header;
    constexpr std::size_t ipv4_header = 20, ipv6_header = 40, checksum_in_tcp = 16;
    const bool is_ipv4 = packet[0] >> 4U == 4;
    const std::size_t ip = is_ipv4 ? ipv4_header : ipv6_header;
    const std::size_t tcp = (packet[ip + 12] >> 4U) * std::size_t{4};
    header.flags = needs_checksum;
    header.gso_type = is_ipv4 ? gso_tcpv4 : gso_tcpv6;
    header.gso_size = segment_bytes;
    header.hdr_len = static_cast<std::uint16_t>(ethernet + ip + tcp);
    header.csum_start = static_cast<std::uint16_t>(ethernet + ip);
    header.csum_offset = checksum_in_tcp;
    return header;
}

/// sendmsg(2) takes what it only reads as not const.
iovec part_of(std::span<const std::uint8_t> bytes) {
    return {.iov_base = const_cast<std::uint8_t*>(bytes.data()), .iov_len = bytes.size()};
}

} // namespace

Attempt<ScriptWire> ScriptWire::open(const std::string& name) {
    Descriptor socket{::socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0)};
    const int error = socket.is_open() ? prepare(socket.number(), name) : errno;
    if (error != 0)
        return tl::unexpected<StepFailure>(StepFailure{Step::packet_socket, error, name});
    return ScriptWire{std::move(socket)};
}

int ScriptWire::write(std::span<const std::uint8_t> ethernet, std::span<const std::uint8_t> packet,
                      std::uint16_t segment_bytes) const {
    VirtioHeader header = describe(ethernet.size(), packet, segment_bytes);
    std::array<iovec, 3> parts{iovec{.iov_base = &header, .iov_len = sizeof header},
                               part_of(ethernet), part_of(packet)};
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = parts.size();
    return sendmsg(socket_.number(), &message, 0) < 0 ? errno : 0;
}

} // namespace live
