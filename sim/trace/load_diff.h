#pragma once

#include "sim/trace/diff.h"

#include <vector>

namespace sim {

/// Lays the load of two stages side by side: each listener's queues at certain instants and
/// wherever they differ, what its host has counted in the end, what became of each flood, and when
/// each client's connection stood. Nothing where neither trace has samples or floods.
std::vector<LoadRow> compare_loads(const Trace& model, const Trace& kernel);

/// How many SYNs the hosts' own programs have sent on the kernel beyond what they have in the
/// model.
std::int64_t more_syns_on_kernel(const Trace& model, const Trace& kernel);

} // namespace sim
