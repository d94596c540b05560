#include "app/tcpsim/kernel_stage.h"

namespace tcpsim {

// What stands here in a build without THEATER_LIVE.
namespace {

KernelRun no_stage(Language language) {
    const sim::BilingualText message{
        .en = "this build has no kernel stage; build it on Linux with THEATER_LIVE=ON",
        .zh = "此版本未包含内核舞台；请在 Linux 上以 THEATER_LIVE=ON 重新构建"};
    return {.trace = {},
            .status = ExitStatus::not_available,
            .message = in_language(message, language),
            .remedy = {}};
}

} // namespace

KernelRun play_on_kernel(const sim::Scenario&, Language language, const OnProgress&) {
    return no_stage(language);
}

KernelRun step_on_kernel(const sim::Scenario&, Language language, const OnStep&) {
    return no_stage(language);
}

KernelRun play_scripts_on_kernel(const std::vector<sim::packetdrill::Script>&,
                                 const sim::packetdrill::RunRequest&, Language language,
                                 const std::function<void(sim::packetdrill::RunResult)>&) {
    return no_stage(language);
}

} // namespace tcpsim
