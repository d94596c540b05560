#pragma once

#include "sim/base/digest.h"
#include "sim/base/seq_num.h"
#include "sim/base/time.h"
#include "sim/tcp/congestion.h"

#include <cstdint>

namespace sim {

/// When something happens, on a clock and on the kernel's (whose jiffies CUBIC counts).
struct Moment {
    Time now;
    std::uint32_t hz{}; ///< jiffies a second
    SeqNum una, nxt;

    /// Jiffies since the start of the run.
    [[nodiscard]] std::uint32_t jiffies() const {
        constexpr std::int64_t second_ns = 1'000'000'000;
        return static_cast<std::uint32_t>(now.since_start_ns / (second_ns / hz));
    }
};

/// What has arrived at the peer.
struct Delivery {
    std::uint32_t segments{};
    std::uint32_t most{}; ///< by how many an ACK may open cwnd in slow start
    Moment moment;
};

/// A round trip time, of the newest segment an ACK tells of.
struct RoundTrip {
    Microseconds time{};
    bool paced{};                 ///< segments leave spread over the round trip
    std::uint64_t window_bytes{}; ///< cwnd
    Microseconds smoothed{};      ///< SRTT
    Moment moment;
};

/// A congestion control that takes no notice of anything: what the others begin with.
struct IdleControl {
    void grow(Congestion&, const Delivery&) const {}
    void measured(Congestion&, const RoundTrip&) const {}
    void timed_out(const Moment&) const {}
    void resumed(Duration, const Moment&) const {}
    void add_to(Digest&) const {}
    bool operator==(const IdleControl&) const = default;
};

} // namespace sim
