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
    [[nodiscard]] std::uint32_t bytes() const;

    /// Keeps a range, joined with those it touches.
    void add(SeqRange range);
    /// Takes what now follows `next` without a gap; returns the sequence number after it.
    SeqNum take_from(SeqNum next);
    void clear() { ranges_.clear(); }

    void add_to(Digest& digest) const;
    bool operator==(const Reassembly&) const = default;

private:
    std::vector<SeqRange> ranges_;
};

} // namespace sim
