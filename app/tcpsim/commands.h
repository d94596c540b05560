#pragma once

#include "app/tcpsim/exit_status.h"
#include "app/tcpsim/options.h"
#include "sim/packetdrill/runner.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tcpsim {

/// Names and titles of the shipped scenarios, one a line.
ExitStatus list_scenarios(Language language);

/// Parses each scenario and says what it is, or what is wrong with it.
ExitStatus check_scenarios(const std::vector<std::string>& names, Language language);

/// Plays a scenario on the model.
ExitStatus run_scenario(const Options& options);

/// What live takes beside the common options.
struct LiveOptions {
    bool record{};   ///< keep the run as a trace file
    bool progress{}; ///< tell how far it is
    bool step{};     ///< hold the wire, and let packets go one by one
};
/// Plays a scenario on the real kernel.
ExitStatus play_live(const Options& options, const LiveOptions& live);

/// Plays it there packet by packet, as the lines of standard input say.
ExitStatus step_live(const Options& options);

/// Plays a scenario on both, and compares.
ExitStatus compare_stages(const Options& options);

/// What packetdrill is told on the command line.
struct PacketdrillOptions {
    sim::packetdrill::RunRequest request;
    std::vector<std::string> paths; ///< scripts, or folders of them
    std::string trace_folder;       ///< where the trace of each goes; empty: nowhere
    bool kernel{};                  ///< on the real kernel instead of the model
    /// How long a script may last on the kernel, whose time is real; longer ones are left out.
    std::optional<sim::Duration> longest{};
    Language language{}; ///< of what is told where a kernel refuses
};
/// Plays packetdrill scripts on the model or on the real kernel, and says of each whether it
/// passes.
ExitStatus play_packetdrill(const PacketdrillOptions& options);

enum class RulesFormat : std::uint8_t { text, markdown, json };
/// Lists every rule that a trace may name.
ExitStatus list_rules(RulesFormat format, Language language);

} // namespace tcpsim
