#pragma once

#include "sim/scenario/scenario.h"
#include "ui/model/run.h"

#include <memory>
#include <string>

namespace ui {

/// A script of packetdrill that was played on the model: as a scenario, and what came of it.
struct ScriptRun {
    sim::Scenario scenario; ///< its title is the script's first comment, its text the outcome
    std::shared_ptr<const Run> run;
};

/// Whether a file's name says that it holds a script ("x.pkt").
bool isScript(const std::string& file);

/// Plays the script `text` of the file `file`; of `overrides` only the profile counts. An Error for
/// what is no script.
sim::Expected<ScriptRun> playScript(const std::string& text, const std::string& file,
                                    const sim::Overrides& overrides);

} // namespace ui
