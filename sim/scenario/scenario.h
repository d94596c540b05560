#pragma once

#include "sim/base/expected.h"
#include "sim/classic/scheme.h"
#include "sim/link/fault_list.h"
#include "sim/link/flood.h"
#include "sim/link/injection.h"
#include "sim/link/link_spec.h"
#include "sim/packet/address_table.h"
#include "sim/program/program.h"
#include "sim/tcp/profile.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sim {

/// A text in both languages.
struct BilingualText {
    std::string en, zh;

    bool operator==(const BilingualText&) const = default;
};

/// The two arrangements a kernel can play: two hosts and a link, or both ends on one `lo`.
enum class Topology : std::uint8_t { wire, loopback };

/// When a run ends, beside its limit.
enum class RunUntil : std::uint8_t {
    quiet,  ///< all programs have ended and nothing is in flight or owed
    closed, ///< and every connection is gone: TIME-WAIT is waited for
};

struct HostSpec {
    std::string name;
    Address address;
    Profile profile;                    ///< the scenario's, with [host.sysctl] applied
    std::vector<SysctlSetting> sysctls; ///< as written, for a kernel

    bool operator==(const HostSpec&) const = default;
};

/// A scenario, read and checked: names resolved, units converted, every host of a program exists.
struct Scenario {
    std::string name; ///< the shipped name, or the file's name without folder and suffix
    BilingualText title, text;
    ProfileName profile{ProfileName::linux};
    Topology topology{Topology::wire};
    RunUntil until{RunUntil::quiet};
    Duration limit{std::chrono::seconds{10}};
    std::uint64_t seed{1};
    LinkSpec link;
    std::vector<HostSpec> hosts;
    std::vector<Program> programs;
    std::vector<Fault> faults;
    std::vector<Injection> injections; ///< those of [[inject]], then the SYNs of each [[scan]]
    std::vector<Flood> floods;
    Duration sample_period{0}; ///< how often every listener's queues are sampled; 0: never
    BacklogPolicy listen_policy{BacklogPolicy::linux};
    std::optional<Scheme> scheme; ///< a textbook scheme in place of programs; no kernel plays it
    bool too_few_numbers{};       ///< a broken variant: the scheme may have too few numbers
    bool two_way_handshake{};     ///< a broken variant, for teaching; no kernel plays it
    std::string model_only;       ///< why no kernel can play it; empty when one can

    bool operator==(const Scenario&) const = default;
};

/// "KEY=VALUE" of --set: the dotted path of a scenario key, or a sysctl's name, for one host with
/// "B:" before it.
struct Setting {
    std::string key, value;

    bool operator==(const Setting&) const = default;
};

/// What overrides the scenario's own keys.
struct Overrides {
    std::string profile;  ///< empty: the scenario's own
    std::string topology; ///< likewise
    std::vector<Setting> settings;

    bool operator==(const Overrides&) const = default;
};

/// Reads a scenario. `file` is the name used in errors. Text over 1 MiB or with keys nested too
/// deep is refused before it is parsed.
Expected<Scenario> parse_scenario(std::string_view text, const std::string& file,
                                  const Overrides& overrides = {});

/// A scenario that ships with the program.
struct ShippedScenario {
    std::string_view name, text;
};
std::vector<ShippedScenario> shipped_scenarios();

} // namespace sim
