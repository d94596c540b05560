#pragma once

#include "ui/layout/ladder_layout.h"

namespace ui {

/// Puts states, calls, fired timers and ICMP messages outside the lifelines, one below the other,
/// each as near to its instant as the others allow. Calls give way where states and timers fill the
/// room.
void addSideLabels(const LadderSource& source, StageRange range, LadderShapes& shapes);

/// "RTO", "delayed ACK": a timer as the ladder names it.
QString timerText(sim::TimerKind kind);

} // namespace ui
