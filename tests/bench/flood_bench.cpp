// What a SYN of a flood costs: in a World alone, or in a History with the trace it keeps.
#include "tests/bench/flood_bench.h"

#include "sim/history/history.h"
#include "sim/history/staging.h"
#include "sim/net/world.h"

#include <cstdio>
#include <string>
#include <sys/resource.h>

namespace {

using namespace sim;

struct Usage {
    double user_s{}, system_s{};
    long rss_kib{};
};

Usage usage_now() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    constexpr double microseconds = 1e6;
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / microseconds;
    };
    return {.user_s = seconds(usage.ru_utime),
            .system_s = seconds(usage.ru_stime),
            .rss_kib = usage.ru_maxrss};
}

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
    const Usage after = usage_now();
    const double user = after.user_s - before.user_s;
    const auto syns = static_cast<double>(options.syns);
    const auto segments = static_cast<double>(played.segments);
    std::printf("{\"peer\":\"tcp-theater\",\"syns\":%llu,\"backlog\":%u,\"cookies\":%u,"
                "\"traced\":%s,\"virtual_s\":%.3f,\"user_s\":%.3f,\"system_s\":%.3f,"
                "\"rss_kib\":%ld,\"segments\":%.0f,\"events\":%llu,\"records\":%u,"
                "\"ns_per_segment\":%.1f,\"segments_per_s\":%.0f,\"events_per_s\":%.0f,\"syns_per_"
                "s\":%.0f}\n",
                static_cast<unsigned long long>(options.syns), options.backlog, options.cookies,
                options.traced ? "true" : "false", played.virtual_s, user,
                after.system_s - before.system_s, after.rss_kib, segments,
                static_cast<unsigned long long>(played.events), played.records,
                user * ns / segments, segments / user, static_cast<double>(played.events) / user,
                syns / user);
    return 0;
}
