#pragma once

#include <algorithm>
#include <ctime>
#include <limits>

#if defined(__SANITIZE_ADDRESS__)
/// Leaves the rest of a test out, which holds times to their limits, in a sanitized build: that is
/// several times slower than what users run, and not evenly.
#define SKIP_LIMITS_IF_SANITIZED() QSKIP("a sanitized build says nothing about time")
#else
#define SKIP_LIMITS_IF_SANITIZED()
#endif

/// How long a test waits, in ms, for what users see within a second: a machine may be slow and
/// busy, and the build sanitized.
constexpr int patience_ms = 60'000;

/// CPU time of `work`, in ms: the least of so many goes, for whatever else the machine does only
/// ever makes one longer.
template <typename Work>
double least_ms(int goes, Work work) {
    double least = std::numeric_limits<double>::infinity();
    for (int go = 0; go < goes; ++go) {
        const std::clock_t begun = std::clock();
        work();
        const auto spent = static_cast<double>(std::clock() - begun);
        least = std::min(least, 1e3 * spent / static_cast<double>(CLOCKS_PER_SEC));
    }
    return least;
}
