#pragma once

#include "sim/scenario/scenario.h"

#include <span>

namespace soak {

/// Something that random scenarios have to have among them.
struct Kind {
    const char* name;
    bool (*occurs)(const sim::Scenario& scenario);
    int least_percent; ///< of the scenarios
};

std::span<const Kind> all_kinds();

} // namespace soak
