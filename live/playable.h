#pragma once

#include "live/stage.h"

namespace live {

/// Why this stage can not play the scenario, whatever the system allows; nothing when it can.
std::optional<Failure> why_not_playable(const sim::Scenario& scenario);

} // namespace live
