#include "live/socket_address.h"

#include <cstring>
#include <netinet/in.h>

namespace live {

namespace {

SocketAddress ipv4(const sim::Address& address, std::uint16_t port) {
    sockaddr_in in{};
    in.sin_family = AF_INET;
    in.sin_port = htons(port);
    std::memcpy(&in.sin_addr, address.bytes.data(), sizeof in.sin_addr);
    SocketAddress result{.storage = {}, .length = sizeof in};
    std::memcpy(&result.storage, &in, sizeof in);
    return result;
}

SocketAddress ipv6(const sim::Address& address, std::uint16_t port) {
    sockaddr_in6 in{};
    in.sin6_family = AF_INET6;
    in.sin6_port = htons(port);
    std::memcpy(&in.sin6_addr, address.bytes.data(), sizeof in.sin6_addr);
    SocketAddress result{.storage = {}, .length = sizeof in};
    std::memcpy(&result.storage, &in, sizeof in);
    return result;
}

} // namespace

SocketAddress socket_address(const sim::Address& address, std::uint16_t port) {
    return address.family == sim::AddressFamily::ipv4 ? ipv4(address, port) : ipv6(address, port);
}

SocketAddress any_address(sim::AddressFamily family, std::uint16_t port) {
    return socket_address({.family = family}, port); // the wildcard is all zeros in both families
}

int domain_of(sim::AddressFamily family) {
    return family == sim::AddressFamily::ipv4 ? AF_INET : AF_INET6;
}

std::uint16_t port_of(const sockaddr_storage& storage) {
    sockaddr_in in{}; // sin_port and sin6_port stand at the same place
    std::memcpy(&in, &storage, sizeof in);
    return ntohs(in.sin_port);
}

} // namespace live
