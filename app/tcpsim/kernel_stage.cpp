#include "app/tcpsim/kernel_stage.h"

#include "live/stage.h"

#include <utility>

namespace tcpsim {

namespace {

std::string message_of(const live::Failure& failure, Language language) {
    const std::string& remedy = in_language(failure.remedy, language);
    std::string text = in_language(failure.message, language);
    if (!remedy.empty()) text += "\n" + remedy;
    return text;
}

} // namespace

KernelRun play_on_kernel(const sim::Scenario& scenario, Language language,
                         const OnProgress& on_progress) {
    live::OnProgress told;
    if (on_progress) told = [&](const live::Progress& at) { on_progress(at.elapsed, at.segments); };
    live::Outcome<sim::Trace> outcome = live::play(scenario, told);
    if (outcome) return {.trace = std::move(*outcome), .status = ExitStatus::good, .message = {}};
    return {.trace = {},
            .status = static_cast<ExitStatus>(live::exit_status(outcome.error().kind)),
            .message = message_of(outcome.error(), language)};
}

} // namespace tcpsim
