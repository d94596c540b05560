#include "sim/link/departure.h"

#include "sim/base/assert.h"

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

bool counts(const DepartureMark& mark, const Departure& departure) {
    return mark.from == departure.from && belongs_to(departure, mark.what)
           && (!mark.conversation || *mark.conversation == departure.conversation);
}

const std::vector<std::uint32_t>& MarkCounter::count(const Departure& departure) {
    reached_.clear();
    for (std::uint32_t place = 0; place < marks_.size(); ++place) {
        if (!counts(marks_[place], departure)) continue;
        if (++seen_[place] == marks_[place].nth) reached_.push_back(place);
    }
    return reached_;
}

void MarkCounter::add_to(Digest& digest) const {
    for (const std::uint32_t seen : seen_)
        digest.add(seen);
    for (const std::uint32_t place : reached_)
        digest.add(place);
}

} // namespace sim
