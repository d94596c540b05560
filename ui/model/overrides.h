#pragma once

#include "sim/scenario/scenario.h"

#include <optional>
#include <string>
#include <string_view>

namespace ui {

/// Sets a key among the overrides, or takes it out where there is no value; the others stay.
void setOverride(sim::Overrides& overrides, std::string_view key,
                 const std::optional<std::string>& value);

} // namespace ui
