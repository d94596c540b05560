#include "live/script_options.h"

#include <algorithm>
#include <array>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace live {

namespace {

struct Named {
    std::string_view name;
    SocketOptionName option;
};

constexpr std::array options{
    Named{"SO_REUSEADDR", {SOL_SOCKET, SO_REUSEADDR}},
    Named{"SO_REUSEPORT", {SOL_SOCKET, SO_REUSEPORT}},
    Named{"SO_KEEPALIVE", {SOL_SOCKET, SO_KEEPALIVE}},
    Named{"SO_RCVBUF", {SOL_SOCKET, SO_RCVBUF}},
    Named{"SO_SNDBUF", {SOL_SOCKET, SO_SNDBUF}},
    Named{"SO_RCVLOWAT", {SOL_SOCKET, SO_RCVLOWAT}},
    Named{"SO_OOBINLINE", {SOL_SOCKET, SO_OOBINLINE}},
    Named{"SO_MAX_PACING_RATE", {SOL_SOCKET, SO_MAX_PACING_RATE}},
    Named{"IP_TOS", {IPPROTO_IP, IP_TOS}},
    Named{"IP_TTL", {IPPROTO_IP, IP_TTL}},
    Named{"IP_MTU_DISCOVER", {IPPROTO_IP, IP_MTU_DISCOVER}},
    Named{"IP_RECVERR", {IPPROTO_IP, IP_RECVERR}},
    Named{"IPV6_RECVERR", {IPPROTO_IPV6, IPV6_RECVERR}},
    Named{"TCP_NODELAY", {IPPROTO_TCP, TCP_NODELAY}},
    Named{"TCP_CORK", {IPPROTO_TCP, TCP_CORK}},
    Named{"TCP_MAXSEG", {IPPROTO_TCP, TCP_MAXSEG}},
    Named{"TCP_QUICKACK", {IPPROTO_TCP, TCP_QUICKACK}},
    Named{"TCP_KEEPIDLE", {IPPROTO_TCP, TCP_KEEPIDLE}},
    Named{"TCP_KEEPINTVL", {IPPROTO_TCP, TCP_KEEPINTVL}},
    Named{"TCP_KEEPCNT", {IPPROTO_TCP, TCP_KEEPCNT}},
    Named{"TCP_SYNCNT", {IPPROTO_TCP, TCP_SYNCNT}},
    Named{"TCP_LINGER2", {IPPROTO_TCP, TCP_LINGER2}},
    Named{"TCP_DEFER_ACCEPT", {IPPROTO_TCP, TCP_DEFER_ACCEPT}},
    Named{"TCP_WINDOW_CLAMP", {IPPROTO_TCP, TCP_WINDOW_CLAMP}},
    Named{"TCP_USER_TIMEOUT", {IPPROTO_TCP, TCP_USER_TIMEOUT}},
    Named{"TCP_NOTSENT_LOWAT", {IPPROTO_TCP, TCP_NOTSENT_LOWAT}},
    Named{"TCP_INQ", {IPPROTO_TCP, TCP_INQ}},
};

} // namespace

std::optional<SocketOptionName> socket_option_called(std::string_view name) {
    const auto* const found = std::find_if(options.begin(), options.end(),
                                           [&](const Named& one) { return one.name == name; });
    if (found == options.end()) return std::nullopt;
    return found->option;
}

} // namespace live
