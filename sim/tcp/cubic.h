#pragma once

#include "sim/tcp/control_inputs.h"
#include "sim/tcp/hystart.h"

namespace sim {

/// CUBIC (RFC 9438) in the integers of Linux: time in 1/1024 s, C = 0.4, beta = 717/1024, fast
/// convergence, never slower than Reno would be. The cube is reckoned once a jiffy at most, its
/// root once a loss.
struct Cubic {
    std::uint32_t per{};                     ///< segments acknowledged for each one that cwnd grows
    std::uint32_t w_max{};                   ///< W_max: cwnd at the last loss; 0: none yet
    std::uint32_t origin{};                  ///< where the curve is flat
    std::uint32_t k{};                       ///< K: how long it takes to get there
    bool in_epoch{};                         ///< the curve has begun
    std::uint32_t epoch{};                   ///< then, in jiffies
    std::uint32_t last_cwnd{}, last_jiffy{}; ///< when `per` was reckoned last
    std::uint32_t acked{};                   ///< segments not yet counted into w_est
    std::uint32_t w_est{};                   ///< W_est: cwnd that Reno would have
    Microseconds delay_min{};                ///< the shortest round trip; 0: none yet
    HyStart hystart;
    bool started{}; ///< the first round trip is being watched

    bool operator==(const Cubic&) const = default;

    void grow(Congestion& window, const Delivery& delivery);
    void measured(Congestion& window, const RoundTrip& trip);
    [[nodiscard]] std::uint32_t reduced(const Congestion& window, std::uint32_t flight);
    void timed_out(const Moment& moment);
    void resumed(Duration silence, const Moment& moment);

    void add_to(Digest& digest) const;

private:
    void reckon(std::uint32_t cwnd, std::uint32_t acknowledged, const Moment& moment);
    void begin_epoch(std::uint32_t cwnd, std::uint32_t acknowledged, std::uint32_t jiffy);
    [[nodiscard]] std::uint32_t target(const Moment& moment, std::uint32_t jiffy) const;
    void keep_up_with_reno(std::uint32_t cwnd);
};

} // namespace sim
