#pragma once

#include "live/descriptor.h"
#include "live/step.h"
#include "sim/packet/address_table.h"
#include "sim/tcp/state.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace live {

/// The four numbers that name a connection, as one of its hosts sees it.
struct SocketName {
    sim::Address local, remote;
    std::uint16_t local_port{}, remote_port{};

    bool operator==(const SocketName&) const = default;
};

/// Which of a socket's timers runs (idiag_timer of sock_diag(7)).
enum class DiagTimer : std::uint8_t { none, retransmit, keep_alive, time_wait, persist };

/// What TCP_INFO says of a socket that has a full control block. Windows and bytes in bytes.
struct TcpDetails {
    std::uint32_t mss{}, cwnd_segments{}, ssthresh_segments{};
    std::uint32_t srtt_us{}, rttvar_us{}, rto_us{}, backoff{};
    std::uint32_t peer_window{}, unsent{}, total_retransmissions{};
    std::uint64_t bytes_received{}; ///< the peer's FIN counts as one
};

/// A socket as the kernel shows it at an instant.
struct SocketSeen {
    sim::State state{sim::State::closed};
    DiagTimer timer{};
    std::uint32_t timer_left_ms{};
    std::uint32_t unread{};  ///< bytes received and not read
    std::uint32_t unacked{}; ///< bytes written and not acknowledged
    std::optional<TcpDetails> details;
};

/// Questions to the kernel about the sockets of one network namespace (sock_diag(7)): also about
/// those that no program holds any more, in TIME-WAIT, and those not yet accepted, in SYN-RECEIVED.
class Diag {
public:
    /// For the namespace we are in; it may be asked from anywhere.
    static Attempt<Diag> open();

    /// The socket of this name; in state LISTEN where only a listener would take its segments;
    /// nothing where there is neither.
    [[nodiscard]] std::optional<SocketSeen> look(const SocketName& name) const;

    /// A listening socket: its own address (the wildcard for all of them) and its accept queue.
    struct ListenerSeen {
        sim::Address local;
        std::uint16_t port{};
        std::uint32_t accept_queue{};
        std::uint32_t backlog{}; ///< as the kernel keeps it: not more than net.core.somaxconn
    };
    [[nodiscard]] std::vector<ListenerSeen> listeners(sim::AddressFamily family) const;
    /// The half-open connections, each by the address and port it came to.
    struct HalfOpen {
        sim::Address local;
        std::uint16_t port{};
    };
    [[nodiscard]] std::vector<HalfOpen> half_open(sim::AddressFamily family) const;

private:
    explicit Diag(Descriptor socket) : socket_(std::move(socket)) {}
    using Listing = std::function<void(const sim::Address& local, std::uint16_t port,
                                       std::uint32_t rqueue, std::uint32_t wqueue)>;
    void list(sim::AddressFamily family, unsigned kernel_state, const Listing& each) const;

    Descriptor socket_;
};

} // namespace live
