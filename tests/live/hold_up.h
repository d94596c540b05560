#pragma once

#include "live/stage.h"

namespace live_test {

/// Holds a run up once, as a busy machine may: stops every child of this process for 200 ms when it
/// hears of the first progress, after 100 ms of the run.
struct HoldUp {
    void operator()(const live::Progress& progress);

    int reports{}; ///< how often it was told of progress
};

} // namespace live_test
