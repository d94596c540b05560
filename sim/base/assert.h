#pragma once

namespace sim {

/// Says which promise of ours was broken, and ends the program: a bug, never a bad input.
[[noreturn]] void broken_promise(const char* promise, const char* file, int line);

} // namespace sim

/// A promise the code makes to itself; it is checked in every build.
#define SIM_ASSERT(promise)                                                                        \
    (static_cast<bool>(promise) ? static_cast<void>(0)                                             \
                                : ::sim::broken_promise(#promise, __FILE__, __LINE__))

namespace sim {

/// Stands after a switch that lists every enumerator.
[[noreturn]] inline void unreachable() {
    broken_promise("unreachable", __FILE__, __LINE__);
}

} // namespace sim
