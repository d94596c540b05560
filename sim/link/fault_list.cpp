#include "sim/link/fault_list.h"

#include "sim/base/assert.h"

#include <algorithm>
#include <utility>

namespace sim {

FaultList::FaultList(std::vector<Fault> faults)
    : faults_(std::move(faults)), seen_(faults_.size(), 0) {
    std::vector<DepartureMark> ends;
    for (std::uint32_t place = 0; place < faults_.size(); ++place) {
        if (faults_[place].action != FaultAction::hold) continue;
        holds_.push_back(place);
        ends.push_back(faults_[place].until);
    }
    ends_of_holds_ = MarkCounter(std::move(ends));
}

namespace {

bool counts(const Fault& fault, const Departure& departure) {
    return counts(DepartureMark{.from = fault.from,
                                .what = fault.what,
                                .nth = fault.nth,
                                .conversation = fault.conversation},
                  departure);
}

bool is_due(const Fault& fault, std::uint32_t seen) {
    return fault.every != 0 ? seen % fault.every == 0 : seen == fault.nth;
}

void apply(const Fault& fault, std::optional<std::uint32_t> hold, Fate& fate) {
    switch (fault.action) {
    case FaultAction::drop: fate.dropped = true; return;
    case FaultAction::duplicate: ++fate.copies; return;
    case FaultAction::delay: fate.extra_delay += fault.by; return;
    case FaultAction::corrupt: fate.corrupted = true; return;
    case FaultAction::hold: fate.held = hold; return;
    case FaultAction::mark: fate.marked = true; return;
    }
    unreachable();
}

} // namespace

Fate FaultList::judge(const Departure& departure) {
    if (!holds_.empty()) released_ = ends_of_holds_.count(departure);
    Fate fate;
    for (std::size_t i = 0; i < faults_.size(); ++i) {
        if (!counts(faults_[i], departure)) continue;
        ++seen_[i];
        if (is_due(faults_[i], seen_[i])) apply(faults_[i], hold_at(i), fate);
    }
    return fate;
}

/// The number of the fault's hold; nothing where it is none, or has ended.
std::optional<std::uint32_t> FaultList::hold_at(std::size_t place) const {
    const auto found = std::find(holds_.begin(), holds_.end(), place);
    if (found == holds_.end()) return std::nullopt;
    const auto number = static_cast<std::uint32_t>(found - holds_.begin());
    if (ends_of_holds_.has_passed(number)) return std::nullopt;
    return number;
}

void FaultList::add_to(Digest& digest) const {
    for (const std::uint32_t seen : seen_)
        digest.add(seen);
    ends_of_holds_.add_to(digest);
    for (const std::uint32_t hold : released_)
        digest.add(hold);
}

} // namespace sim
