#pragma once

#include "sim/scenario/problems.h"
#include "sim/scenario/scenario.h"

namespace sim {

/// A loopback has no link: keys of it are a problem where the topology was chosen with them in
/// view, in the file or on the command line. One that the command line puts in place of a file's
/// wire leaves the file's link behind.
void check_link(const Node& document, const Scenario& scenario, Problems& problems);

/// What a scenario on a loopback becomes: without the delay of a link and, for a kernel, without
/// anything that is done to single segments.
void settle_topology(Scenario& scenario);

} // namespace sim
