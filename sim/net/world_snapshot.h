#pragma once

#include "sim/net/world.h"
#include "sim/trace/snapshot.h"

namespace sim {

/// Everything a viewer may ask of `world`, as record `record` left it.
Snapshot snapshot_of(const World& world, RecordId record);

} // namespace sim
