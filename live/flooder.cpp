#include "live/flooder.h"

#include "sim/base/assert.h"

#include <algorithm>

namespace live {

using sim::Time;

Flooder::Flooder(const Surroundings& around) : around_(around) {
    for (const sim::Flood& flood : around_.scenario.floods)
        streams_.emplace_back(around_, flood);
}

Time Flooder::next_due() const {
    Time soonest = sim::never;
    for (const FloodStream& stream : streams_)
        soonest = std::min(soonest, stream.next_due());
    return soonest;
}

void Flooder::deliver(const PutPacket& put) {
    const auto next = std::min_element(
        streams_.begin(), streams_.end(),
        [](const FloodStream& a, const FloodStream& b) { return a.next_due() < b.next_due(); });
    SIM_ASSERT(next != streams_.end() && next->next_due() != sim::never);
    next->deliver(put);
}

bool Flooder::take(const sim::WirePacket& packet, Time departed) {
    const auto stream =
        std::find_if(streams_.begin(), streams_.end(), [&](const FloodStream& candidate) {
            return candidate.has_source(packet.destination);
        });
    if (stream == streams_.end()) return false;
    stream->take(packet, departed);
    return true;
}

bool Flooder::is_source(const sim::Address& address) const {
    return std::any_of(streams_.begin(), streams_.end(),
                       [&](const FloodStream& stream) { return stream.has_source(address); });
}

std::uint64_t Flooder::packets() const {
    std::uint64_t packets = 0;
    for (const FloodStream& stream : streams_)
        packets += stream.arrived();
    return packets;
}

sim::FloodCounts Flooder::counts(sim::HostId host, std::uint16_t port, Time at) const {
    sim::FloodCounts sum;
    for (const FloodStream& stream : streams_) {
        if (stream.flood().to != host || stream.flood().port != port) continue;
        const sim::FloodCounts counts = stream.counts(at);
        sum.sent += counts.sent;
        sum.answered += counts.answered;
        sum.refused += counts.refused;
        sum.dropped += counts.dropped;
    }
    return sum;
}

std::vector<sim::FloodSummary> Flooder::summaries(Time at) const {
    std::vector<sim::FloodSummary> summaries;
    for (const FloodStream& stream : streams_)
        summaries.push_back(stream.summary(at));
    return summaries;
}

void Flooder::write_down(Time now) {
    for (FloodStream& stream : streams_)
        stream.write_down(now, around_.capture);
}

} // namespace live
