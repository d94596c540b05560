#include "app/tcpsim/kernel_stage.h"

#include "live/stage.h"

#include <utility>

namespace tcpsim {

KernelRun play_on_kernel(const sim::Scenario& scenario, Language language,
                         const OnProgress& on_progress) {
    live::OnProgress told;
    if (on_progress) told = [&](const live::Progress& at) { on_progress(at.elapsed, at.segments); };
    live::Outcome<sim::Trace> outcome = live::play(scenario, told);
    if (outcome) return {.trace = std::move(*outcome), .message = {}, .remedy = {}};
    const live::Failure& failure = outcome.error();
    return {.trace = {},
            .status = static_cast<ExitStatus>(live::exit_status(failure.kind)),
            .message = in_language(failure.message, language),
            .remedy = in_language(failure.remedy, language)};
}

} // namespace tcpsim
