#include "app/tcpsim/commands.h"
#include "app/tcpsim/kernel_stage.h"
#include "app/tcpsim/load.h"
#include "app/tcpsim/output.h"
#include "app/tcpsim/written_trace.h"

#include <chrono>
#include <cstdio>

namespace tcpsim {

namespace {

/// One line for whoever waits: "progress 1200 ms 14 segments".
void tell_progress(sim::Duration elapsed, std::uint32_t segments) {
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(elapsed).count();
    static_cast<void>(std::fprintf(stderr, "progress %lld ms %u segments\n",
                                   static_cast<long long>(ms), segments));
}

/// A recording is a trace in a file of the scenario's name, unless the options say otherwise.
Options recorded(Options options, const sim::Scenario& scenario) {
    options.format = Format::trace;
    if (options.output.empty()) options.output = scenario.name + ".trace";
    return options;
}

} // namespace

ExitStatus complain(const KernelRun& run, Language language) {
    std::string text = run.message + "\n";
    if (run.status == ExitStatus::model_only)
        text.insert(
            0, in_language({.en = "not for a kernel: ", .zh = "不能在内核上运行："}, language));
    if (!run.remedy.empty()) text += run.remedy + "\n";
    static_cast<void>(std::fputs(text.c_str(), stderr));
    return run.status;
}

ExitStatus play_live(const Options& options, const LiveOptions& live) {
    const sim::Expected<sim::Scenario> scenario = load_scenario(options);
    if (!scenario) return complain(scenario.error());
    const KernelRun run =
        play_on_kernel(*scenario, options.language, live.progress ? tell_progress : OnProgress{});
    if (!run.trace) return complain(run, options.language);
    const Options written = live.record ? recorded(options, *scenario) : options;
    return finish(written_trace(*run.trace, written), written.output, status_of(*run.trace));
}

} // namespace tcpsim
