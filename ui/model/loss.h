#pragma once

#include "sim/trace/trace.h"

namespace ui {

/// The loss that made a segment be sent again: the record that dropped what it repeats. Where
/// nothing of it was lost, the earlier sending that it repeats without need. 0 for what repeats
/// nothing, or is no segment.
sim::RecordId lossOf(const sim::Trace& trace, sim::RecordId record);

} // namespace ui
