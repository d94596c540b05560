#pragma once

#include "sim/base/time.h"

#include <cstdint>
#include <ctime>

namespace live {

/// The time of a run on the kernel: CLOCK_REALTIME, which stamps packets too, less its start.
class RunClock {
public:
    /// Starts now.
    RunClock() : start_ns_(wall_ns()) {}
    void restart() { start_ns_ = wall_ns(); }

    [[nodiscard]] sim::Time now() const { return at(wall_ns()); }
    [[nodiscard]] sim::Time at(std::int64_t wall_ns) const { return {wall_ns - start_ns_}; }

private:
    static std::int64_t wall_ns() {
        timespec now{};
        clock_gettime(CLOCK_REALTIME, &now);
        return now.tv_sec * std::int64_t{1'000'000'000} + now.tv_nsec;
    }
    std::int64_t start_ns_;
};

} // namespace live
