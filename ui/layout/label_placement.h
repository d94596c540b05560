#pragma once

#include "ui/layout/ladder_layout.h"

#include <vector>

namespace ui {

/// Puts words on the arrows, where they meet as few other words and lines as possible. An arrow
/// that has no room for its words goes without.
void placeLineLabels(const LadderSource& source, std::vector<Arrow>& arrows);

} // namespace ui
