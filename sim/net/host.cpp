#include "sim/net/host.h"

#include <algorithm>

namespace sim {

namespace {

/// The place of `port` in the row, or where it would stand.
template <typename Row>
auto place_of(std::uint16_t port, Row& row) {
    return std::lower_bound(
        row.begin(), row.end(), port,
        [](const ListeningPort& one, std::uint16_t sought) { return one.port < sought; });
}

} // namespace

Listener* Host::listener_at(std::uint16_t port) {
    const auto place = place_of(port, listening);
    const bool found = place != listening.end() && place->port == port;
    return found ? &listeners[place->listener] : nullptr;
}

Listener& Host::open_listener(Socket& socket) {
    socket.listener = static_cast<std::uint32_t>(listeners.size());
    listening.insert(place_of(socket.port, listening),
                     {.port = socket.port, .listener = socket.listener});
    Listener& listener = listeners.emplace_back();
    listener.port = socket.port;
    listener.program = socket.program;
    listener.reuse_address = socket.reuse_address;
    listener.options = socket.options;
    return listener;
}

void Host::close_listener(Listener& listener) {
    listener.open = false;
    listening.erase(place_of(listener.port, listening));
}

void Host::give_port(Socket& socket, std::uint16_t port) {
    socket.port = port;
    highest_port = std::max(highest_port, port);
}

std::uint16_t Host::next_port() {
    constexpr std::uint16_t first_ephemeral = 49152;
    const bool starts_over = last_port < first_ephemeral || last_port == 65535;
    last_port = starts_over ? first_ephemeral : static_cast<std::uint16_t>(last_port + 1);
    return last_port;
}

void Host::add_to(Digest& digest) const {
    digest.add(secret);
    digest.add(last_port);
    for (const Socket& socket : sockets) {
        digest.add(socket.kind);
        digest.add(socket.port);
        digest.add(socket.reuse_address);
        digest.add(socket.aborts_on_close);
        socket.options.add_to(digest);
        digest.add(socket.slot);
        digest.add(socket.program);
        digest.add(socket.listener);
    }
    for (const Listener& listener : listeners)
        listener.add_to(digest);
    for (const std::uint64_t count : counts)
        digest.add(count);
}

} // namespace sim
