#include "sim/trace/load_check.h"

#include <algorithm>

namespace sim {

namespace {

bool is_good_summary(const FloodSummary& flood) {
    std::uint64_t arrived = 0;
    for (std::size_t i = 0; i < flood.fates.size(); ++i) {
        const FateTally& tally = flood.fates[i];
        const bool in_order = i == 0 || flood.fates[i - 1].fate < tally.fate;
        const bool in_bounds = tally.count != 0 && tally.first != 0 && tally.first <= tally.last
                               && tally.last <= flood.sent && tally.count <= flood.sent - arrived;
        if (!in_order || !in_bounds) return false;
        arrived += tally.count;
    }
    return flood.trace_every != 0;
}

} // namespace

bool is_good_load(const Trace& trace) {
    const Load& load = trace.load;
    const std::size_t hosts = trace.header.hosts.size();
    const auto good_sample = [hosts](const QueueSample& sample) {
        return sample.host < hosts && sample.at >= Time{};
    };
    const auto good_flood = [hosts](const FloodSummary& flood) {
        return flood.to < hosts && is_good_summary(flood);
    };
    const auto sooner = [](const QueueSample& a, const QueueSample& b) { return a.at < b.at; };
    return load.sample_period >= Duration{0}
           && std::all_of(load.samples.begin(), load.samples.end(), good_sample)
           && std::all_of(load.floods.begin(), load.floods.end(), good_flood)
           && std::is_sorted(load.samples.begin(), load.samples.end(), sooner);
}

} // namespace sim
