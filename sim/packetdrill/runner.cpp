#include "sim/packetdrill/runner.h"

#include "sim/packetdrill/player.h"
#include "sim/packetdrill/settings.h"

namespace sim::packetdrill {

namespace {

RunResult result_of(Player& player, const Script& script) {
    if (std::optional<RunResult> problem = player.prepare()) return *problem;
    for (const Event& event : script.events)
        if (std::optional<RunResult> problem = player.play(event)) return *problem;
    return player.finish();
}

} // namespace

RunResult run_script(const Script& script, const RunRequest& request) {
    Player player{script, request};
    RunResult result = result_of(player, script);
    result.trace = player.trace();
    result.rules = player.rules();
    result.trace.header.scenario = script.file;
    if (result.outcome != Outcome::failed) return result;
    result.trace.header.environment.push_back(
        {.name = "failed", .value = "line " + std::to_string(result.line) + ": " + result.message});
    return result;
}

} // namespace sim::packetdrill
