#pragma once

#include "sim/tcp/control_inputs.h"

#include <algorithm>

namespace sim {

/// No congestion control, as before 1988: cwnd never holds anything back, a loss changes nothing.
/// For teaching only.
struct NoControl : IdleControl {
    static constexpr std::uint32_t boundless = 1U << 20U; ///< segments

    static void grow(Congestion& window, const Delivery&) { window.cwnd = boundless; }
    [[nodiscard]] static std::uint32_t reduced(const Congestion& window, std::uint32_t) {
        return std::max(window.cwnd, boundless);
    }
    bool operator==(const NoControl&) const = default;
};

} // namespace sim
