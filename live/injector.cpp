#include "live/injector.h"

#include "sim/base/assert.h"

#include <algorithm>
#include <span>

namespace live {

using sim::DepartureMark;
using sim::Injection;
using sim::Time;

Injector::Injector(const std::vector<Injection>& injections) : injections_(injections) {
    std::vector<DepartureMark> marks;
    for (std::uint32_t place = 0; place < injections.size(); ++place) {
        constexpr DepartureMark never_reached{.nth = 0};
        marks.push_back(injections[place].after.value_or(never_reached));
        if (!injections[place].after) insert({.at = injections[place].at, .place = place});
    }
    marks_ = sim::MarkCounter(std::move(marks));
}

void Injector::departed(const sim::Departure& departure, Time at, sim::RecordId record) {
    for (const std::uint32_t place : marks_.count(departure))
        insert({.at = at + injections_[place].by, .place = place, .cause = record});
}

void Injector::insert(Due due) {
    const auto later = std::upper_bound(due_.begin(), due_.end(), due,
                                        [](const Due& a, const Due& b) { return a.at < b.at; });
    due_.insert(later, due);
}

Time Injector::next_due() const {
    return due_.empty() ? sim::never : due_.front().at;
}

Injector::Due Injector::next() {
    SIM_ASSERT(!due_.empty());
    const Due due = due_.front();
    due_.erase(due_.begin());
    return due;
}

std::optional<sim::WirePacket> packet_of(const Injection& injection,
                                         const sim::ConversationBook& book) {
    const auto to = static_cast<sim::HostId>(1 - injection.from);
    sim::WirePacket packet;
    sim::Segment& segment = packet.segment;
    segment.flags = injection.flags;
    segment.window = injection.window;
    segment.seq = {injection.seq};
    segment.ack = {injection.ack};
    segment.path.local.port = injection.from_port;
    segment.path.remote.port = injection.to_port;
    packet.bytes = injection.payload.read(0, injection.payload.length());
    segment.payload.length = static_cast<std::uint32_t>(packet.bytes.size());
    if (!injection.conversation) return packet;
    const std::optional<sim::Path> path = book.path(*injection.conversation, injection.from);
    if (!path) return std::nullopt;
    const std::optional<sim::SeqNum> own = book.initial(*injection.conversation, injection.from);
    const std::optional<sim::SeqNum> peer = book.initial(*injection.conversation, to);
    if (!own || (injection.flags.ack && !peer)) return std::nullopt;
    segment.path.local.port = path->local.port;
    segment.path.remote.port = path->remote.port;
    segment.seq = *own + injection.seq;
    if (injection.flags.ack) segment.ack = *peer + injection.ack;
    if (!injection.timestamp) return packet;
    const auto own_time = book.first_timestamp(*injection.conversation, injection.from);
    const auto peer_time = book.first_timestamp(*injection.conversation, to);
    if (!own_time || !peer_time) return std::nullopt;
    segment.present.timestamps = true;
    segment.options.timestamp = *own_time + *injection.timestamp;
    segment.options.timestamp_echo = *peer_time;
    return packet;
}

std::optional<sim::WirePacket> packet_quoted_by(const Injection& injection,
                                                const sim::ConversationBook& book) {
    const auto to = static_cast<sim::HostId>(1 - injection.from);
    const std::optional<sim::Path> path = book.path(*injection.conversation, to);
    if (!path) return std::nullopt;
    const std::optional<sim::SeqNum> initial = book.initial(*injection.conversation, to);
    if (!initial) return std::nullopt;
    sim::WirePacket packet;
    packet.segment.flags.ack = true;
    packet.segment.seq = *initial + injection.seq;
    packet.segment.path.local.port = path->local.port;
    packet.segment.path.remote.port = path->remote.port;
    return packet;
}

std::vector<std::uint8_t> icmp_packet(const sim::IcmpMessage& message,
                                      const sim::WirePacket& quoted) {
    constexpr std::size_t ip_header = 20, icmp_header = 8, quoted_bytes = ip_header + 8;
    constexpr std::uint8_t protocol_icmp = 1;
    const std::vector<std::uint8_t> original = sim::encode(quoted);
    sim::WirePacket carrier; // its IP header serves, with another protocol and length
    carrier.source = quoted.destination;
    carrier.destination = quoted.source;
    std::vector<std::uint8_t> packet = sim::encode(carrier);
    packet.resize(ip_header);
    packet.insert(packet.end(), {message.type, message.code, 0, 0, 0, 0,
                                 static_cast<std::uint8_t>(message.mtu >> 8U),
                                 static_cast<std::uint8_t>(message.mtu & 0xffU)});
    packet.insert(packet.end(), original.begin(), original.begin() + quoted_bytes);
    const auto put16 = [&packet](std::size_t place, std::uint16_t value) {
        packet[place] = static_cast<std::uint8_t>(value >> 8U);
        packet[place + 1] = static_cast<std::uint8_t>(value & 0xffU);
    };
    constexpr std::size_t length_at = 2, protocol_at = 9, header_sum_at = 10,
                          icmp_sum_at = ip_header + 2;
    put16(length_at, ip_header + icmp_header + quoted_bytes);
    packet[protocol_at] = protocol_icmp;
    put16(header_sum_at, 0);
    put16(header_sum_at, sim::internet_checksum(std::span{packet}.first(ip_header)));
    put16(icmp_sum_at, sim::internet_checksum(std::span{packet}.subspan(ip_header)));
    return packet;
}

} // namespace live
