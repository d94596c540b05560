#include "sim/tcp/reassembly.h"

#include <algorithm>

namespace sim {

namespace {

/// What two ranges have in common; empty where nothing.
SeqRange common(SeqRange one, SeqRange other) {
    const SeqNum first = later_of(one.first, other.first);
    const SeqNum end = before(one.end, other.end) ? one.end : other.end;
    return before(first, end) ? SeqRange{.first = first, .end = end} : SeqRange{};
}

} // namespace

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
    std::erase_if(newest_, [&](SeqRange held) {
        return before_or_equal(range.first, held.first) && before_or_equal(held.end, range.end);
    });
    newest_.insert(newest_.begin(), range);
}

SeqRange Reassembly::overlap(SeqRange range) const {
    for (const SeqRange held : ranges_)
        if (const SeqRange both = common(held, range); length(both) != 0) return both;
    return {};
}

std::uint32_t Reassembly::bytes_in(SeqRange range) const {
    std::uint32_t sum = 0;
    for (const SeqRange held : ranges_)
        sum += length(common(held, range));
    return sum;
}

SeqNum Reassembly::take_those_after(SeqNum next) {
    auto used = ranges_.begin();
    while (used != ranges_.end() && before_or_equal(used->first, next)) {
        next = later_of(next, used->end);
        ++used;
    }
    ranges_.erase(ranges_.begin(), used);
    std::erase_if(newest_, [&](SeqRange held) { return before_or_equal(held.end, next); });
    return next;
}

void Reassembly::add_to(Digest& digest) const {
    for (const SeqRange range : ranges_) {
        digest.add(range.first.raw);
        digest.add(range.end.raw);
    }
    for (const SeqRange range : newest_)
        digest.add(range.first.raw);
}

} // namespace sim
