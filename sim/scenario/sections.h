#pragma once

#include "sim/scenario/problems.h"
#include "sim/scenario/scenario.h"

#include <string_view>

namespace sim {

/// Reads everything but hosts, programs, faults, injections, loads and schemes: titles, run, link
/// and so on.
void read_top(const Node& document, Scenario& scenario, Problems& problems);

/// The dotted paths of the keys that read_top() and read_scheme() take, for --set.
std::vector<std::string_view> top_paths();

/// Reads the [[host]] tables; without any, A and B exist. The profile must have been read.
void read_hosts(const Node& document, Scenario& scenario, Problems& problems);

/// Reads the [[program]] tables; the hosts must have been read. `text` is the document, for the
/// places of calls.
void read_programs(const Node& document, std::string_view text, Scenario& scenario,
                   Problems& problems);

/// Reads the [[fault]] tables; the hosts must have been read.
void read_faults(const Node& document, Scenario& scenario, Problems& problems);

/// Reads the [[inject]] tables; the hosts must have been read.
void read_injections(const Node& document, Scenario& scenario, Problems& problems);

/// Reads the [[flood]] tables; the hosts must have been read.
void read_floods(const Node& document, Scenario& scenario, Problems& problems);

/// Reads the [[scan]] tables, each a row of injected SYNs; the hosts must have been read.
void read_scans(const Node& document, Scenario& scenario, Problems& problems);

/// Reads the scheme's table, where there is one; everything else must have been read.
void read_scheme(const Node& document, Scenario& scenario, Problems& problems);

/// The dotted paths of a scheme's keys: "scheme.window" and so on.
std::vector<std::string_view> scheme_paths();

/// The [[NAME]] tables of a document; a problem where `name` is something else.
std::vector<const Node*> tables_called(const Node& document, std::string_view name,
                                       std::size_t most, Problems& problems);

/// The place of a host in the scenario; a problem that names the nearest where there is none.
std::optional<std::uint8_t> find_host(const std::string& name, const Place& place,
                                      const Scenario& scenario, Problems& problems);

/// The names of the scenario's hosts.
std::vector<std::string_view> host_names(const Scenario& scenario);

/// Sets a sysctl of one host, in its profile and in its list.
void apply_sysctl(HostSpec& host, const SysctlSetting& setting, const Place& place,
                  Problems& problems);

} // namespace sim
