#pragma once

#include "sim/base/digest.h"
#include "sim/base/seq_num.h"

#include <vector>

namespace sim {

/// What the peer has told to hold beyond SND.UNA: sorted ranges of whole segments with gaps between
/// them (RFC 2018 5, RFC 6675 3). Only what an ACK adds is looked at; an ACK without SACK blocks
/// costs nothing.
class SackScoreboard {
public:
    [[nodiscard]] bool empty() const { return held_.empty(); }
    /// Behind the highest number the peer holds (RFC 6675 2, HighData of the SACKs).
    [[nodiscard]] SeqNum highest() const { return held_.back().end; }
    [[nodiscard]] const std::vector<SeqRange>& ranges() const { return held_; }

    /// Adds `range` and shows each piece that was not held before to `fresh`, the lowest first.
    template <typename Fresh>
    void add(SeqRange range, Fresh&& fresh) {
        std::size_t at = first_touching(range.first);
        SeqNum next = range.first;
        const std::size_t from = at;
        SeqRange whole = range;
        for (; at < held_.size() && before_or_equal(held_[at].first, range.end); ++at) {
            const SeqRange held = held_[at];
            if (before(next, held.first)) fresh(SeqRange{.first = next, .end = held.first});
            next = later_of(next, held.end);
            if (before(held.first, whole.first)) whole.first = held.first;
            whole.end = later_of(whole.end, held.end);
        }
        if (before(next, range.end)) fresh(SeqRange{.first = next, .end = range.end});
        replace(from, at, whole);
    }
    /// All before `una` is acknowledged and needs to be held no longer.
    void advance(SeqNum una);
    /// Where the range that holds `number` ends; `number` itself when none does.
    [[nodiscard]] SeqNum end_of_range_at(SeqNum number) const;
    void clear() { held_.clear(); }

    void add_to(Digest& digest) const;
    bool operator==(const SackScoreboard&) const = default;

private:
    /// The first range that ends at `number` or later.
    [[nodiscard]] std::size_t first_touching(SeqNum number) const;
    void replace(std::size_t from, std::size_t to, SeqRange whole);

    std::vector<SeqRange> held_;
};

} // namespace sim
