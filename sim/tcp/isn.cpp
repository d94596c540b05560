#include "sim/tcp/isn.h"

#include "sim/base/digest.h"

namespace sim {

namespace {

constexpr std::int64_t isn_clock_ns = 4000;

std::uint32_t keyed_hash(const Path& path, std::uint64_t secret) {
    Digest digest;
    digest.add(secret);
    digest.add(path.local.address);
    digest.add(path.local.port);
    digest.add(path.remote.address);
    digest.add(path.remote.port);
    return static_cast<std::uint32_t>(digest.value() >> 32U);
}

} // namespace

SeqNum initial_sequence_number(const Path& path, Time now, std::uint64_t secret,
                               const Profile& profile) {
    switch (profile.isn) {
    case IsnChoice::zero: return {};
    case IsnChoice::keyed_hash:
        return {keyed_hash(path, secret)
                + static_cast<std::uint32_t>(now.since_start_ns / isn_clock_ns)};
    }
    return {};
}

std::uint32_t timestamp_offset(const Path& path, std::uint64_t secret, const Profile& profile) {
    return profile.isn == IsnChoice::zero ? 0 : keyed_hash(path, ~secret);
}

} // namespace sim
