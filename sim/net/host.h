#pragma once

#include "sim/base/digest.h"
#include "sim/program/interpreter.h"
#include "sim/tcp/step.h"

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
    SlotId slot{no_slot};     ///< once connected
    std::uint32_t listener{}; ///< once listening: its place on the host

    bool operator==(const Socket&) const = default;
};

/// A port where connections are welcome, with those under way and those that wait for accept().
struct Listener {
    std::uint16_t port{};
    std::uint32_t backlog{};
    std::uint16_t program{}; ///< whose socket it is
    bool open{true};
    bool reuse_address{}; ///< its socket's; those who connect inherit it
    std::vector<SlotId> syn_queue;
    std::vector<SlotId> accept_queue;

    bool operator==(const Listener&) const = default;
};

/// What a host has beside its connections.
struct Host {
    std::uint64_t secret{};    ///< of its initial sequence numbers (RFC 6528)
    std::uint16_t last_port{}; ///< the ephemeral port given last (RFC 6335: 49152 and up)
    std::vector<Socket> sockets;
    std::vector<Listener> listeners;

    /// The open listener of `port`; null when nobody listens.
    [[nodiscard]] Listener* listener_at(std::uint16_t port);
    /// The ephemeral port after the one given last, taken or not.
    std::uint16_t next_port();

    void add_to(Digest& digest) const;
    bool operator==(const Host&) const = default;
};

} // namespace sim
