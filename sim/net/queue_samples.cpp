// The load of a World: its queues at an instant, and its floods as a whole.
#include "sim/net/queue_samples.h"

namespace sim {

namespace {

std::uint64_t count_of(const FloodState& flood, FloodFate fate) {
    return flood.fates.at(static_cast<std::size_t>(fate)).count;
}

void add(const FloodState& flood, FloodCounts& counts) {
    const std::uint64_t answered = count_of(flood, FloodFate::queued)
                                   + count_of(flood, FloodFate::cookie)
                                   + count_of(flood, FloodFate::known);
    const std::uint64_t refused = count_of(flood, FloodFate::refused);
    counts.answered += answered;
    counts.refused += refused;
    counts.dropped += flood.arrived - answered - refused;
}

FloodCounts counts_of(const World& world, HostId host, std::uint16_t port, Time at) {
    FloodCounts counts;
    for (std::size_t i = 0; i < world.floods().size(); ++i) {
        const Flood& flood = world.stage().floods[i].flood;
        if (flood.to != host || flood.port != port) continue;
        counts.sent += flood_sent_before(flood, at);
        add(world.floods()[i], counts);
    }
    return counts;
}

} // namespace

void sample_queues(const World& world, Time at, std::vector<QueueSample>& samples) {
    for (std::size_t place = 0; place < world.hosts().size(); ++place) {
        const Host& host = world.hosts()[place];
        const Profile& profile = world.stage().hosts[place].profile;
        const auto id = static_cast<HostId>(place);
        for (const Listener& listener : host.listeners)
            if (listener.open)
                samples.push_back(
                    {.at = at,
                     .host = id,
                     .port = listener.port,
                     .syn_queue = static_cast<std::uint32_t>(listener.syn_queue.size()),
                     .accept_queue = static_cast<std::uint32_t>(listener.accept_queue.size()),
                     .syn_queue_most = listener.most_half_open(profile),
                     .accept_queue_most = listener.most_complete(profile),
                     .counts = host.counts,
                     .flood = counts_of(world, id, listener.port, at)});
    }
}

std::vector<FloodSummary> summaries_of(const World& world) {
    std::vector<FloodSummary> summaries;
    for (std::size_t i = 0; i < world.floods().size(); ++i) {
        const Flood& flood = world.stage().floods[i].flood;
        FloodSummary summary{.to = flood.to,
                             .port = flood.port,
                             .sent = flood_sent_before(flood, world.now() + Duration{1}),
                             .trace_every = flood.trace_every,
                             .fates = {}};
        for (const FateTally& tally : world.floods()[i].fates)
            if (tally.count != 0) summary.fates.push_back(tally);
        summaries.push_back(std::move(summary));
    }
    return summaries;
}

} // namespace sim
