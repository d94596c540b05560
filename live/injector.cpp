#include "live/injector.h"

#include "sim/base/assert.h"

#include <algorithm>

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
    return packet;
}

} // namespace live
