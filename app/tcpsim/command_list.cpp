#include "app/tcpsim/commands.h"
#include "app/tcpsim/output.h"

#include <algorithm>

namespace tcpsim {

namespace {

constexpr std::size_t gap = 2;

std::size_t longest_name(const std::vector<sim::ShippedScenario>& shipped) {
    std::size_t longest = 0;
    for (const sim::ShippedScenario& each : shipped)
        longest = std::max(longest, each.name.size());
    return longest;
}

} // namespace

ExitStatus list_scenarios(Language language) {
    const std::vector<sim::ShippedScenario> shipped = sim::shipped_scenarios();
    const std::size_t width = longest_name(shipped) + gap;
    std::string lines;
    for (const sim::ShippedScenario& each : shipped) {
        const sim::Expected<sim::Scenario> scenario =
            sim::parse_scenario(each.text, std::string(each.name));
        if (!scenario) return complain(scenario.error());
        lines += each.name;
        lines.append(width - each.name.size(), ' ');
        lines += in_language(scenario->title, language) + "\n";
    }
    return finish(lines, {}, ExitStatus::good);
}

} // namespace tcpsim
