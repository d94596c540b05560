#pragma once

#include "live/stage.h"

namespace live {

/// What a laptop's kernel takes from all floods of a scenario together: SYNs a second, and in all.
inline constexpr std::uint64_t most_flood_rate = 50'000;
inline constexpr std::uint64_t most_flood_syns = 2'000'000;

/// Why the scenario's floods can not be played on a kernel: they are more than it takes, its stack
/// is the model's alone, or they would reach for something outside the scenario. Nothing when they
/// can.
std::optional<Failure> why_floods_are_not_playable(const sim::Scenario& scenario);

} // namespace live
