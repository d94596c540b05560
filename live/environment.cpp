#include "live/environment.h"

#include <algorithm>
#include <ctime>
#include <map>
#include <sys/utsname.h>

namespace live {

namespace {

using Sysctls = std::map<std::string, std::string>;

/// What was written last of each; those this kernel does not know were not written.
Sysctls written(const sim::HostSpec& host, const Lab& lab) {
    Sysctls sysctls;
    for (const sim::SysctlSetting& setting : sysctls_for(host))
        sysctls[setting.name] = setting.value;
    for (const std::string& unknown : lab.unknown_sysctls)
        sysctls.erase(unknown);
    return sysctls;
}

void add_sysctls(const sim::Scenario& scenario, const Lab& lab, std::vector<sim::Fact>& facts) {
    const Sysctls common = written(scenario.hosts.front(), lab);
    for (const auto& [name, value] : common)
        facts.push_back({.name = name, .value = value});
    for (std::size_t host = 1; host < scenario.hosts.size(); ++host)
        for (const auto& [name, value] : written(scenario.hosts[host], lab)) {
            const auto same = common.find(name);
            if (same == common.end() || same->second != value)
                facts.push_back({.name = scenario.hosts[host].name + ":" + name, .value = value});
        }
}

} // namespace

std::vector<sim::Fact> environment_of(const sim::Scenario& scenario, const Lab& lab) {
    std::vector<sim::Fact> facts;
    utsname kernel{};
    if (uname(&kernel) == 0) facts.push_back({.name = "kernel", .value = kernel.release});
    // The coarse clocks advance once a tick, so their resolution is the tick (time(7)).
    timespec tick{};
    if (clock_getres(CLOCK_MONOTONIC_COARSE, &tick) == 0 && tick.tv_sec == 0 && tick.tv_nsec > 0) {
        constexpr std::int64_t second_ns = 1'000'000'000;
        const std::int64_t hz = (second_ns + tick.tv_nsec / 2) / tick.tv_nsec;
        facts.push_back({.name = "hz", .value = std::to_string(hz)});
    }
    facts.push_back({.name = "offloads", .value = "off"});
    facts.push_back({.name = "gso_max_segs", .value = "1"});
    add_sysctls(scenario, lab, facts);
    return facts;
}

} // namespace live
