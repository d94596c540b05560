#include "sim/packetdrill/constants.h"

#include <algorithm>
#include <array>

namespace sim::packetdrill {

namespace {

struct Constant {
    std::string_view name;
    std::int64_t value;
};

/// Only names that mean the same to every call; options of sockets are told by name.
constexpr std::array constants{
    Constant{"AF_INET", 2},
    Constant{"AF_INET6", 10},
    Constant{"SOCK_STREAM", 1},
    Constant{"SOCK_DGRAM", 2},
    Constant{"SOCK_NONBLOCK", 0x800},
    Constant{"SOCK_CLOEXEC", 0x80000},
    Constant{"IPPROTO_IP", 0},
    Constant{"IPPROTO_TCP", 6},
    Constant{"IPPROTO_UDP", 17},
    Constant{"IPPROTO_IPV6", 41},
    Constant{"O_RDONLY", 0},
    Constant{"O_WRONLY", 1},
    Constant{"O_RDWR", 2},
    Constant{"O_NONBLOCK", 0x800},
    Constant{"F_GETFL", 3},
    Constant{"F_SETFL", 4},
    Constant{"F_GETFD", 1},
    Constant{"F_SETFD", 2},
    Constant{"SHUT_RD", 0},
    Constant{"SHUT_WR", 1},
    Constant{"SHUT_RDWR", 2},
    Constant{"MSG_OOB", 1},
    Constant{"MSG_PEEK", 2},
    Constant{"MSG_DONTROUTE", 4},
    Constant{"MSG_CTRUNC", 8},
    Constant{"MSG_TRUNC", 0x20},
    Constant{"MSG_DONTWAIT", 0x40},
    Constant{"MSG_EOR", 0x80},
    Constant{"MSG_WAITALL", 0x100},
    Constant{"MSG_NOSIGNAL", 0x4000},
    Constant{"MSG_MORE", 0x8000},
    Constant{"MSG_ERRQUEUE", 0x2000},
    Constant{"POLLIN", 1},
    Constant{"POLLPRI", 2},
    Constant{"POLLOUT", 4},
    Constant{"POLLERR", 8},
    Constant{"POLLHUP", 0x10},
    Constant{"POLLRDHUP", 0x2000},
    Constant{"EPOLLIN", 1},
    Constant{"EPOLLPRI", 2},
    Constant{"EPOLLOUT", 4},
    Constant{"EPOLLERR", 8},
    Constant{"EPOLLHUP", 0x10},
    Constant{"EPOLLRDHUP", 0x2000},
    Constant{"EPOLLONESHOT", 1 << 30},
    Constant{"EPOLLET", std::int64_t{1} << 31},
    Constant{"EPOLL_CTL_ADD", 1},
    Constant{"EPOLL_CTL_DEL", 2},
    Constant{"EPOLL_CTL_MOD", 3},
    Constant{"IP_PMTUDISC_DONT", 0},
    Constant{"IP_PMTUDISC_WANT", 1},
    Constant{"IP_PMTUDISC_DO", 2},
    Constant{"IP_PMTUDISC_PROBE", 3},
    Constant{"INADDR_ANY", 0},
    Constant{"IPTOS_LOWDELAY", 0x10},
    Constant{"IPTOS_THROUGHPUT", 0x08},
    Constant{"IPTOS_RELIABILITY", 4},
    Constant{"IPTOS_MINCOST", 2},
    Constant{"IPTOS_DSCP_CS0", 0x00},
    Constant{"IPTOS_DSCP_CS1", 0x20},
    Constant{"IPTOS_DSCP_CS2", 0x40},
    Constant{"IPTOS_DSCP_CS3", 0x60},
    Constant{"IPTOS_DSCP_CS4", 0x80},
    Constant{"IPTOS_DSCP_CS5", 0xa0},
    Constant{"IPTOS_DSCP_CS6", 0xc0},
    Constant{"IPTOS_DSCP_CS7", 0xe0},
    Constant{"IPTOS_DSCP_EF", 0xb8},
};

constexpr std::array errnos{
    std::string_view{"EACCES"},        std::string_view{"EADDRINUSE"},
    std::string_view{"EADDRNOTAVAIL"}, std::string_view{"EAGAIN"},
    std::string_view{"EALREADY"},      std::string_view{"EBADF"},
    std::string_view{"ECONNABORTED"},  std::string_view{"ECONNREFUSED"},
    std::string_view{"ECONNRESET"},    std::string_view{"EDESTADDRREQ"},
    std::string_view{"EDOM"},          std::string_view{"EFAULT"},
    std::string_view{"EHOSTDOWN"},     std::string_view{"EHOSTUNREACH"},
    std::string_view{"EINPROGRESS"},   std::string_view{"EINTR"},
    std::string_view{"EINVAL"},        std::string_view{"EIO"},
    std::string_view{"EISCONN"},       std::string_view{"EMSGSIZE"},
    std::string_view{"ENETDOWN"},      std::string_view{"ENETUNREACH"},
    std::string_view{"ENOBUFS"},       std::string_view{"ENOENT"},
    std::string_view{"ENOMEM"},        std::string_view{"ENOPROTOOPT"},
    std::string_view{"ENOTCONN"},      std::string_view{"ENOTSOCK"},
    std::string_view{"ENOTSUP"},       std::string_view{"EOPNOTSUPP"},
    std::string_view{"EPERM"},         std::string_view{"EPIPE"},
    std::string_view{"EPROTO"},        std::string_view{"EPROTONOSUPPORT"},
    std::string_view{"ETIMEDOUT"},     std::string_view{"EWOULDBLOCK"},
};

} // namespace

std::optional<std::int64_t> constant_called(std::string_view name) {
    const auto* const found =
        std::find_if(constants.begin(), constants.end(),
                     [&](const Constant& constant) { return constant.name == name; });
    if (found == constants.end()) return std::nullopt;
    return found->value;
}

bool is_errno(std::string_view name) {
    return std::find(errnos.begin(), errnos.end(), name) != errnos.end();
}

} // namespace sim::packetdrill
