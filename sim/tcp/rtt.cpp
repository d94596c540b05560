#include "sim/tcp/rtt.h"

#include <algorithm>

namespace sim {

namespace {

Microseconds in_microseconds(Duration span) {
    return std::chrono::duration_cast<Microseconds>(span);
}

/// RFC 6298 2.2 and 2.3, alpha = 1/8, beta = 1/4.
void sample_by_rfc(Rtt& rtt, Microseconds measured) {
    if (!rtt.has_sample) {
        rtt.srtt = measured;
        rtt.rttvar = measured / 2;
        return;
    }
    const Microseconds error = std::chrono::abs(rtt.srtt - measured);
    rtt.rttvar += (error - rtt.rttvar) / 4;
    rtt.srtt += (measured - rtt.srtt) / 8;
}

/// Linux: a rise of the deviation counts by 1/4, a fall by 1/32, and the variance is the largest
/// deviation of the last round trip, never under the least timeout.
void sample_by_linux(Rtt& rtt, Microseconds measured, Rtt::Place place, Microseconds floor) {
    if (!rtt.has_sample) {
        rtt.srtt = measured;
        rtt.deviation = measured * 2;
        rtt.rttvar = std::max(rtt.deviation, floor);
        rtt.largest_deviation = rtt.rttvar;
        rtt.round_end = place.nxt;
        return;
    }
    const Microseconds error = measured - rtt.srtt;
    rtt.srtt += error / 8;
    Microseconds beyond = std::chrono::abs(error) - rtt.deviation / 4;
    if (error < Microseconds{0} && beyond > Microseconds{0}) beyond /= 8;
    rtt.deviation += beyond;
    rtt.largest_deviation = std::max(rtt.largest_deviation, rtt.deviation);
    rtt.rttvar = std::max(rtt.rttvar, rtt.largest_deviation);
    if (before(rtt.round_end, place.una)) {
        if (rtt.largest_deviation < rtt.rttvar)
            rtt.rttvar -= (rtt.rttvar - rtt.largest_deviation) / 4;
        rtt.round_end = place.nxt;
        rtt.largest_deviation = floor;
    }
}

/// A timeout in whole ticks of the kernel's clock.
Microseconds in_ticks(Microseconds span, std::uint32_t hz) {
    if (hz == 0) return span;
    const auto tick_us = static_cast<std::int32_t>(1'000'000U / hz);
    return Microseconds{(span.count() + tick_us - 1) / tick_us * tick_us};
}

} // namespace

void Rtt::sample(Microseconds measured, Microseconds newest, Place place, const Profile& profile) {
    measured = std::max(measured, Microseconds{1});
    newest = std::max(newest, Microseconds{1});
    least = has_sample ? std::min(least, newest) : newest;
    if (profile.rtt == RttChoice::linux_variance)
        sample_by_linux(*this, measured, place, in_microseconds(profile.min_rto));
    else
        sample_by_rfc(*this, measured);
    has_sample = true;
    restore(profile);
}

void Rtt::restore(const Profile& profile) {
    const Microseconds most = in_microseconds(profile.max_rto);
    if (!has_sample) {
        rto = in_microseconds(profile.initial_rto);
    } else if (profile.rtt == RttChoice::linux_variance) {
        rto = in_ticks(srtt + rttvar,
                       profile.timer_hz); // rttvar is four deviations, at least min_rto
    } else {
        rto = std::max(srtt + 4 * rttvar, in_microseconds(profile.min_rto)) // RFC 6298 2.3, 2.4
              + in_microseconds(profile.rto_slop);
    }
    has_slop = has_sample;
    rto = std::min(rto, most);
    doublings = 0;
}

void Rtt::start_after_lost_syn(const Profile& profile) {
    restore(profile);
    rto = std::max(rto, in_microseconds(profile.rto_after_lost_syn));
}

void Rtt::back_off(const Profile& profile) {
    const Microseconds slop = has_slop ? in_microseconds(profile.rto_slop) : Microseconds{0};
    rto = std::min((rto - slop) * 2 + in_microseconds(profile.rto_slop),
                   in_microseconds(profile.max_rto));
    has_slop = true;
    ++doublings;
}

void Rtt::add_to(Digest& digest) const {
    digest.add(srtt.count());
    digest.add(rttvar.count());
    digest.add(rto.count());
    digest.add(has_sample);
    digest.add(has_slop);
    digest.add(doublings);
    digest.add(deviation.count());
    digest.add(largest_deviation.count());
    digest.add(round_end.raw);
    digest.add(least.count());
}

} // namespace sim
