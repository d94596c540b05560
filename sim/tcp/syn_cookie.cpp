#include "sim/tcp/syn_cookie.h"

#include "sim/base/keyed_hash.h"
#include "sim/tcp/isn.h"
#include "sim/tcp/receive_window.h"

#include <algorithm>
#include <array>

namespace sim {

namespace {

constexpr Duration counter_period{std::chrono::seconds{64}};
constexpr std::uint32_t counter_values = 32;
constexpr unsigned counter_shift = 27, class_shift = 24;
constexpr std::uint32_t hash_mask = 0xffffff, class_mask = 7;
/// The sizes an MSS is rounded down to, as Linux has them for each IP version.
constexpr std::array<std::uint16_t, 4> ipv4_classes{536, 1300, 1440, 1460};
constexpr std::array<std::uint16_t, 4> ipv6_classes{1220, 1420, 1440, 8940};

// The low bits of a timestamp that carry options: the shift of the window, 15 for none, and SACK.
constexpr std::uint32_t option_mask = 0x3f, shift_mask = 0xf, sack_bit = 0x10;
constexpr std::uint32_t no_shift = 0xf;

std::uint32_t counter_at(Time now) {
    return static_cast<std::uint32_t>(now.since_start_ns / counter_period.count());
}

/// What a cookie is the exclusive or of, beside the SYN's number. `path` is the listener's.
std::uint32_t cookie_value(const Path& path, std::uint32_t counter, std::uint32_t mss_class,
                           std::uint64_t secret) {
    const std::uint64_t ends = std::uint64_t{path.local.address} << 48U
                               | std::uint64_t{path.local.port} << 32U
                               | std::uint64_t{path.remote.address} << 16U | path.remote.port;
    const std::uint64_t hash =
        KeyedHash(secret).of({ends, std::uint64_t{counter} << 32U | mss_class});
    return counter % counter_values << counter_shift | mss_class << class_shift
           | (static_cast<std::uint32_t>(hash) & hash_mask);
}

const std::array<std::uint16_t, 4>& mss_classes(const Profile& profile) {
    constexpr std::uint16_t ipv4_header = 20;
    return profile.ip_header == ipv4_header ? ipv4_classes : ipv6_classes;
}

std::uint32_t class_of(std::uint16_t mss, const Profile& profile) {
    const std::array<std::uint16_t, 4>& classes = mss_classes(profile);
    std::uint32_t best = 0;
    while (best + 1 < classes.size() && classes.at(best + 1) <= mss)
        ++best;
    return best;
}

std::uint32_t clock_of(const Path& path, Time now, std::uint64_t secret, const Profile& profile) {
    constexpr std::int64_t tick_ns = 1'000'000; // RFC 7323 5.4: 1 ms
    return timestamp_offset(path, secret, profile)
           + static_cast<std::uint32_t>(now.since_start_ns / tick_ns);
}

/// The clock with the options in its low bits, never ahead of it.
std::uint32_t with_options(std::uint32_t clock, const Segment& answer) {
    std::uint32_t options = answer.present.window_scale ? answer.options.window_shift : no_shift;
    if (answer.present.sack_permitted) options |= sack_bit;
    const std::uint32_t marked = (clock & ~option_mask) | options;
    return marked > clock ? marked - (option_mask + 1) : marked;
}

} // namespace

Segment cookie_answer(const Segment& syn, Time now, std::uint64_t secret, const Profile& profile) {
    const std::uint16_t mss = syn.present.mss ? syn.options.mss : profile.mss_without_option;
    Segment answer{.path = reversed(syn.path)};
    answer.flags.syn = answer.flags.ack = true;
    answer.seq = {syn.seq.raw
                  ^ cookie_value(answer.path, counter_at(now), class_of(mss, profile), secret)};
    answer.ack = syn.seq + 1;
    answer.present.mss = profile.name != ProfileName::classroom;
    answer.options.mss = profile.own_mss();
    const bool timestamps = syn.present.timestamps && profile.timestamps;
    answer.window = opening_window(profile, timestamps ? Timestamps::present : Timestamps::absent);
    if (!timestamps) return answer;
    answer.present.timestamps = true;
    answer.present.sack_permitted = syn.present.sack_permitted && profile.sack;
    answer.present.window_scale = syn.present.window_scale && profile.window_scaling;
    answer.options.window_shift = syn.options.window_shift; // remembered: the peer's
    answer.options.timestamp = with_options(clock_of(answer.path, now, secret, profile), answer);
    answer.options.timestamp_echo = syn.options.timestamp;
    answer.options.window_shift = answer.present.window_scale ? window_shift(profile) : 0;
    return answer;
}

std::optional<Segment> syn_remembered(const Segment& ack, Time now, std::uint64_t secret,
                                      const Profile& profile) {
    const Path path = reversed(ack.path);
    const SeqNum number = ack.seq - 1;
    const std::uint32_t cookie = (ack.ack - 1).raw ^ number.raw;
    const std::uint32_t counter = counter_at(now);
    const std::uint32_t age = (counter - (cookie >> counter_shift)) % counter_values;
    const std::uint32_t mss_class = cookie >> class_shift & class_mask;
    if (age > 1 || age > counter || mss_class >= mss_classes(profile).size()
        || cookie != cookie_value(path, counter - age, mss_class, secret))
        return std::nullopt;
    Segment syn{.path = ack.path, .seq = number};
    syn.flags.syn = true;
    syn.present.mss = true;
    syn.options.mss = mss_classes(profile).at(mss_class);
    if (!ack.present.timestamps || !profile.timestamps) return syn;
    const std::uint32_t options = ack.options.timestamp_echo & option_mask;
    syn.present.timestamps = true;
    syn.options.timestamp = ack.options.timestamp;
    syn.present.sack_permitted = (options & sack_bit) != 0;
    syn.present.window_scale = (options & shift_mask) != no_shift;
    syn.options.window_shift = static_cast<std::uint8_t>(options & shift_mask);
    return syn;
}

} // namespace sim
