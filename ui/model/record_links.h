#pragma once

#include "sim/export/segment_facts.h"
#include "ui/model/cause_chain.h"
#include "ui/theme/segment_look.h"

#include <cstdint>
#include <vector>

#include <QString>

namespace ui {

/// How another record belongs to the one that is inspected.
enum class LinkKind : std::uint8_t {
    lost_here,  ///< the loss that made it be sent again
    repeats,    ///< what it repeats though nothing was lost
    because_of, ///< its cause, that one's cause, and so on
    led_to,     ///< what came of it
};

/// A record that can be gone to.
struct RecordLink {
    LinkKind kind{};
    sim::RecordId record{};
    QString text;   ///< "A sends SYN seq=0"
    int left_out{}; ///< how many of its kind are not told before this one

    bool operator==(const RecordLink&) const = default;
};

/// Where a record came from and led to, nearest causes first, each with a few words. Of a long
/// chain only the nearest and the root are told.
std::vector<RecordLink> recordLinks(const sim::Trace& trace, const CauseChain& chain,
                                    Numbers numbers, const sim::SegmentFacts& facts);

} // namespace ui
