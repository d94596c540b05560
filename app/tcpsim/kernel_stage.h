#pragma once

#include "app/tcpsim/exit_status.h"
#include "app/tcpsim/options.h"
#include "sim/packetdrill/runner.h"
#include "sim/scenario/scenario.h"
#include "sim/trace/trace.h"

#include <functional>
#include <optional>
#include <vector>

namespace tcpsim {

/// What came of playing a scenario on the kernel: a trace, or why there is none.
struct KernelRun {
    std::optional<sim::Trace> trace;
    ExitStatus status{ExitStatus::good};
    std::string message; ///< what is wrong, in the reader's language
    std::string remedy;  ///< how to mend it; may be empty
};

/// Is told time since the start of the run, and segments sent.
using OnProgress = std::function<void(sim::Duration elapsed, std::uint32_t segments)>;

/// Plays `scenario` on the real kernel, where this build has that stage.
KernelRun play_on_kernel(const sim::Scenario& scenario, Language language,
                         const OnProgress& on_progress = {});

/// Is given the trace so far.
using OnStep = std::function<void(const sim::Trace&)>;

/// Plays it step by step, as the lines of standard input say.
KernelRun step_on_kernel(const sim::Scenario& scenario, Language language, const OnStep& on_step);

/// Plays scripts of packetdrill on it; `on_done` hears of each in their order. Yields what is
/// wrong, without a trace, and `good` where all have been played.
KernelRun play_scripts_on_kernel(const std::vector<sim::packetdrill::Script>& scripts,
                                 const sim::packetdrill::RunRequest& request, Language language,
                                 const std::function<void(sim::packetdrill::RunResult)>& on_done);

/// Tells on standard error why there is no trace.
ExitStatus complain(const KernelRun& run, Language language);

} // namespace tcpsim
