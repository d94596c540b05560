// What a SYN of a flood costs: in a World alone, or in a History with the trace it keeps.
#include "tests/bench/flood_bench.h"

#include "sim/history/history.h"
#include "sim/history/staging.h"
#include "sim/net/world.h"
#include "tests/bench/figures.h"

#include <cstdio>
#include <string>

namespace {

using namespace sim;

Expected<Scenario> flood_scenario(const FloodOptions& options) {
    return parse_scenario("run.limit = '60 min'\nrun.sample = '100 ms'\nlink.delay = '10 ms'\n"
                          "[[host]]\nname = 'B'\n[host.sysctl]\n"
                          "net.ipv4.tcp_syncookies = "
                              + std::to_string(options.cookies)
                              + "\n[[program]]\nhost = 'B'\n"
                                "calls = ['l = socket()', 'bind(l, 80)', 'listen(l, "
                              + std::to_string(options.backlog)
                              + ")', 'c = accept(l)']\n"
                                "[[flood]]\nto = 'B'\nport = 80\nat = '1 ms'\ncount = "
                              + std::to_string(options.syns)
                              + "\nrate = " + std::to_string(options.rate) + "\n",
                          "flood.toml");
}

struct Played {
    std::uint64_t segments{}, events{};
    double virtual_s{};
    std::uint32_t records{};
};

constexpr double ns = 1e9;

/// Half a virtual second after the last SYN, before most of the timers go off.
Time end_of(const FloodOptions& options) {
    constexpr std::int64_t half_a_second = 500'000'000;
    const double seconds = static_cast<double>(options.syns) / static_cast<double>(options.rate);
    return {static_cast<std::int64_t>(seconds * ns) + half_a_second};
}

Played play_untraced(const Scenario& scenario, Time end) {
    World world(stage_of(scenario));
    Recorder silent(TraceLevel::off, nullptr);
    Step step;
    while (world.next_event_at() <= end && world.advance(step, silent)) {
    }
    return {.segments = world.departures() + world.floods()[0].arrived,
            .events = world.events(),
            .virtual_s = static_cast<double>(world.now().since_start_ns) / ns,
            .records = 0};
}

Played play_traced(Scenario scenario, Time end) {
    scenario.limit = end - Time{};
    const History history = History::play(scenario);
    const Load& load = history.trace().load;
    std::uint64_t answered = 0;
    for (const FateTally& tally : load.floods[0].fates)
        if (tally.fate == FloodFate::queued || tally.fate == FloodFate::cookie)
            answered += tally.count;
    return {.segments = load.floods[0].sent + answered,
            .events = load.floods[0].sent,
            .virtual_s = static_cast<double>(end.since_start_ns) / ns,
            .records = history.trace().last()};
}

} // namespace

int run_flood(const FloodOptions& options) {
    const Expected<Scenario> scenario = flood_scenario(options);
    if (!scenario) return std::fprintf(stderr, "%s\n", to_text(scenario.error()).c_str()), 2;
    const Usage before = usage_now();
    const Played played = options.traced ? play_traced(*scenario, end_of(options))
                                         : play_untraced(*scenario, end_of(options));
    const Usage spent = usage_now() - before;
    const std::string further =
        ",\"backlog\":" + std::to_string(options.backlog) + ",\"cookies\":"
        + std::to_string(options.cookies) + ",\"traced\":" + (options.traced ? "true" : "false")
        + ",\"records\":" + std::to_string(played.records) + ",\"syns_per_s\":"
        + std::to_string(
            static_cast<std::uint64_t>(per(static_cast<double>(options.syns), spent.user_s)));
    print({.flows = 0,
           .bytes = 0,
           .loss = 0,
           .syns = options.syns,
           .sack = scenario->hosts[1].profile.sack,
           .traced = options.traced,
           .received = 0,
           .virtual_s = played.virtual_s,
           .spent = spent,
           .segments = played.segments,
           .events = played.events},
          further);
    return 0;
}
