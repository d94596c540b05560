#pragma once

namespace tcpsim {

/// What tcpsim's exit status says; scripts depend on the numbers.
enum class ExitStatus : int {
    good = 0,
    differences = 1,   ///< unexplained differences
    bad_input = 2,     ///< scenario, file or arguments
    model_only = 3,    ///< no kernel can play the scenario
    not_available = 4, ///< this stage is not available here
    deadline = 5,      ///< the run was cut short
};

} // namespace tcpsim
