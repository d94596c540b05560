#pragma once

#include <cstdint>
#include <string>

namespace soak {

/// The text of a scenario made from `seed`: up to three connections, opened, used and ended at
/// random by hosts with random sysctls, on a random link. `profile` may be empty: then the seed
/// chooses.
std::string random_scenario(std::uint64_t seed, const std::string& profile = "");

} // namespace soak
