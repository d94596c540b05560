#pragma once

#include "sim/net/world.h"

namespace sim {

/// Adds a sample of every open listener as the world is now, with the instant `at`: not before
/// world.now(), and not after the next event.
void sample_queues(const World& world, Time at, std::vector<QueueSample>& samples);

/// What has become of each flood so far.
std::vector<FloodSummary> summaries_of(const World& world);

} // namespace sim
