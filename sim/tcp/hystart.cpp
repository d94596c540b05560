#include "sim/tcp/hystart.h"

#include <algorithm>

namespace sim {

namespace {

constexpr Microseconds none_yet{std::chrono::minutes{30}};

/// What bursts of a device that cuts segments add to a train: twice the largest, at the rate of two
/// windows a round trip; a millisecond at most.
Duration burst_allowance(const RoundTrip& trip) {
    constexpr std::int64_t burst_bytes = 65536, twice = 2;
    const auto window = static_cast<std::int64_t>(std::max<std::uint64_t>(trip.window_bytes, 1));
    const Duration span = Duration{trip.smoothed} * burst_bytes * twice / window;
    return std::min<Duration>(span, std::chrono::milliseconds{1});
}

} // namespace

void HyStart::begin_round(const Moment& moment) {
    round_start = last_close = moment.now;
    round_end = moment.nxt;
    least = none_yet;
    samples = 0;
}

bool HyStart::measured(std::uint32_t cwnd, const RoundTrip& trip, Microseconds delay_min) {
    if (found) return false;
    if (before(round_end, trip.moment.una)) begin_round(trip.moment);
    if (cwnd < least_cwnd) return false;
    const bool train = is_train(trip, delay_min);
    const bool delayed = is_delayed(trip.time, delay_min);
    found = train || delayed;
    return found;
}

bool HyStart::is_train(const RoundTrip& trip, Microseconds delay_min) {
    constexpr std::chrono::milliseconds close{2}; // hystart_ack_delta_us
    const Time now = trip.moment.now;
    if (now - last_close > close) return false;
    last_close = now;
    const Duration half = Duration{delay_min} / 2;
    const Duration train = now - round_start;
    if (train <= half) return false;
    return train > (trip.paced ? 2 : 1) * (half + burst_allowance(trip) / 2);
}

bool HyStart::is_delayed(Microseconds time, Microseconds delay_min) {
    constexpr std::uint8_t enough = 8; // HYSTART_MIN_SAMPLES
    constexpr Microseconds least_rise{4000}, most_rise{16000};
    least = std::min(least, time);
    if (samples < enough) {
        ++samples;
        return false;
    }
    return least > delay_min + std::clamp(delay_min / 8, least_rise, most_rise);
}

void HyStart::add_to(Digest& digest) const {
    digest.add(found);
    digest.add(round_end.raw);
    digest.add(round_start.since_start_ns);
    digest.add(last_close.since_start_ns);
    digest.add(least.count());
    digest.add(samples);
}

} // namespace sim
