#include "sim/net/host.h"

#include <algorithm>

namespace sim {

Listener* Host::listener_at(std::uint16_t port) {
    const auto found =
        std::find_if(listeners.begin(), listeners.end(), [port](const Listener& listener) {
            return listener.open && listener.port == port;
        });
    return found == listeners.end() ? nullptr : &*found;
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
