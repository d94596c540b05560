#include "app/tcpsim/commands.h"
#include "app/tcpsim/load.h"
#include "app/tcpsim/output.h"
#include "app/tcpsim/written_trace.h"
#include "sim/history/history.h"

namespace tcpsim {

namespace {

/// What the model met and can not play yet is an error that says so.
sim::Error not_modelled(const sim::Scenario& scenario, sim::Rule rule, Language language) {
    return {.message = std::string(sim::sentence_of(rule, language)), .file = scenario.name};
}

} // namespace

ExitStatus run_scenario(const Options& options) {
    const sim::Expected<sim::Scenario> scenario = load_scenario(options);
    if (!scenario) return complain(scenario.error());
    const sim::History history = sim::History::play(*scenario);
    const ExitStatus status =
        finish(written_trace(history.trace(), options), options.output, status_of(history.trace()));
    if (history.unmodelled() == sim::Rule::none) return status;
    return complain(not_modelled(*scenario, history.unmodelled(), options.language));
}

} // namespace tcpsim
