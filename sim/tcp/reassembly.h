#pragma once

#include "sim/base/digest.h"
#include "sim/base/seq_num.h"

#include <vector>

namespace sim {

/// What arrived beyond RCV.NXT: sorted ranges with gaps between them (RFC 9293 3.10.7.4, seventh).
class Reassembly {
public:
    [[nodiscard]] bool empty() const { return ranges_.empty(); }
    [[nodiscard]] const std::vector<SeqRange>& ranges() const { return ranges_; }
    /// The same ranges, the one that changed last first (RFC 2018 4).
    [[nodiscard]] const std::vector<SeqRange>& newest_first() const { return newest_; }
    [[nodiscard]] std::uint32_t bytes() const;
    /// What of `range` is kept already: the first such piece, empty without.
    [[nodiscard]] SeqRange overlap(SeqRange range) const;
    /// How many bytes of `range` are kept already.
    [[nodiscard]] std::uint32_t bytes_in(SeqRange range) const;

    /// Keeps a range, joined with those it touches.
    void add(SeqRange range);
    /// Takes what now follows `next` without a gap; returns the sequence number after it.
    SeqNum take_from(SeqNum next) { return empty() ? next : take_those_after(next); }
    void clear() {
        ranges_.clear();
        newest_.clear();
    }

    void add_to(Digest& digest) const;
    bool operator==(const Reassembly&) const = default;

private:
    SeqNum take_those_after(SeqNum next);

    std::vector<SeqRange> ranges_, newest_;
};

} // namespace sim
