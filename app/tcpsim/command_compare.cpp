#include "app/tcpsim/commands.h"
#include "app/tcpsim/comparison.h"
#include "app/tcpsim/kernel_stage.h"
#include "app/tcpsim/load.h"
#include "app/tcpsim/output.h"
#include "app/tcpsim/written_trace.h"
#include "sim/history/history.h"

namespace tcpsim {

namespace {

/// Scripts look for this last line.
ExitStatus not_for_a_kernel(const std::string& reason) {
    return finish("not for a kernel: " + reason + "\n", {}, ExitStatus::model_only);
}

ExitStatus verdict(const sim::Diff& diff, const sim::Trace& model, const sim::Trace& kernel) {
    if (diff.unexplained != 0) return ExitStatus::differences;
    const ExitStatus status = status_of(model);
    return status == ExitStatus::good ? status_of(kernel) : status;
}

/// Both ladders, one above the other, and then the comparison row by row.
std::string ladders(const Comparison& comparison, const Options& options) {
    const Detail detail = options.explain ? Detail::everything : Detail::differences;
    return ladder_text(comparison.model(), options) + "\n"
           + ladder_text(comparison.kernel(), options) + "\n" + comparison.table(detail);
}

/// The comparison goes where --output says, its last line to standard output in any case.
ExitStatus write(const Comparison& comparison, const Options& options, ExitStatus status) {
    const bool json = options.format == Format::json;
    const std::string body = json ? comparison.json() : ladders(comparison, options);
    const ExitStatus written = finish(body, options.output, status);
    return written == status ? finish(comparison.summary(), {}, status) : written;
}

} // namespace

ExitStatus compare_stages(const Options& options) {
    if (options.format != Format::ladder && options.format != Format::json)
        return complain({.message = "compare writes a ladder or json, for it is about two traces",
                         .remedy = "use run and live with --format pcapng or trace"});
    const sim::Expected<sim::Scenario> scenario = load_scenario(options);
    if (!scenario) return complain(scenario.error());
    if (!scenario->model_only.empty()) return not_for_a_kernel(scenario->model_only);
    const KernelRun kernel = play_on_kernel(*scenario, options.language);
    if (kernel.status == ExitStatus::model_only) return not_for_a_kernel(kernel.message);
    if (!kernel.trace) return complain(kernel, options.language);
    const sim::History model = sim::History::play(*scenario);
    const Comparison comparison(model.trace(), *kernel.trace, options.language);
    return write(comparison, options, verdict(comparison.diff(), model.trace(), *kernel.trace));
}

} // namespace tcpsim
