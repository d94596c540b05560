#pragma once

#include "live/lab.h"
#include "sim/trace/trace.h"

#include <vector>

namespace live {

/// Where a run took place: the kernel's release, its tick rate, how the devices were set, and every
/// sysctl that was written; one that only host B has is called "B:net.ipv4.tcp_sack".
std::vector<sim::Fact> environment_of(const sim::Scenario& scenario, const Lab& lab);

} // namespace live
