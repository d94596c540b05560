#pragma once

#include "ui/model/inspection.h"

#include <vector>

namespace ui {

/// The fields of a segment's header as a reader sees them, in the header's order; the payload last,
/// where there is one. Empty for a record without a segment.
std::vector<FieldText> headerTexts(const sim::Trace& trace, sim::RecordId id, Numbers numbers);

} // namespace ui
