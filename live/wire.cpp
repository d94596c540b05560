#include "live/wire.h"

#include "sim/packet/codec.h"

#include <span>
#include <utility>

namespace live {

using sim::HostId;
using sim::Time;

namespace {

/// A bit of the TCP checksum, turned: the receiver must notice.
void corrupt(std::vector<std::uint8_t>& frame, const sim::WirePacket& packet) {
    constexpr std::size_t ipv4_header = 20;
    constexpr std::size_t ipv6_header = 40;
    constexpr std::size_t checksum_offset = 16;
    const bool is_ipv4 = packet.source.family == sim::AddressFamily::ipv4;
    frame.at(ethernet_header + (is_ipv4 ? ipv4_header : ipv6_header) + checksum_offset) ^= 1U;
}

/// CE in the ECN field of a packet that is ECT, and the sum over an IPv4 header made good (RFC 3168
/// 5, RFC 791).
void mark(std::span<std::uint8_t> packet) {
    constexpr std::size_t ipv4_header = 20, sum_at = 10;
    constexpr std::uint8_t ce = 3;
    const bool is_ipv4 = packet[0] >> 4U == 4;
    std::uint8_t& field = packet[1];
    const unsigned place = is_ipv4 ? 0 : 4; // IPv6: in the upper half of the second octet
    if ((field >> place & ce) == 0) return;
    field = static_cast<std::uint8_t>(field | ce << place);
    if (!is_ipv4) return;
    packet[sum_at] = packet[sum_at + 1] = 0;
    const std::uint16_t sum = sim::internet_checksum(packet.first(ipv4_header));
    packet[sum_at] = static_cast<std::uint8_t>(sum >> 8U);
    packet[sum_at + 1] = static_cast<std::uint8_t>(sum);
}

sim::Departure departure_of(HostId from, const sim::WirePacket& packet,
                            sim::ConversationId conversation) {
    return {.from = from,
            .conversation = conversation,
            .flags = packet.segment.flags,
            .length = packet.segment.payload.length};
}

} // namespace

bool Wire::take() {
    bool any = false;
    Frame frame;
    for (HostId from = 0; from < host_count; ++from)
        while (around().lab.taps[from].read(frame)) {
            take_departure(from, frame);
            any = true;
        }
    return any;
}

void Wire::take_departure(HostId from, const Frame& frame) {
    const auto& [scenario, lab, clock, capture, causes] = around();
    if (frame.bytes.size() <= ethernet_header) return;
    const sim::Expected<sim::WirePacket> packet =
        sim::decode(std::span{frame.bytes}.subspan(ethernet_header));
    if (!packet) return; // not TCP: noise of the host that the wire does not carry
    const Time departed = clock.at(frame.wall_ns);
    note_event(clock.now());
    if (flooder().take(*packet, departed)) return; // nobody on the other side has that address
    const sim::RecordId record =
        capture.sent(departed, from, *packet, causes.of_departure(from, departed));
    count_segment();
    if (swallows(from, *packet)) return capture.swallowed(departed, record);
    const sim::Departure departure =
        departure_of(from, *packet, capture.trace().record(record).conversation);
    injector_.departed(departure, departed, record);
    const std::optional<sim::DropReason> death = bridge_.take(departed, departure,
                                                              {.due = {},
                                                               .to = static_cast<HostId>(1 - from),
                                                               .departure = record,
                                                               .bytes = frame.bytes});
    if (death)
        capture.dropped(departed, record, *death);
    else
        has_taken(from, *packet);
}

bool Wire::deliver() {
    const Time due = next_due();
    if (due > around().clock.now()) return false;
    if (due == flooder().next_due())
        flood();
    else if (injector_.next_due() < bridge_.next_due())
        inject(injector_.next());
    else
        hand_over(bridge_.next());
    return true;
}

/// Puts a segment of the scenario's on the wire.
void Wire::inject(const Injector::Due& due) {
    const auto& [scenario, lab, clock, capture, causes] = around();
    const sim::Injection& injection = scenario.injections.at(due.place);
    if (injection.icmp) return inject_icmp(due);
    std::optional<sim::WirePacket> packet = packet_of(injection, capture.conversations().book());
    if (!packet) return give_up(sim::Rule::wire_injected_nowhere);
    const auto to = static_cast<HostId>(1 - injection.from);
    packet->source = scenario.hosts[injection.from].address;
    packet->destination = scenario.hosts[to].address;
    const Time now = clock.now();
    std::vector<std::uint8_t> frame = ethernet_header_from(injection.from, packet->source.family);
    const std::vector<std::uint8_t> bytes = sim::encode(*packet);
    frame.insert(frame.end(), bytes.begin(), bytes.end());
    const sim::RecordId departure = capture.injected(now, injection, *packet, due.cause);
    bridge_.carry(now, {.due = {}, .to = to, .departure = departure, .bytes = std::move(frame)});
    note_event(now);
}

/// Puts an ICMP message on the wire, to the host whose segment it quotes.
void Wire::inject_icmp(const Injector::Due& due) {
    const auto& [scenario, lab, clock, capture, causes] = around();
    const sim::Injection& injection = scenario.injections.at(due.place);
    std::optional<sim::WirePacket> quoted =
        packet_quoted_by(injection, capture.conversations().book());
    if (!quoted) return give_up(sim::Rule::wire_injected_nowhere);
    const auto to = static_cast<HostId>(1 - injection.from);
    quoted->source = scenario.hosts[to].address;
    quoted->destination = scenario.hosts[injection.from].address;
    std::vector<std::uint8_t> frame = ethernet_header_from(injection.from, quoted->source.family);
    const std::vector<std::uint8_t> bytes = icmp_packet(*injection.icmp, *quoted);
    frame.insert(frame.end(), bytes.begin(), bytes.end());
    const Time now = clock.now();
    bridge_.carry(now, {.due = {},
                        .to = to,
                        .departure = due.cause,
                        .icmp = static_cast<std::uint16_t>(due.place + 1),
                        .bytes = std::move(frame)});
    note_event(now);
}

int Wire::put(HostId to, std::span<const std::uint8_t> packet) const {
    const auto from = static_cast<HostId>(1 - to);
    std::vector<std::uint8_t> frame = ethernet_header_from(from, sim::AddressFamily::ipv4);
    frame.insert(frame.end(), packet.begin(), packet.end());
    return around().lab.taps[to].write(frame);
}

void Wire::hand_over(FrameInFlight frame) {
    const auto& [scenario, lab, clock, capture, causes] = around();
    if (frame.corrupted)
        if (const auto packet = sim::decode(std::span{frame.bytes}.subspan(ethernet_header)))
            corrupt(frame.bytes, *packet);
    if (frame.marked) mark(std::span{frame.bytes}.subspan(ethernet_header));
    const Time begun = clock.now();
    const int error = lab.taps[frame.to].write(frame.bytes);
    const Time done = clock.now();
    note_event(done);
    if (frame.icmp != 0) {
        const sim::Injection& injection = scenario.injections.at(frame.icmp - 1U);
        causes.note(frame.to, begun, done,
                    capture.icmp_arrived(begun, frame.to, injection, frame.departure));
        return;
    }
    if (error != 0)
        capture.dropped(begun, frame.departure, sim::DropReason::queue_overflow);
    else if (frame.corrupted)
        capture.dropped(begun, frame.departure, sim::DropReason::checksum);
    else
        causes.note(frame.to, begun, done, capture.received(begun, frame.departure));
}

} // namespace live
