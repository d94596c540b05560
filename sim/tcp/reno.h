#pragma once

#include "sim/tcp/control_inputs.h"

#include <algorithm>

namespace sim {

/// Reno: slow start, then one segment a round trip; half of it at a loss (RFC 5681 3.1).
struct Reno : IdleControl {
    /// Which half: of what is outstanding (RFC 5681 equation 4), or of cwnd (Linux).
    bool halves_flight{};

    static void grow(Congestion& window, const Delivery& delivery) {
        std::uint32_t left = delivery.segments;
        if (window.in_slow_start()) left = window.slow_start(left, delivery.most);
        if (left != 0) window.increase(window.cwnd, left);
    }
    [[nodiscard]] std::uint32_t reduced(const Congestion& window, std::uint32_t flight) const {
        constexpr std::uint32_t least = 2; // RFC 5681 equation 4: 2 * SMSS
        return std::max((halves_flight ? flight : window.cwnd) / 2, least);
    }
    bool operator==(const Reno&) const = default;
};

} // namespace sim
