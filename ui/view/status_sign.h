#pragma once

#include "sim/trace/diff.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QRectF>

namespace ui {

/// The colour of how something stands on the two stages.
QColor hueOf(const Theme& theme, sim::PairStatus status);

/// Sign and form tell what the colour tells: a quiet "=", a round "≈", a pointed "≠".
void paintStatusSign(QPainter& painter, const Theme& theme, sim::PairStatus status,
                     const QRectF& box);

} // namespace ui
