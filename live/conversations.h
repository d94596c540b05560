#pragma once

#include "live/diag.h"
#include "sim/packet/codec.h"
#include "sim/trace/conversation_book.h"
#include "sim/trace/trace.h"

#include <cstdint>
#include <map>
#include <set>

namespace live {

/// The connections of a run, as told from the packets that leave: gives each its number, and keeps
/// its initial sequence numbers, first timestamps, window shifts and bytes in the trace. Knows also
/// whose a host's socket is where several connections had its ports.
class Conversations {
public:
    explicit Conversations(sim::Trace& trace) : trace_(trace) {}

    /// The connection of a packet that leaves `from`; a new one when the packet opens it.
    sim::ConversationId of_departure(sim::HostId from, const sim::WirePacket& packet);
    /// The one a segment of the scenario's belongs to, where that does not name it: whose ports it
    /// has, or a new one where nobody had them, or where it is a SYN of other numbers.
    sim::ConversationId of_injection(sim::HostId from, const sim::WirePacket& packet);
    /// The connection that a socket of `host` with these ports is; 0 when there has been none.
    [[nodiscard]] sim::ConversationId between(sim::HostId host, std::uint16_t port,
                                              std::uint16_t peer_port) const;
    [[nodiscard]] const sim::ConversationBook& book() const { return book_; }

    /// The connection whose socket `host` has under these ports now; 0 where none is known.
    [[nodiscard]] sim::ConversationId owner(sim::ConversationId any_with_the_ports,
                                            sim::HostId host) const;
    /// The host's socket under its ports is this connection's.
    void claim(sim::ConversationId id, sim::HostId host);
    /// It has no socket any more.
    void release(sim::ConversationId id, sim::HostId host);

    /// Its socket on `host`, as the kernel names it.
    [[nodiscard]] SocketName socket_name(sim::ConversationId id, sim::HostId host) const;
    /// How often its end on `host` halves a window before it writes it into a segment other than a
    /// SYN.
    [[nodiscard]] std::uint8_t window_shift(sim::ConversationId id, sim::HostId host) const;

private:
    /// A socket: its host and port, and its peer's address and port.
    struct Seat {
        sim::HostId host{};
        std::uint16_t port{};
        sim::AddressId peer{};
        std::uint16_t peer_port{};

        auto operator<=>(const Seat&) const = default;
    };
    [[nodiscard]] Seat seat(sim::ConversationId id, sim::HostId host) const;
    [[nodiscard]] sim::Segment segment_of(const sim::WirePacket& packet);
    void open(sim::HostId from, const sim::WirePacket& packet);

    sim::Trace& trace_;
    sim::ConversationBook book_;
    std::map<Seat, sim::ConversationId> owners_;
    std::set<sim::ConversationId> injected_; ///< opened by the scenario: no socket of the opener's
};

} // namespace live
