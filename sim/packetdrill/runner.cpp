#include "sim/packetdrill/runner.h"

#include "sim/packetdrill/player.h"
#include "sim/packetdrill/settings.h"

namespace sim::packetdrill {

RunResult run_script(const Script& script, const RunRequest& request) {
    Player player{script, request};
    if (std::optional<RunResult> problem = player.prepare()) return *problem;
    for (const Event& event : script.events)
        if (std::optional<RunResult> problem = player.play(event)) return *problem;
    return player.finish();
}

} // namespace sim::packetdrill
