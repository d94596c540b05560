#include "sim/tcp/sack_scoreboard.h"

#include <algorithm>

namespace sim {

/// Most often it is the last one, or lies behind it.
std::size_t SackScoreboard::first_touching(SeqNum number) const {
    const std::size_t count = held_.size();
    if (count == 0 || before(held_[count - 1].end, number)) return count;
    if (count == 1 || before(held_[count - 2].end, number)) return count - 1;
    const auto found = std::partition_point(
        held_.begin(), held_.end(), [number](SeqRange held) { return before(held.end, number); });
    return static_cast<std::size_t>(found - held_.begin());
}

void SackScoreboard::replace(std::size_t from, std::size_t to, SeqRange whole) {
    const auto first = held_.begin() + static_cast<std::ptrdiff_t>(from);
    if (from == to) {
        held_.insert(first, whole);
        return;
    }
    *first = whole;
    held_.erase(first + 1, held_.begin() + static_cast<std::ptrdiff_t>(to));
}

void SackScoreboard::advance(SeqNum una) {
    const auto kept = std::partition_point(held_.begin(), held_.end(), [una](SeqRange held) {
        return before_or_equal(held.end, una);
    });
    held_.erase(held_.begin(), kept);
    if (!held_.empty()) held_.front().first = later_of(held_.front().first, una);
}

SeqNum SackScoreboard::end_of_range_at(SeqNum number) const {
    const std::size_t place = first_touching(number + 1);
    if (place == held_.size() || before(number, held_[place].first)) return number;
    return held_[place].end;
}

void SackScoreboard::add_to(Digest& digest) const {
    for (const SeqRange held : held_) {
        digest.add(held.first.raw);
        digest.add(held.end.raw);
    }
}

} // namespace sim
