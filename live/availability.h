#pragma once

#include "live/stage.h"
#include "live/step.h"

namespace live {

/// What forbade the step, as far as the system says, and how to allow it. To be asked where the
/// step would have begun: outside the namespaces, by the same user.
Failure explain(const StepFailure& failure);

} // namespace live
