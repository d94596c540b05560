#pragma once

#include "live/capture.h"
#include "live/causes.h"
#include "live/lab.h"
#include "live/run_clock.h"

namespace live {

/// What a medium works with.
struct Surroundings {
    const sim::Scenario& scenario;
    const Lab& lab;
    const RunClock& clock;
    Capture& capture;
    Causes& causes;
};

} // namespace live
