#include "sim/base/embedded_file.h"
#include "sim/scenario/scenario.h"

#include <algorithm>
#include <array>
#include <span>

namespace sim {

/// resources/scenarios/*.toml, compiled in.
std::span<const EmbeddedFile> shipped_scenario_files();

namespace {

/// What a beginner should see first; what is not named follows by name.
constexpr std::array<std::string_view, 7> order{
    "handshake", "echo", "teardown-client", "teardown-server", "refused", "lost-syn", "lost-data"};

std::size_t rank(const ShippedScenario& scenario) {
    return static_cast<std::size_t>(std::find(order.begin(), order.end(), scenario.name)
                                    - order.begin());
}

} // namespace

std::vector<ShippedScenario> shipped_scenarios() {
    std::vector<ShippedScenario> scenarios;
    for (const EmbeddedFile& file : shipped_scenario_files())
        scenarios.push_back({.name = file.name, .text = file.bytes});
    const auto sooner = [](const ShippedScenario& a, const ShippedScenario& b) {
        return rank(a) != rank(b) ? rank(a) < rank(b) : a.name < b.name;
    };
    std::sort(scenarios.begin(), scenarios.end(), sooner);
    return scenarios;
}

} // namespace sim
