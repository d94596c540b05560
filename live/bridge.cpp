#include "live/bridge.h"

#include "live/tap.h"
#include "sim/base/assert.h"

#include <algorithm>
#include <utility>

namespace live {

using sim::DropReason;
using sim::Time;

Bridge::Bridge(const sim::Scenario& scenario) : link_(scenario.link), faults_(scenario.faults) {
    for (sim::HostId from = 0; from < host_count; ++from)
        lines_.at(from).loss = sim::loss_stream(scenario.seed, from, link_.loss_per_billion);
}

std::optional<DropReason> Bridge::take(Time departed, const sim::Departure& departure,
                                       FrameInFlight frame) {
    Line& line = lines_.at(departure.from);
    const sim::Fate fate = faults_.judge(departure);
    const bool lost = line.loss.loses_next();
    if (fate.dropped) return DropReason::fault;
    if (lost) return DropReason::random_loss;
    const std::optional<Time> sent =
        transmitted_at(line, departed, frame.bytes.size() - ethernet_header);
    if (!sent) return DropReason::queue_overflow;
    frame.due = *sent + link_.delay + fate.extra_delay;
    frame.corrupted = fate.corrupted;
    for (std::uint32_t copy = 1; copy < fate.copies; ++copy)
        insert(frame);
    insert(std::move(frame));
    return std::nullopt;
}

/// When the packet's last bit has left the transmitter; nothing when the queue before it is full.
std::optional<Time> Bridge::transmitted_at(Line& line, Time departed,
                                           std::size_t packet_bytes) const {
    if (link_.rate_bits_per_s == 0) return departed;
    while (!line.starts.empty() && line.starts.front() <= departed)
        line.starts.pop_front();
    if (link_.queue_packets != 0 && line.starts.size() >= link_.queue_packets) return std::nullopt;
    const Time start = std::max(departed, line.free_at);
    if (start > departed) line.starts.push_back(start);
    constexpr std::uint64_t bit_ns = 8'000'000'000; // 8 bits a byte, in billionths
    line.free_at =
        start
        + sim::Duration{static_cast<std::int64_t>(packet_bytes * bit_ns / link_.rate_bits_per_s)};
    return line.free_at;
}

void Bridge::insert(FrameInFlight frame) {
    const auto later =
        std::upper_bound(in_flight_.begin(), in_flight_.end(), frame.due,
                         [](Time due, const FrameInFlight& waiting) { return due < waiting.due; });
    in_flight_.insert(later, std::move(frame));
}

Time Bridge::next_due() const {
    return in_flight_.empty() ? sim::never : in_flight_.front().due;
}

FrameInFlight Bridge::next() {
    SIM_ASSERT(!in_flight_.empty());
    FrameInFlight frame = std::move(in_flight_.front());
    in_flight_.pop_front();
    return frame;
}

} // namespace live
