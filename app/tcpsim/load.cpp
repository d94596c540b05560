#include "app/tcpsim/load.h"

#include "sim/base/spelling.h"

#include <filesystem>
#include <fstream>
#include <system_error>
#include <vector>

namespace tcpsim {

namespace {

/// One byte more than a scenario may have: enough to have it refused, and no endless device is read
/// to its end.
constexpr std::size_t most_bytes = (std::size_t{1} << 20U) + 1;

sim::Expected<ScenarioText> read_file(const std::string& name) {
    std::error_code problem;
    if (std::filesystem::is_directory(name, problem))
        return sim::failure({.message = "this is a directory, not a scenario", .file = name});
    std::ifstream file(name, std::ios::binary);
    std::string text(most_bytes, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (file.bad() || (!file.is_open() && std::filesystem::exists(name, problem)))
        return sim::failure({.message = "this file can not be read", .file = name});
    text.resize(static_cast<std::size_t>(file.gcount()));
    return ScenarioText{.text = std::move(text), .file = name};
}

sim::Error unknown_scenario(const std::string& name,
                            const std::vector<sim::ShippedScenario>& shipped) {
    std::vector<std::string_view> names;
    names.reserve(shipped.size());
    for (const sim::ShippedScenario& scenario : shipped)
        names.push_back(scenario.name);
    return {.message = "there is neither a scenario nor a file called \"" + name + "\"",
            .remedy = sim::nearest_remedy(name, names)};
}

} // namespace

sim::Expected<ScenarioText> read_scenario(const std::string& name) {
    const std::vector<sim::ShippedScenario> shipped = sim::shipped_scenarios();
    for (const sim::ShippedScenario& scenario : shipped)
        if (scenario.name == name)
            return ScenarioText{.text = std::string(scenario.text), .file = name};
    std::error_code problem;
    if (!std::filesystem::exists(name, problem))
        return sim::failure(unknown_scenario(name, shipped));
    return read_file(name);
}

sim::Expected<sim::Scenario> load_scenario(const Options& options) {
    sim::Expected<ScenarioText> source = read_scenario(options.scenario);
    if (!source) return sim::failure(source.error());
    sim::Expected<sim::Scenario> scenario =
        sim::parse_scenario(source->text, source->file, options.overrides);
    if (!scenario) return scenario;
    scenario->seed = options.seed.value_or(scenario->seed);
    scenario->limit = options.limit.value_or(scenario->limit);
    return scenario;
}

} // namespace tcpsim
