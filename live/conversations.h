#pragma once

#include "live/diag.h"
#include "sim/packet/codec.h"
#include "sim/trace/trace.h"

#include <cstdint>
#include <map>

namespace live {

/// The connections of a run, as told from the packets that leave: gives each its number, and keeps
/// its initial sequence numbers, first timestamps, window shifts and bytes in the trace.
class Conversations {
public:
    explicit Conversations(sim::Trace& trace) : trace_(trace) {}

    /// The connection of a packet that leaves `from`; a new one when the packet opens it.
    sim::ConversationId of_departure(sim::Time at, sim::HostId from, const sim::WirePacket& packet);
    /// The latest connection between these ports; 0 when there has been none.
    [[nodiscard]] sim::ConversationId between(sim::HostId host, std::uint16_t port,
                                              std::uint16_t peer_port) const;
    /// Its socket on `host`, as the kernel names it.
    [[nodiscard]] SocketName socket_name(sim::ConversationId id, sim::HostId host) const;
    /// How often its end on `host` halves a window before it writes it into a segment other than a
    /// SYN.
    [[nodiscard]] std::uint8_t window_shift(sim::ConversationId id, sim::HostId host) const;

private:
    sim::ConversationId open(sim::HostId from, const sim::WirePacket& packet);

    sim::Trace& trace_;
    std::map<std::uint32_t, sim::ConversationId> latest_; ///< by the ports of host 0 and of host 1
};

} // namespace live
