#include "live/loopback.h"

#include "live/socket_address.h"

#include <algorithm>
#include <cerrno>
#include <span>
#include <sys/socket.h>

namespace live {

using sim::HostId;
using sim::Time;

namespace {

/// A packet comes out within microseconds; one that has not by now was thrown away by the kernel,
/// whose queue was full.
constexpr sim::Duration longest_way = std::chrono::milliseconds{100};

} // namespace

bool Loopback::take() {
    bool any = false;
    Frame frame;
    while (around().lab.taps.front().read(frame)) {
        if (frame.bytes.size() <= ethernet_header) continue;
        const auto packet = sim::decode(std::span{frame.bytes}.subspan(ethernet_header));
        if (!packet) continue; // not TCP
        any = true;
        if (flooder().is_source(packet->source)) continue; // we have put it there
        if (flooder().is_source(packet->destination)) {
            if (frame.way == Way::into_interface)
                flooder().take(*packet, around().clock.at(frame.wall_ns));
        } else if (frame.way == Way::into_interface)
            take_departure(frame, *packet);
        else
            take_arrival(frame);
    }
    return any || give_up_lost();
}

bool Loopback::deliver() {
    if (next_due() > around().clock.now()) return false;
    flood();
    return true;
}

int Loopback::put(HostId to, std::span<const std::uint8_t> packet) const {
    const auto& [scenario, lab, clock, capture, causes] = around();
    const SocketAddress there = socket_address(scenario.hosts[to].address, 0);
    const ssize_t sent =
        sendto(lab.raw.number(), packet.data(), packet.size(), 0, there.get(), there.length);
    return sent < 0 ? errno : 0;
}

bool Loopback::give_up_lost() {
    const auto& [scenario, lab, clock, capture, causes] = around();
    const Time now = clock.now();
    if (inside_.empty() || now < inside_.front().since + longest_way) return false;
    capture.dropped(now, inside_.front().departure, sim::DropReason::queue_overflow);
    inside_.pop_front();
    return true;
}

void Loopback::take_departure(const Frame& frame, const sim::WirePacket& packet) {
    const auto& [scenario, lab, clock, capture, causes] = around();
    const Time departed = clock.at(frame.wall_ns);
    const HostId from = packet.source == scenario.hosts[0].address ? HostId{0} : HostId{1};
    const sim::RecordId record =
        capture.sent(departed, from, packet, causes.of_departure(from, departed));
    inside_.push_back({.departure = record, .since = departed, .bytes = frame.bytes});
    count_segment();
    note_event(clock.now());
}

/// The host at the other end works a packet off as soon as it comes out.
void Loopback::take_arrival(const Frame& frame) {
    const auto& [scenario, lab, clock, capture, causes] = around();
    const auto found = std::find_if(inside_.begin(), inside_.end(), [&](const Inside& packet) {
        return packet.bytes == frame.bytes;
    });
    if (found == inside_.end()) return; // its departure was missed
    const Time arrived = clock.at(frame.wall_ns);
    const sim::RecordId record = capture.received(arrived, found->departure);
    causes.note(capture.trace().record(record).host, arrived, arrived, record);
    inside_.erase(found);
}

} // namespace live
