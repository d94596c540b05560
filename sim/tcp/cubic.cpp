#include "sim/tcp/cubic.h"

#include <algorithm>

namespace sim {

namespace {

constexpr std::uint32_t scale = 1024;
constexpr std::uint32_t beta = 717;       // beta_cubic = 0.7
constexpr std::uint32_t time_bits = 10;   // time is counted in 1/1024 s
constexpr std::uint64_t c_scaled = 410;   // C = 0.4, times 1024
constexpr std::uint32_t reno_scaled = 15; // 8 / alpha, RFC 9438 4.3
constexpr std::uint32_t least_per = 2;    // cwnd grows half as fast as in slow start at most

/// The largest number whose cube is not above `value`.
std::uint32_t cube_root(std::uint64_t value) {
    std::uint64_t root = 0;
    for (int bit = 20; bit >= 0; --bit) {
        const std::uint64_t tried = root | (std::uint64_t{1} << static_cast<unsigned>(bit));
        if (tried * tried * tried <= value) root = tried;
    }
    return static_cast<std::uint32_t>(root);
}

/// C * t^3 in segments.
std::uint32_t cube(std::uint64_t t) {
    return static_cast<std::uint32_t>((c_scaled * t * t * t) >> (time_bits + 3 * time_bits));
}

} // namespace

void Cubic::grow(Congestion& window, const Delivery& delivery) {
    std::uint32_t left = delivery.segments;
    if (window.in_slow_start()) {
        left = window.slow_start(left, delivery.most);
        if (left == 0) return;
    }
    reckon(window.cwnd, left, delivery.moment);
    window.increase(per, left);
}

/// RFC 9438 4.2: how many acknowledged segments cwnd has to wait for until it grows by one.
void Cubic::reckon(std::uint32_t cwnd, std::uint32_t acknowledged, const Moment& moment) {
    constexpr std::uint32_t parts_of_a_second = 32; // without growth, look again so often
    acked += acknowledged;
    const std::uint32_t jiffy = moment.jiffies();
    if (last_cwnd == cwnd && jiffy - last_jiffy <= moment.hz / parts_of_a_second) return;
    if (in_epoch && jiffy == last_jiffy) return keep_up_with_reno(cwnd);
    last_cwnd = cwnd;
    last_jiffy = jiffy;
    if (!in_epoch) begin_epoch(cwnd, acknowledged, jiffy);
    const std::uint32_t wanted = target(moment, jiffy);
    constexpr std::uint32_t hardly = 100, at_first = 20; // segments, and 5 % a round trip
    per = wanted > cwnd ? cwnd / (wanted - cwnd) : hardly * cwnd;
    if (w_max == 0) per = std::min(per, at_first);
    keep_up_with_reno(cwnd);
}

/// RFC 9438 4.2 equation 2: K is the time to come back to W_max.
void Cubic::begin_epoch(std::uint32_t cwnd, std::uint32_t acknowledged, std::uint32_t jiffy) {
    in_epoch = true;
    epoch = jiffy;
    acked = acknowledged;
    w_est = cwnd;
    origin = std::max(w_max, cwnd);
    constexpr std::uint64_t per_segment = (std::uint64_t{1} << (4 * time_bits)) / c_scaled;
    k = w_max <= cwnd ? 0 : cube_root(per_segment * (w_max - cwnd));
}

/// W_cubic one round trip from now (RFC 9438 4.2 equation 1, 4.4).
std::uint32_t Cubic::target(const Moment& moment, std::uint32_t jiffy) const {
    constexpr std::uint64_t second_us = 1'000'000;
    const std::uint64_t jiffy_us = second_us / moment.hz;
    const auto delay_us = static_cast<std::uint64_t>(delay_min.count());
    const std::uint64_t jiffies = jiffy - epoch + (delay_us + jiffy_us - 1) / jiffy_us;
    const std::uint64_t t = (jiffies << time_bits) / moment.hz;
    if (t < k) {
        const std::uint32_t below = cube(k - t);
        return below < origin ? origin - below : 0;
    }
    return origin + cube(t - k);
}

/// RFC 9438 4.3: Reno would be faster on a short or slow path.
void Cubic::keep_up_with_reno(std::uint32_t cwnd) {
    const std::uint32_t step = cwnd * reno_scaled >> 3U;
    while (acked > step) {
        acked -= step;
        ++w_est;
    }
    if (w_est > cwnd) per = std::min(per, cwnd / (w_est - cwnd));
    per = std::max(per, least_per);
}

void Cubic::measured(Congestion& window, const RoundTrip& trip) {
    const Moment& moment = trip.moment;
    if (in_epoch && moment.jiffies() - epoch < moment.hz) return; // of the recovery, perhaps
    const Microseconds time = std::max(trip.time, Microseconds{1});
    if (delay_min == Microseconds{0} || time < delay_min) delay_min = time;
    if (!window.in_slow_start()) return;
    if (!started) hystart.begin_round(moment);
    started = true;
    if (hystart.measured(window.cwnd, trip, delay_min)) window.ssthresh = window.cwnd;
}

/// RFC 9438 4.6, and fast convergence (4.7): who has lost before it was back makes room for others.
std::uint32_t Cubic::reduced(const Congestion& window, std::uint32_t) {
    constexpr std::uint32_t least = 2;
    in_epoch = false;
    w_max = window.cwnd < w_max ? window.cwnd * (scale + beta) / (2 * scale) : window.cwnd;
    return std::max(window.cwnd * beta / scale, least);
}

/// RFC 9438 4.8: what was known of the path may be wrong.
void Cubic::timed_out(const Moment& moment) {
    *this = Cubic{};
    started = true;
    hystart.begin_round(moment);
}

/// The curve stands still while the program does.
void Cubic::resumed(Duration silence, const Moment& moment) {
    if (!in_epoch) return;
    constexpr std::int64_t second_ns = 1'000'000'000;
    const std::uint32_t jiffy = moment.jiffies();
    epoch += static_cast<std::uint32_t>(silence.count() / (second_ns / moment.hz));
    if (static_cast<std::int32_t>(epoch - jiffy) > 0) epoch = jiffy;
}

void Cubic::add_to(Digest& digest) const {
    for (const std::uint32_t number :
         {per, w_max, origin, k, epoch, last_cwnd, last_jiffy, acked, w_est})
        digest.add(number);
    digest.add(in_epoch);
    digest.add(started);
    digest.add(delay_min.count());
    hystart.add_to(digest);
}

} // namespace sim
