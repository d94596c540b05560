#pragma once

#include "tests/soak/draw.h"

#include <cstdint>
#include <string>

namespace soak {

/// A link and its faults, as lines of a scenario.
struct LinkText {
    std::string link, faults;
    bool loses{};  ///< a segment may be lost: by chance, by a fault or by a full queue
    bool delays{}; ///< a segment may be held up
    bool harsh{};  ///< so often that hundreds of segments might take more than an hour
};

/// A link that may lose, damage, double, delay, hold back, reorder and mark segments, one by one or
/// in bursts. Half of them lose nothing.
LinkText random_link(Draw& draw);

} // namespace soak
