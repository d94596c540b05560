#include "sim/history/staging.h"

#include "sim/base/assert.h"
#include "sim/trace/frames.h"

#include <algorithm>

namespace sim {

namespace {

std::uint8_t place_of(const Scenario& scenario, const std::string& host) {
    const auto found = std::find_if(scenario.hosts.begin(), scenario.hosts.end(),
                                    [&](const HostSpec& known) { return known.name == host; });
    SIM_ASSERT(found != scenario.hosts.end());
    return static_cast<std::uint8_t>(found - scenario.hosts.begin());
}

Carrier carrier_of(Topology topology) {
    switch (topology) {
    case Topology::wire: return Carrier::link;
    case Topology::loopback: return Carrier::loopback;
    }
    unreachable();
}

std::string_view name_of(Topology topology) {
    switch (topology) {
    case Topology::wire: return "wire";
    case Topology::loopback: return "loopback";
    }
    unreachable();
}

std::string milliseconds(Duration span) {
    std::string text = std::to_string(span / std::chrono::milliseconds{1});
    const std::int64_t rest = span % std::chrono::milliseconds{1} / Duration{1};
    if (rest == 0) return text + " ms";
    const std::string digits = std::to_string(1'000'000 + rest).substr(1);
    return text + "." + digits.substr(0, digits.find_last_not_of('0') + 1) + " ms";
}

/// A scheme is known by its facts: whoever reads the trace sees them there.
void describe(const Scheme& scheme, TraceHeader& header) {
    header.profile = name_of(scheme.name);
    header.environment = {{std::string(scheme_fact), header.profile},
                          {"window", std::to_string(scheme.window)},
                          {"timeout", milliseconds(scheme.timeout)}};
    if (scheme.numbers != 0)
        header.environment.push_back({"numbers", std::to_string(scheme.numbers)});
}

} // namespace

std::shared_ptr<const SchemeStage> scheme_stage_of(const Scenario& scenario) {
    SIM_ASSERT(scenario.scheme.has_value());
    return std::make_shared<const SchemeStage>(SchemeStage{.scheme = *scenario.scheme,
                                                           .link = scenario.link,
                                                           .faults = scenario.faults,
                                                           .seed = scenario.seed});
}

std::shared_ptr<const Stage> stage_of(const Scenario& scenario) {
    Stage stage;
    for (const HostSpec& host : scenario.hosts)
        stage.hosts.push_back(
            {.name = host.name, .address = host.address, .profile = host.profile});
    stage.programs = scenario.programs;
    for (const Program& program : scenario.programs)
        stage.program_hosts.push_back(place_of(scenario, program.host));
    stage.carrier = carrier_of(scenario.topology);
    stage.link = scenario.link;
    stage.faults = scenario.faults;
    stage.injections = scenario.injections;
    auto source = static_cast<AddressId>(scenario.hosts.size());
    for (const Flood& flood : scenario.floods) {
        stage.floods.push_back(
            {.flood = flood, .first_source = source, .traced = false, .landmarks = {}});
        source = static_cast<AddressId>(source + usable_addresses(flood.sources));
    }
    stage.seed = scenario.seed;
    return std::make_shared<const Stage>(std::move(stage));
}

TraceHeader header_of(const Scenario& scenario) {
    TraceHeader header;
    header.scenario = scenario.name;
    header.profile = name_of(scenario.profile);
    header.topology = name_of(scenario.topology);
    header.stage = Provenance::model;
    header.seed = scenario.seed;
    header.link_delay = scenario.link.delay;
    for (const HostSpec& host : scenario.hosts)
        header.hosts.push_back({.name = host.name, .address = host.address});
    for (const Program& program : scenario.programs)
        header.programs.push_back(program.name);
    if (scenario.scheme) describe(*scenario.scheme, header);
    return header;
}

} // namespace sim
