#include "sim/tcp/reassembly.h"

#include <algorithm>

namespace sim {

std::uint32_t Reassembly::bytes() const {
    std::uint32_t sum = 0;
    for (const SeqRange range : ranges_)
        sum += length(range);
    return sum;
}

void Reassembly::add(SeqRange range) {
    if (range.first == range.end) return;
    const auto first = std::find_if(ranges_.begin(), ranges_.end(), [&](SeqRange held) {
        return before_or_equal(range.first, held.end);
    });
    auto last = first;
    while (last != ranges_.end() && before_or_equal(last->first, range.end)) {
        range.first = before(last->first, range.first) ? last->first : range.first;
        range.end = later_of(last->end, range.end);
        ++last;
    }
    ranges_.insert(ranges_.erase(first, last), range);
}

SeqNum Reassembly::take_from(SeqNum next) {
    auto used = ranges_.begin();
    while (used != ranges_.end() && before_or_equal(used->first, next)) {
        next = later_of(next, used->end);
        ++used;
    }
    ranges_.erase(ranges_.begin(), used);
    return next;
}

void Reassembly::add_to(Digest& digest) const {
    for (const SeqRange range : ranges_) {
        digest.add(range.first.raw);
        digest.add(range.end.raw);
    }
}

} // namespace sim
