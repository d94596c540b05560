#pragma once

#include "ui/layout/ladder_layout.h"
#include "ui/model/cause_chain.h"

#include <vector>

#include <QLineF>

namespace ui {

/// A step of a chain of causes: from a cause to what it led to. It runs along a segment's line, or
/// down the lifeline where something waited.
struct ChainStep {
    sim::RecordId cause{}, effect{};
    QLineF line;
    bool ahead{};  ///< it leads away from the selected record, not to it
    bool flight{}; ///< a segment's, not a wait

    bool operator==(const ChainStep&) const = default;
};

/// The steps of a chain that touch the heights from `top` to `bottom` and have a length.
std::vector<ChainStep> layoutChain(const LadderSource& source, const CauseChain& chain, qreal top,
                                   qreal bottom);

} // namespace ui
