#pragma once

#include "ui/layout/chain_layout.h"

#include <QPainter>

namespace ui {

/// Draws the way that led to the selected record as a halo under the ladder's lines, and what came
/// of it as a dotted one.
void paintChain(QPainter& painter, const Theme& theme, const std::vector<ChainStep>& steps);

/// A frame around the words of a record that is part of the chain.
void paintChainFrame(QPainter& painter, const Theme& theme, const QRectF& box);

} // namespace ui
