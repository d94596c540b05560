#pragma once

#include "sim/scenario/problems.h"
#include "sim/scenario/scenario.h"

namespace sim {

/// Puts what the command line says in place of what `document` says: profile, topology, and the
/// settings whose key is a scenario's. A key that is neither that nor a sysctl's is a problem.
void override_keys(const Overrides& overrides, Node& document, Problems& problems);

/// Sets the settings whose key is a sysctl's, on one host or on all.
void override_sysctls(const Overrides& overrides, Scenario& scenario, Problems& problems);

/// Gives every listen() the backlog of `listen.backlog`, where that is set.
void override_backlogs(const Overrides& overrides, Scenario& scenario, Problems& problems);

} // namespace sim
