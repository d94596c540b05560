#include "live/queue_sampler.h"

#include <algorithm>

namespace live {

using sim::Address;
using sim::HostId;
using sim::Time;

namespace {

/// Whether a socket with this address of its own is the host's: on a loopback both have one kernel.
bool belongs_to(const Address& local, const sim::HostSpec& host) {
    const Address any{.family = host.address.family};
    return local == host.address || local == any;
}

sim::ListenCounts difference(const sim::ListenCounts& now, const sim::ListenCounts& start) {
    sim::ListenCounts counts{};
    for (std::size_t i = 0; i < counts.size(); ++i)
        counts.at(i) = now.at(i) - start.at(i);
    return counts;
}

} // namespace

QueueSampler::QueueSampler(const sim::Scenario& scenario, const Lab& lab)
    : scenario_(scenario), lab_(lab) {
    if (scenario.sample_period != sim::Duration{0}) next_ = Time{} + scenario.sample_period;
}

void QueueSampler::start() {
    for (const LabHost& host : lab_.hosts)
        start_.push_back(host.counters.read().value_or(sim::ListenCounts{}));
}

void QueueSampler::sample(Time now, const Flooder& floods) {
    for (HostId host = 0; host < host_count; ++host)
        sample_host(now, host, floods);
    next_ = next_ + scenario_.sample_period;
}

void QueueSampler::sample_host(Time now, HostId host, const Flooder& floods) {
    const sim::HostSpec& spec = scenario_.hosts[host];
    const LabHost& kernel = lab_.hosts[host];
    std::vector<Diag::ListenerSeen> listeners = kernel.diag.listeners(spec.address.family);
    std::erase_if(listeners, [&](const auto& seen) { return !belongs_to(seen.local, spec); });
    if (listeners.empty()) return;
    std::sort(listeners.begin(), listeners.end(),
              [](const auto& a, const auto& b) { return a.port < b.port; });
    const std::vector<Diag::HalfOpen> half_open = kernel.diag.half_open(spec.address.family);
    const sim::ListenCounts counts =
        difference(kernel.counters.read().value_or(start_[host]), start_[host]);
    for (const Diag::ListenerSeen& listener : listeners) {
        const auto came_to_it = [&](const Diag::HalfOpen& seen) {
            return seen.port == listener.port && belongs_to(seen.local, spec);
        };
        const auto queued = std::count_if(half_open.begin(), half_open.end(), came_to_it);
        samples_.push_back({.at = now,
                            .host = host,
                            .port = listener.port,
                            .syn_queue = static_cast<std::uint32_t>(queued),
                            .accept_queue = listener.accept_queue,
                            .syn_queue_most = listener.backlog + 1,
                            .accept_queue_most = listener.backlog + 1,
                            .counts = counts,
                            .flood = floods.counts(host, listener.port, now)});
    }
}

sim::Load QueueSampler::finish(Time now, const Flooder& floods) {
    if (next_ != sim::never) sample(now, floods);
    return {.sample_period = scenario_.sample_period,
            .samples = std::move(samples_),
            .floods = floods.summaries(now)};
}

bool QueueSampler::is_anyone_half_open() const {
    return std::any_of(
        scenario_.floods.begin(), scenario_.floods.end(), [&](const sim::Flood& flood) {
            const sim::AddressFamily family = scenario_.hosts[flood.to].address.family;
            return !lab_.hosts[flood.to].diag.half_open(family).empty();
        });
}

} // namespace live
