#include "live/rtnetlink.h"

#include "sim/base/assert.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <linux/if_link.h>
#include <linux/netlink.h>
#include <linux/pkt_sched.h>
#include <linux/rtnetlink.h>
#include <linux/veth.h>
#include <net/if.h>
#include <netinet/in.h>
#include <span>
#include <sys/socket.h>

namespace live::rtnetlink {

namespace {

template <typename T>
std::span<const std::byte> bytes_of(const T& value) {
    return std::as_bytes(std::span{&value, 1});
}

/// A request that is written from front to back: a header, then attributes, some of them nested.
template <typename Header>
class Request {
public:
    Request(std::uint16_t type, std::uint16_t flags, const Header& header) {
        const nlmsghdr message{.nlmsg_len = 0,
                               .nlmsg_type = type,
                               .nlmsg_flags =
                                   static_cast<std::uint16_t>(flags | NLM_F_REQUEST | NLM_F_ACK),
                               .nlmsg_seq = 1,
                               .nlmsg_pid = 0};
        add(bytes_of(message));
        add(bytes_of(header));
    }
    Request& put(std::uint16_t type, std::span<const std::byte> value) {
        const rtattr attribute{.rta_len = static_cast<std::uint16_t>(RTA_LENGTH(value.size())),
                               .rta_type = type};
        add(bytes_of(attribute));
        add(value);
        return *this;
    }
    Request& put(std::uint16_t type, const std::string& text) {
        return put(type, std::as_bytes(std::span{text.c_str(), text.size() + 1}));
    }
    /// Opens an attribute that holds what follows, to be closed with end().
    std::size_t begin(std::uint16_t type) {
        const std::size_t place = length_;
        put(type, std::span<const std::byte>{});
        return place;
    }
    void end(std::size_t place) {
        const auto size = static_cast<std::uint16_t>(length_ - place);
        std::memcpy(buffer_.data() + place, &size, sizeof size); // rta_len comes first
    }
    /// Adds bytes, and blanks up to the next multiple of four.
    void add(std::span<const std::byte> bytes) {
        SIM_ASSERT(length_ + bytes.size() + NLMSG_ALIGNTO <= buffer_.size());
        if (!bytes.empty()) std::memcpy(buffer_.data() + length_, bytes.data(), bytes.size());
        length_ += NLMSG_ALIGN(bytes.size());
    }
    std::span<const std::byte> finished() {
        const auto size = static_cast<std::uint32_t>(length_);
        std::memcpy(buffer_.data(), &size, sizeof size); // nlmsg_len comes first
        return std::span{buffer_}.first(length_);
    }

private:
    alignas(nlmsghdr) std::array<std::byte, 512> buffer_{};
    std::size_t length_{};
};

using Answer = std::array<std::byte, 8192>;

/// Sends a request and takes the first message of the answer; 0 or an errno.
int exchange(std::span<const std::byte> request, Answer& answer) {
    const Descriptor socket{::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE)};
    if (!socket.is_open()) return errno;
    if (send(socket.number(), request.data(), request.size(), 0) < 0) return errno;
    return recv(socket.number(), answer.data(), answer.size(), 0) < 0 ? errno : 0;
}

/// Sends a request that is answered by a verdict alone.
int ask(std::span<const std::byte> request) {
    alignas(nlmsghdr) Answer answer{};
    if (const int error = exchange(request, answer); error != 0) return error;
    nlmsghdr header{};
    std::memcpy(&header, answer.data(), sizeof header);
    if (header.nlmsg_type != NLMSG_ERROR) return EPROTO;
    nlmsgerr verdict{};
    std::memcpy(&verdict, answer.data() + NLMSG_HDRLEN, sizeof verdict.error);
    return -verdict.error;
}

constexpr std::uint16_t create = NLM_F_CREATE | NLM_F_EXCL;

std::uint8_t family_of(const sim::Address& address) {
    return address.family == sim::AddressFamily::ipv4 ? AF_INET : AF_INET6;
}

std::span<const std::byte> bytes_of(const sim::Address& address) {
    return std::as_bytes(std::span{address.bytes})
        .first(address.family == sim::AddressFamily::ipv4 ? 4 : 16);
}

std::uint8_t bits_of(const sim::Address& address) {
    return static_cast<std::uint8_t>(bytes_of(address).size() * 8);
}

int index_of(const std::string& name) {
    return static_cast<int>(if_nametoindex(name.c_str()));
}

/// RFC 2863's ifOperStatus (IFLA_OPERSTATE) of an interface; none where the kernel does not say.
std::optional<std::uint8_t> operational_state(const std::string& name) {
    ifinfomsg header{};
    header.ifi_index = index_of(name);
    Request request{RTM_GETLINK, 0, header};
    alignas(nlmsghdr) Answer answer{};
    if (exchange(request.finished(), answer) != 0) return std::nullopt;
    nlmsghdr message{};
    std::memcpy(&message, answer.data(), sizeof message);
    if (message.nlmsg_type != RTM_NEWLINK) return std::nullopt;
    const std::size_t end = std::min<std::size_t>(message.nlmsg_len, answer.size());
    rtattr attribute{};
    for (std::size_t place = NLMSG_LENGTH(sizeof(ifinfomsg)); place + RTA_LENGTH(1) <= end;
         place += RTA_ALIGN(attribute.rta_len)) {
        std::memcpy(&attribute, answer.data() + place, sizeof attribute);
        if (attribute.rta_len < sizeof attribute) return std::nullopt;
        if (attribute.rta_type == IFLA_OPERSTATE)
            return static_cast<std::uint8_t>(answer.at(place + RTA_LENGTH(0)));
    }
    return std::nullopt;
}

} // namespace

int add_cable(const std::string& name, const std::string& peer, const Descriptor& peer_network) {
    Request request{RTM_NEWLINK, create, ifinfomsg{}};
    request.put(IFLA_IFNAME, name);
    const std::size_t info = request.begin(IFLA_LINKINFO);
    request.put(IFLA_INFO_KIND, std::string{"veth"});
    const std::size_t data = request.begin(IFLA_INFO_DATA);
    const std::size_t far_end = request.begin(VETH_INFO_PEER);
    request.add(bytes_of(ifinfomsg{}));
    request.put(IFLA_IFNAME, peer);
    request.put(IFLA_NET_NS_FD, bytes_of(peer_network.number()));
    request.end(far_end);
    request.end(data);
    request.end(info);
    return ask(request.finished());
}

int change_interface(const std::string& name, const InterfaceSettings& settings) {
    ifinfomsg header{};
    header.ifi_index = index_of(name);
    Request request{RTM_NEWLINK, 0, header};
    if (settings.hardware != HardwareAddress{})
        request.put(IFLA_ADDRESS, std::as_bytes(std::span{settings.hardware}));
    if (settings.mtu != 0) request.put(IFLA_MTU, bytes_of(settings.mtu));
    if (settings.most_segments != 0)
        request.put(IFLA_GSO_MAX_SEGS, bytes_of(settings.most_segments));
    return ask(request.finished());
}

int set_up(const std::string& name) {
    ifinfomsg header{};
    header.ifi_index = index_of(name);
    header.ifi_flags = IFF_UP;
    header.ifi_change = IFF_UP;
    return ask(Request{RTM_NEWLINK, 0, header}.finished());
}

int wait_until_running(const std::string& name) {
    constexpr std::uint8_t up = 6; // IF_OPER_UP; linux/if.h does not go together with net/if.h
    constexpr timespec a_moment{.tv_sec = 0, .tv_nsec = 100'000};
    constexpr int most_moments = 30'000;
    for (int moment = 0; moment < most_moments; ++moment) {
        if (operational_state(name) == up) return 0;
        nanosleep(&a_moment, nullptr);
    }
    return ETIMEDOUT;
}

int add_address(const std::string& name, const sim::Address& own) {
    ifaddrmsg header{};
    header.ifa_family = family_of(own);
    header.ifa_prefixlen = bits_of(own);
    header.ifa_index = static_cast<std::uint32_t>(index_of(name));
    Request request{RTM_NEWADDR, create, header};
    // Nobody else can have it, and no route comes with it: on a loopback such a route would be one
    // that rejects.
    constexpr std::uint32_t flags = IFA_F_NODAD | IFA_F_NOPREFIXROUTE;
    request.put(IFA_FLAGS, bytes_of(flags));
    request.put(IFA_LOCAL, bytes_of(own));
    request.put(IFA_ADDRESS, bytes_of(own));
    return ask(request.finished());
}

int add_route(const std::string& name, const sim::Address& to) {
    rtmsg header{};
    header.rtm_family = family_of(to);
    header.rtm_dst_len = bits_of(to);
    header.rtm_table = RT_TABLE_MAIN;
    header.rtm_protocol = RTPROT_STATIC;
    header.rtm_scope = RT_SCOPE_LINK;
    header.rtm_type = RTN_UNICAST;
    Request request{RTM_NEWROUTE, create, header};
    request.put(RTA_DST, bytes_of(to));
    request.put(RTA_OIF, bytes_of(index_of(name)));
    return ask(request.finished());
}

int add_route(const std::string& name, const sim::AddressRange& to,
              const std::optional<sim::Address>& over) {
    rtmsg header{};
    header.rtm_family = AF_INET;
    header.rtm_dst_len = to.prefix;
    header.rtm_table = RT_TABLE_MAIN;
    header.rtm_protocol = RTPROT_STATIC;
    header.rtm_scope = over ? RT_SCOPE_UNIVERSE : RT_SCOPE_LINK;
    header.rtm_type = RTN_UNICAST;
    Request request{RTM_NEWROUTE, create, header};
    request.put(RTA_DST, bytes_of(htonl(to.first)));
    if (over) request.put(RTA_GATEWAY, bytes_of(*over));
    request.put(RTA_OIF, bytes_of(index_of(name)));
    return ask(request.finished());
}

int set_queue(const std::string& name, const std::string& kind,
              const std::optional<std::uint32_t>& limit) {
    tcmsg header{};
    header.tcm_family = AF_UNSPEC;
    header.tcm_ifindex = index_of(name);
    header.tcm_parent = TC_H_ROOT;
    Request request{RTM_NEWQDISC, NLM_F_CREATE | NLM_F_REPLACE, header};
    request.put(TCA_KIND, kind);
    if (limit) request.put(TCA_OPTIONS, bytes_of(tc_fifo_qopt{.limit = *limit}));
    return ask(request.finished());
}

int add_neighbour(const std::string& name, const sim::Address& to,
                  const HardwareAddress& hardware) {
    ndmsg header{};
    header.ndm_family = family_of(to);
    header.ndm_ifindex = index_of(name);
    header.ndm_state = NUD_PERMANENT;
    Request request{RTM_NEWNEIGH, create, header};
    request.put(NDA_DST, bytes_of(to));
    request.put(NDA_LLADDR, std::as_bytes(std::span{hardware}));
    return ask(request.finished());
}

} // namespace live::rtnetlink
