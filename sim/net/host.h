#pragma once

#include "sim/base/digest.h"
#include "sim/program/interpreter.h"
#include "sim/tcp/listener.h"
#include "sim/tcp/step.h"
#include "sim/trace/load.h"

#include <cstdint>
#include <vector>

namespace sim {

/// A connection's place in its World.
using SlotId = std::uint32_t;
inline constexpr SlotId no_slot = 0xffffffff;

enum class SocketKind : std::uint8_t { fresh, bound, listening, connected, closed };

/// A program's handle, as POSIX knows it.
struct Socket {
    SocketKind kind{};
    std::uint16_t program{};  ///< its owner's place
    std::uint16_t port{};     ///< once bound
    bool reuse_address{};     ///< SO_REUSEADDR
    bool aborts_on_close{};   ///< SO_LINGER with 0 seconds
    SocketOptions options{};  ///< until it is connected; then they are its connection's
    SlotId slot{no_slot};     ///< once connected
    std::uint32_t listener{}; ///< once listening: its place on the host

    bool operator==(const Socket&) const = default;
};

/// Where the open listener of a port stands among its host's.
struct ListeningPort {
    std::uint16_t port{};
    std::uint32_t listener{};

    bool operator==(const ListeningPort&) const = default;
};

/// What a host has beside its connections.
struct Host {
    std::uint64_t secret{};       ///< of its initial sequence numbers (RFC 6528)
    std::uint16_t last_port{};    ///< the ephemeral port given last (RFC 6335: 49152 and up)
    std::uint16_t highest_port{}; ///< no socket was ever given a higher one
    std::vector<Socket> sockets;
    std::vector<Listener> listeners;
    std::vector<ListeningPort> listening; ///< those that are open, by port
    ListenCounts counts{};

    void count(ListenCounter counter) { ++counts[static_cast<std::size_t>(counter)]; }

    /// The open listener of `port`; null when nobody listens.
    [[nodiscard]] Listener* listener_at(std::uint16_t port);
    /// The socket listens at its port from now on, where nobody else does.
    Listener& open_listener(Socket& socket);
    void close_listener(Listener& listener);
    /// The socket has this port from now on.
    void give_port(Socket& socket, std::uint16_t port);
    /// The ephemeral port after the one given last, taken or not.
    std::uint16_t next_port();

    void add_to(Digest& digest) const;
    bool operator==(const Host&) const = default;
};

} // namespace sim
