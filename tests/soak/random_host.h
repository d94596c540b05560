#pragma once

#include "tests/soak/draw.h"

#include <string>

namespace soak {

/// What the ends of a scenario have in common.
struct Surroundings {
    bool loses{};  ///< a segment may be lost
    bool harsh{};  ///< and that often
    bool delays{}; ///< or may come when its connection is long gone
    bool tiny{};   ///< buffers and windows hold a few segments, or not even one
    bool ecn{};    ///< both ends ask for ECN
    bool ipv6{};
    bool loopback{}; ///< both ends on one `lo`, with the addresses it has
};

/// One [[host]] with its address and sysctls.
std::string random_host(Draw& draw, const Surroundings& around, char name);

} // namespace soak
