#include "sim/link/fault_list.h"

#include "sim/base/assert.h"

#include <utility>

namespace sim {

bool belongs_to(const Departure& departure, SegmentClass kind) {
    const Flags flags = departure.flags;
    switch (kind) {
    case SegmentClass::syn: return flags.syn && !flags.ack;
    case SegmentClass::syn_ack: return flags.syn && flags.ack;
    case SegmentClass::ack:
        return flags.ack && !flags.syn && !flags.fin && !flags.rst && departure.length == 0;
    case SegmentClass::data: return departure.length > 0;
    case SegmentClass::fin: return flags.fin;
    case SegmentClass::rst: return flags.rst;
    case SegmentClass::any: return true;
    }
    unreachable();
}

FaultList::FaultList(std::vector<Fault> faults)
    : faults_(std::move(faults)), seen_(faults_.size(), 0) {}

namespace {

bool counts(const Fault& fault, const Departure& departure) {
    return fault.from == departure.from && belongs_to(departure, fault.what)
           && (!fault.conversation || *fault.conversation == departure.conversation);
}

bool is_due(const Fault& fault, std::uint32_t seen) {
    return fault.every != 0 ? seen % fault.every == 0 : seen == fault.nth;
}

void apply(const Fault& fault, Fate& fate) {
    switch (fault.action) {
    case FaultAction::drop: fate.dropped = true; return;
    case FaultAction::duplicate: ++fate.copies; return;
    case FaultAction::delay: fate.extra_delay += fault.by; return;
    case FaultAction::corrupt: fate.corrupted = true; return;
    }
    unreachable();
}

} // namespace

Fate FaultList::judge(const Departure& departure) {
    Fate fate;
    for (std::size_t i = 0; i < faults_.size(); ++i) {
        if (!counts(faults_[i], departure)) continue;
        ++seen_[i];
        if (is_due(faults_[i], seen_[i])) apply(faults_[i], fate);
    }
    return fate;
}

void FaultList::add_to(Digest& digest) const {
    for (const std::uint32_t seen : seen_)
        digest.add(seen);
}

} // namespace sim
