#pragma once

#include "ui/model/inspection.h"

#include <vector>

namespace ui {

/// What the event of record `id` changed at its own end of the connection: the state first, then
/// the variables, in the window's language. Sequence numbers are counted as `numbers` says.
std::vector<VariableChange> variableChanges(const Run& run, sim::RecordId id, Numbers numbers);

} // namespace ui
