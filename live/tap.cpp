#include "live/tap.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace live {

namespace {

constexpr std::size_t largest_frame = 65536;

int bind_to(int socket, const std::string& name) {
    sockaddr_ll place{};
    place.sll_family = AF_PACKET;
    place.sll_protocol = htons(ETH_P_ALL);
    place.sll_ifindex = static_cast<int>(if_nametoindex(name.c_str()));
    return bind(socket, reinterpret_cast<const sockaddr*>(&place), sizeof place) != 0 ? errno : 0;
}

/// Kernel time stamps, no copies of what we write ourselves, and room for a burst.
int prepare(int socket, TapView view) {
    constexpr int on = 1;
    constexpr int room = 8 << 20;
    const int ignore = view == TapView::coming_out ? 1 : 0;
    if (setsockopt(socket, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on) != 0) return errno;
    if (setsockopt(socket, SOL_PACKET, PACKET_IGNORE_OUTGOING, &ignore, sizeof ignore) != 0)
        return errno;
    return setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &room, sizeof room) != 0 ? errno : 0;
}

std::int64_t timestamp_of(msghdr& message) {
    for (cmsghdr* part = CMSG_FIRSTHDR(&message); part != nullptr;
         part = CMSG_NXTHDR(&message, part)) {
        if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SO_TIMESTAMPNS) continue;
        timespec stamp{};
        std::memcpy(&stamp, CMSG_DATA(part), sizeof stamp);
        return stamp.tv_sec * std::int64_t{1'000'000'000} + stamp.tv_nsec;
    }
    return 0;
}

} // namespace

Attempt<Tap> Tap::open(const std::string& name, TapView view) {
    // Protocol 0: nothing is queued before the socket is bound to its interface.
    Descriptor socket{::socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)};
    int error = socket.is_open() ? prepare(socket.number(), view) : errno;
    if (error == 0) error = bind_to(socket.number(), name);
    if (error != 0) return tl::unexpected<StepFailure>(StepFailure{Step::packet_socket, error});
    return Tap{std::move(socket), name};
}

bool Tap::read(Frame& frame) const {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): recvmsg writes what counts of it
    std::array<std::uint8_t, largest_frame> bytes;
    iovec room{.iov_base = bytes.data(), .iov_len = bytes.size()};
    alignas(cmsghdr) std::array<char, 256> control{};
    sockaddr_ll place{};
    msghdr message{};
    message.msg_name = &place;
    message.msg_namelen = sizeof place;
    message.msg_iov = &room;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    const ssize_t length = recvmsg(socket_.number(), &message, 0);
    if (length < 0) return false;
    frame.bytes.assign(bytes.begin(), bytes.begin() + length);
    frame.wall_ns = timestamp_of(message);
    frame.way = place.sll_pkttype == PACKET_OUTGOING ? Way::into_interface : Way::out_of_interface;
    return true;
}

int Tap::write(std::span<const std::uint8_t> frame) const {
    return send(socket_.number(), frame.data(), frame.size(), 0) < 0 ? errno : 0;
}

std::uint32_t Tap::overflowed() const {
    tpacket_stats counted{};
    socklen_t size = sizeof counted;
    const int asked = getsockopt(socket_.number(), SOL_PACKET, PACKET_STATISTICS, &counted, &size);
    return asked == 0 ? counted.tp_drops : 0;
}

} // namespace live
