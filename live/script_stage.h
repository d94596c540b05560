#pragma once

#include "live/stage.h"
#include "sim/packetdrill/runner.h"
#include "sim/packetdrill/script.h"

#include <functional>
#include <string>
#include <vector>

namespace live {

/// A script, and how it is to be played.
struct ScriptJob {
    sim::packetdrill::Script script;
    sim::packetdrill::RunRequest request;
};

/// The least tolerance for a kernel whose clock ticks 250 times a second: a timer is up to two
/// ticks late, and its wheel rounds up.
inline constexpr sim::Duration kernel_tolerance = std::chrono::milliseconds{14};

/// Plays scripts on the real kernel, each in a child process with user and network namespaces of
/// its own, at most four at a time. `on_done` hears of each, in the order of `jobs`. A script that
/// fails by time alone, or while this process was late, is played again, up to three times: the
/// machine may have been busy. A Failure is
/// why the stage does not work, here or at all.
Outcome<void> play_scripts(const std::vector<ScriptJob>& jobs,
                           const std::function<void(sim::packetdrill::RunResult)>& on_done);

} // namespace live
