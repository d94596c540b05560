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

/// A frame has left: what waits for that, waits no longer.
std::optional<DropReason> Bridge::take(Time departed, const sim::Departure& departure,
                                       FrameInFlight frame) {
    const std::optional<DropReason> death = judge(departed, departure, std::move(frame));
    if (!held_.empty()) release_held(departed);
    return death;
}

void Bridge::release_held(Time at) {
    const std::vector<std::uint32_t>& released = faults_.released();
    const auto goes_on = [&](const Held& held) {
        return std::find(released.begin(), released.end(), held.hold) != released.end();
    };
    for (Held& held : held_)
        if (goes_on(held)) carry(at, held.frame);
    std::erase_if(held_, goes_on);
}

void Bridge::carry(Time departed, FrameInFlight frame) {
    frame.due = departed + link_.delay;
    insert(std::move(frame));
}

std::optional<DropReason> Bridge::judge(Time departed, const sim::Departure& departure,
                                        FrameInFlight frame) {
    Line& line = lines_.at(departure.from);
    const sim::Fate fate = faults_.judge(departure);
    const bool lost = line.loss.loses_next();
    if (fate.dropped) return DropReason::fault;
    if (lost) return DropReason::random_loss;
    const auto packet_bytes = static_cast<std::uint32_t>(frame.bytes.size() - ethernet_header);
    frame.corrupted = fate.corrupted;
    frame.marked = fate.marked;
    if (fate.held) {
        held_.push_back({.hold = *fate.held, .frame = std::move(frame)});
        return std::nullopt;
    }
    std::optional<DropReason> death;
    for (std::uint32_t copy = 0; copy < fate.copies; ++copy) {
        const std::optional<Time> arrival = line.transmitter.admit(link_, departed, packet_bytes);
        if (!arrival) {
            death = DropReason::queue_overflow;
            continue;
        }
        frame.due = *arrival + fate.extra_delay;
        insert(frame);
    }
    return death;
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
