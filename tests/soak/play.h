#pragma once

#include "sim/rule/rule.h"

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>

namespace soak {

/// What became of one scenario.
struct Outcome {
    std::string problem; ///< what broke; empty when all properties held
    std::size_t records{};
    std::set<sim::Rule> rules; ///< those of its records
    std::uint64_t events{};
    std::uint64_t digest{};  ///< of the world at its end
    std::size_t half_open{}; ///< ends that wait for a peer which has given up
};

/// Plays the scenario `text` three times: event by event under the invariants; as a History, which
/// must tell the same story byte for byte; and up to a record chosen by `seed`, where the History
/// must jump to the same world.
Outcome play(const std::string& text, std::uint64_t seed);

} // namespace soak
