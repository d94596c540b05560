#pragma once

#include "sim/packetdrill/matcher.h"
#include "sim/packetdrill/script.h"
#include "sim/packetdrill/tested_host.h"
#include "sim/tcp/profile.h"
#include "sim/trace/trace.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace sim::packetdrill {

/// How a script is to be played.
struct RunRequest {
    ProfileName profile{ProfileName::linux};
    Leniency leniency{};
    bool recv_only{};                    ///< only what programs receive is compared
    bool strict_tail{};                  ///< nothing may leave behind the last event
    std::optional<Duration> tolerance{}; ///< instead of the script's own
};

enum class Outcome : std::uint8_t { passed, failed, unsupported };

struct RunResult {
    Outcome outcome{};
    bool is_of_time{}; ///< failed, by when something came alone
    std::uint32_t line{};
    std::string message{};            ///< "expected ... got ..."
    std::vector<std::string> extra{}; ///< packets that left behind the last event
    Trace trace{};                    ///< of what happened, up to the failure
    std::set<Rule> rules{};           ///< that have applied, also where no record shows them
};

/// Plays a script in virtual time: an endpoint of the model is what it tests, the script is the
/// endpoint's peer and its program. The same script gives the same result, always.
RunResult run_script(const Script& script, const RunRequest& request);

/// Plays it on a host that is ready: the same walk through the script, whatever host it is.
RunResult play_on(TestedHost& host, const Script& script, const RunRequest& request);

/// The address of the tested host, and the script's, unless its options name others.
Address own_address_of(const ScriptOptions& options);
Address peer_address_of(const ScriptOptions& options);

} // namespace sim::packetdrill
