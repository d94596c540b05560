#pragma once

#include "sim/base/digest.h"
#include "sim/base/time.h"

#include <algorithm>
#include <cstdint>

namespace sim {

/// The times at which a sender lets bursts go, spread over the round trip (Linux with tc-fq(8)).
struct Pacing {
    Time next{};              ///< the next burst leaves then, or later
    std::uint32_t segments{}; ///< sent so far: the first ten leave as they come
    std::uint64_t rate{};     ///< bytes a second, as of the last ACK; 0 before

    bool operator==(const Pacing&) const = default;

    /// A burst has left, at a rate of so many bytes a second; after a pause the next one may come
    /// sooner.
    void sent(std::uint32_t bytes, std::uint32_t count, std::uint64_t at_rate, Time now) {
        constexpr std::uint32_t unpaced = 10;
        constexpr std::uint64_t second_ns = 1'000'000'000;
        const Duration credit = std::max(now - next, Duration{0});
        next = std::max(next, now);
        segments += count;
        if (segments < unpaced || at_rate == 0) return;
        const Duration span{static_cast<std::int64_t>(bytes * second_ns / at_rate)};
        next = next + (span - std::min(span / 2, credit));
    }

    void add_to(Digest& digest) const {
        digest.add(next.since_start_ns);
        digest.add(segments);
        digest.add(rate);
    }
};

} // namespace sim
