#include "live/stepped_wire.h"

namespace live {

using sim::Time;

Time SteppedWire::next_due() const {
    if (!holds_) return Wire::next_due();
    const bool goes = lets_one_go_ && next_frame_due() != sim::never;
    return goes ? Time{} : next_injection_due();
}

bool SteppedWire::deliver() {
    if (!holds_) return Wire::deliver();
    if (next_injection_due() <= around().clock.now()) {
        inject_next();
        return true;
    }
    if (!lets_one_go_ || next_frame_due() == sim::never) return false;
    lets_one_go_ = false;
    hand_over_next();
    return true;
}

SteppedWire::Likeness SteppedWire::likeness(sim::HostId from, const sim::WirePacket& packet) {
    const sim::Segment& segment = packet.segment;
    return {.from = from,
            .port = segment.path.local.port,
            .peer_port = segment.path.remote.port,
            .seq = segment.seq.raw,
            .length = segment.payload.length,
            .syn = segment.flags.syn,
            .fin = segment.flags.fin};
}

/// Bare ACKs and resets are no copies: nobody sends them for fear that they were lost.
bool SteppedWire::swallows(sim::HostId from, const sim::WirePacket& packet) {
    return holds_ && sequence_length(packet.segment) != 0
           && taken_.contains(likeness(from, packet));
}

void SteppedWire::has_taken(sim::HostId from, const sim::WirePacket& packet) {
    if (sequence_length(packet.segment) != 0) taken_.insert(likeness(from, packet));
}

} // namespace live
