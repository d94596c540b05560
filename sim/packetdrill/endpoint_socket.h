#pragma once

#include "sim/tcp/socket_options.h"

#include <cstdint>
#include <string>
#include <vector>

namespace sim::packetdrill {

/// A socket's place in its Endpoint.
using SocketNumber = std::uint32_t;
inline constexpr SocketNumber no_socket = 0xffffffff;
/// The same for what epoll_create() yields.
using PollNumber = std::uint32_t;

enum class SocketKind : std::uint8_t { fresh, bound, listening, connected, datagram, closed };

struct EndpointSocket {
    SocketKind kind{};
    std::uint16_t port{};
    bool nonblocking{};
    bool tells_unread{};     ///< TCP_INQ
    std::uint8_t tos{};      ///< IP_TOS
    std::uint8_t ttl{64};    ///< IP_TTL
    SocketOptions options{}; ///< before there is a connection, and of a listener's
    bool aborts_on_close{};  ///< SO_LINGER with 0 seconds
    std::uint32_t slot{0xffffffff};
    std::uint32_t backlog{};
    std::vector<std::uint32_t> syn_queue{}, accept_queue{};
    std::vector<std::uint32_t> datagrams{}; ///< their lengths
    std::uint32_t news{}; ///< how often a program that polls would have been woken
};

/// How a call came back, or that it blocks.
struct CallOutcome {
    bool blocks{};
    std::int64_t value{};
    std::string error{}; ///< "EAGAIN"; empty where it went well
};

inline CallOutcome failed(const char* error) {
    return {.value = -1, .error = error};
}
inline CallOutcome blocking() {
    return {.blocks = true, .value = -1, .error = "EAGAIN"};
}

} // namespace sim::packetdrill
