#pragma once

#include "sim/packetdrill/endpoint_socket.h"

#include <cstdint>
#include <vector>

namespace sim::packetdrill {

/// What an epoll descriptor watches (epoll(7)).
struct Watched {
    SocketNumber socket{};
    std::uint32_t events{};
    std::uint32_t news{}; ///< how often the socket had news when it was reported last
    bool is_armed{true};  ///< EPOLLET: something is new since the last report
};
struct EventPoll {
    std::vector<Watched> watched{};
};

} // namespace sim::packetdrill
