#pragma once

#include "live/step.h"

#include <string>
#include <string_view>

namespace live {

/// A refused step on its way from the child to its parent.
std::string body_of(const StepFailure& failure);
StepFailure step_failure_in(std::string_view body);

} // namespace live
