#pragma once

#include "ui/layout/ladder_layout.h"
#include "ui/model/cause_chain.h"

#include <vector>

namespace ui {

/// Where the story stands, as far as a ladder shows it.
struct LadderMoment {
    sim::RecordId cursor{};
    StageTime stage{};
    sim::Time time;
    sim::RecordId selection{}, hover{};
    const CauseChain* chain{}; ///< of the selection; may be null
};

/// What is said of a timer that is running: beside its bracket, below the line of now.
struct RunningTimer {
    qreal x{}, due_y{};   ///< of the bracket, and where on it the timer will expire
    QRectF box, pie;      ///< around everything, and of the part that drains
    QRectF words;         ///< room for the text
    QString text;         ///< "RTO 202 ms left"
    double share_left{1}; ///< of the timer's whole time
};

/// The timers that run at `moment`, one below the other and below every label that stands there.
std::vector<RunningTimer> runningTimers(const LadderSource& source, const LadderShapes& shapes,
                                        const LadderMoment& moment);

} // namespace ui
