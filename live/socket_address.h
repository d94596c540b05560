#pragma once

#include "sim/packet/address_table.h"

#include <cstdint>
#include <sys/socket.h>

namespace live {

/// An address and a port as system calls take them.
struct SocketAddress {
    sockaddr_storage storage{};
    socklen_t length{};

    [[nodiscard]] const sockaddr* get() const {
        return reinterpret_cast<const sockaddr*>(&storage);
    }
};

SocketAddress socket_address(const sim::Address& address, std::uint16_t port);
/// The wildcard of a family: every address of the host.
SocketAddress any_address(sim::AddressFamily family, std::uint16_t port);
/// AF_INET or AF_INET6.
int domain_of(sim::AddressFamily family);
/// The port of an address that a system call gave back.
std::uint16_t port_of(const sockaddr_storage& storage);

} // namespace live
