#pragma once

#include "sim/tcp/control_inputs.h"

namespace sim {

/// HyStart as Linux has it: slow start ends before the first loss, when ACKs of one round trip come
/// in a train as long as the path is empty, or when round trips become longer (Ha and Rhee 2011;
/// RFC 9406 is its successor). The times are microseconds.
struct HyStart {
    static constexpr std::uint32_t least_cwnd = 16; // hystart_low_window

    bool found{};       ///< slow start is to end; nothing is watched any more
    SeqNum round_end;   ///< the round trip being watched ends when this is acknowledged
    Time round_start{}; ///< and has begun then
    Time last_close{};  ///< the last ACK that came close behind another
    Microseconds least{std::chrono::minutes{30}}; ///< the shortest round trip of this round
    std::uint8_t samples{};

    bool operator==(const HyStart&) const = default;

    void begin_round(const Moment& moment);
    /// A round trip was measured in slow start; `delay_min` is the shortest of the connection. True
    /// when slow start should end here.
    bool measured(std::uint32_t cwnd, const RoundTrip& trip, Microseconds delay_min);

    void add_to(Digest& digest) const;

private:
    bool is_train(const RoundTrip& trip, Microseconds delay_min);
    bool is_delayed(Microseconds time, Microseconds delay_min);
};

} // namespace sim
