#include "sim/tcp/listener.h"

#include "sim/base/assert.h"
#include "sim/tcp/syn_cookie.h"

#include <algorithm>

namespace sim {

namespace {

SynVerdict judge_as_linux(const Listener& listener, const Profile& profile) {
    const bool cookie = listener.turns_syns_away(profile);
    if (cookie && profile.syn_cookies == SynCookies::off) return SynVerdict::syn_queue_full;
    if (!listener.takes_complete(profile)) return SynVerdict::accept_queue_full;
    if (cookie) return SynVerdict::cookie;
    const auto most = std::int64_t{profile.max_syn_backlog};
    const std::int64_t left = most - static_cast<std::int64_t>(listener.syn_queue.size());
    if (profile.syn_cookies == SynCookies::off && left < most / 4) return SynVerdict::last_quarter;
    return SynVerdict::queue;
}

} // namespace

std::uint32_t Listener::most_half_open(const Profile& profile) const {
    switch (profile.backlog_policy) {
    case BacklogPolicy::linux: return backlog + 1; // the test is "more than", not "as many as"
    case BacklogPolicy::bsd:
    case BacklogPolicy::textbook: return std::max(backlog, 1U);
    }
    unreachable();
}

std::uint32_t Listener::most_complete(const Profile& profile) const {
    switch (profile.backlog_policy) {
    case BacklogPolicy::linux: return backlog + 1;
    case BacklogPolicy::bsd: return std::max(backlog + backlog / 2, 1U);
    case BacklogPolicy::textbook: return std::max(backlog, 1U);
    }
    unreachable();
}

bool Listener::turns_syns_away(const Profile& profile) const {
    return profile.syn_cookies == SynCookies::always || syn_queue.size() >= most_half_open(profile);
}

bool Listener::takes_complete(const Profile& profile) const {
    // In the textbook's one queue a handshake that completes stays in its place.
    if (profile.backlog_policy == BacklogPolicy::textbook) return true;
    return accept_queue.size() < most_complete(profile);
}

SynVerdict Listener::judge_syn(const Profile& profile) const {
    switch (profile.backlog_policy) {
    case BacklogPolicy::linux: return judge_as_linux(*this, profile);
    case BacklogPolicy::bsd:
        return syn_queue.size() < most_half_open(profile) ? SynVerdict::queue
                                                          : SynVerdict::evict_oldest;
    case BacklogPolicy::textbook:
        return syn_queue.size() + accept_queue.size() < most_half_open(profile)
                   ? SynVerdict::queue
                   : SynVerdict::backlog_full;
    }
    unreachable();
}

std::uint32_t Listener::synack_retries(const Profile& profile) const {
    constexpr std::uint32_t smallest_backlog = 8, fewest = 2;
    std::uint32_t retries = profile.synack_retries;
    const std::uint64_t half_open = syn_queue.size();
    if (profile.backlog_policy != BacklogPolicy::linux
        || 2 * half_open <= std::max(smallest_backlog, backlog))
        return retries;
    // The fewer of them are young, the shorter is the patience with the old.
    for (std::uint64_t share = 2 * std::uint64_t{young}; retries > fewest && share <= half_open;
         share *= 2)
        --retries;
    return retries;
}

bool Listener::expects_cookies(Time now, const Profile& profile) const {
    return profile.backlog_policy == BacklogPolicy::linux && profile.syn_cookies != SynCookies::off
           && last_cookie != never && now - last_cookie <= cookie_lifetime;
}

void Listener::add_to(Digest& digest) const {
    digest.add(port);
    digest.add(backlog);
    digest.add(program);
    digest.add(open);
    digest.add(reuse_address);
    options.add_to(digest);
    syn_queue.add_to(digest);
    accept_queue.add_to(digest);
    digest.add(young);
    digest.add(last_cookie.since_start_ns);
}

} // namespace sim
