#pragma once

#include "app/tcpsim/options.h"
#include "sim/base/expected.h"
#include "sim/scenario/scenario.h"

#include <string>

namespace tcpsim {

/// The text of a scenario, and the name that errors give it.
struct ScenarioText {
    std::string text, file;
};

/// The text of a shipped scenario, or of the file of that name.
sim::Expected<ScenarioText> read_scenario(const std::string& name);

/// Reads the scenario that the options ask for, overridden as they say.
sim::Expected<sim::Scenario> load_scenario(const Options& options);

} // namespace tcpsim
