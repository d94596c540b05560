#include "sim/history/staging.h"

#include "sim/base/assert.h"

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

} // namespace

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
    return header;
}

} // namespace sim
