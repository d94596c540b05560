#pragma once

#include "sim/rule/rule.h"

#include <string>

namespace sim {

/// Why two records of two traces differ: a named rule, with the numbers of this case.
struct Explanation {
    Rule rule{};
    std::string english, chinese;
};

} // namespace sim
