#include "sim/scenario/topology.h"

namespace sim {

namespace {

bool is_nothing(const LinkSpec& link) {
    return link == LinkSpec{};
}

bool is_argument(const Node& node) {
    return !node.place.argument.empty();
}

} // namespace

void check_link(const Node& document, const Scenario& scenario, Problems& problems) {
    const Node* const topology = find(document, "topology");
    const Node* const link = find(document, "link");
    if (scenario.topology != Topology::loopback || topology == nullptr || link == nullptr) return;
    if (link->kind != NodeKind::table || is_nothing(scenario.link)) return;
    for (const Node& key : link->items)
        if (!is_argument(*topology) || is_argument(key))
            problems.report(key.place, "a loopback has no link, and so no link." + key.key,
                            "leave link." + key.key + R"( out, or write topology = "wire")");
}

void settle_topology(Scenario& scenario) {
    if (scenario.topology != Topology::loopback) return;
    const bool needs_link = !scenario.faults.empty() || !scenario.injections.empty()
                            || scenario.link.loss_per_billion != 0;
    scenario.link = {.loss_per_billion = scenario.link.loss_per_billion};
    if (needs_link && scenario.model_only.empty())
        scenario.model_only = "a loopback interface can not lose, delay or inject single segments; "
                              "the topology wire can";
}

} // namespace sim
