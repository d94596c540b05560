#include "app/tcpsim/kernel_stage.h"

#include "live/script_stage.h"
#include "live/stage.h"

#include <unistd.h>
#include <utility>

namespace tcpsim {

namespace {

KernelRun run_of(live::Outcome<sim::Trace> outcome, Language language) {
    if (outcome) return {.trace = std::move(*outcome), .message = {}, .remedy = {}};
    const live::Failure& failure = outcome.error();
    return {.trace = {},
            .status = static_cast<ExitStatus>(live::exit_status(failure.kind)),
            .message = in_language(failure.message, language),
            .remedy = in_language(failure.remedy, language)};
}

} // namespace

KernelRun play_on_kernel(const sim::Scenario& scenario, Language language,
                         const OnProgress& on_progress) {
    live::OnProgress told;
    if (on_progress) told = [&](const live::Progress& at) { on_progress(at.elapsed, at.segments); };
    return run_of(live::play(scenario, told), language);
}

KernelRun step_on_kernel(const sim::Scenario& scenario, Language language, const OnStep& on_step) {
    return run_of(live::play_stepped(scenario, STDIN_FILENO, on_step), language);
}

KernelRun play_scripts_on_kernel(const std::vector<sim::packetdrill::Script>& scripts,
                                 const sim::packetdrill::RunRequest& request, Language language,
                                 const std::function<void(sim::packetdrill::RunResult)>& on_done) {
    std::vector<live::ScriptJob> jobs;
    jobs.reserve(scripts.size());
    for (const sim::packetdrill::Script& script : scripts)
        jobs.push_back({.script = script, .request = request});
    const live::Outcome<void> played = live::play_scripts(jobs, on_done);
    if (played) return {};
    return run_of(tl::unexpected<live::Failure>(played.error()), language);
}

} // namespace tcpsim
