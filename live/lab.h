#pragma once

#include "live/descriptor.h"
#include "live/diag.h"
#include "live/listen_counters.h"
#include "live/step.h"
#include "live/tap.h"
#include "sim/scenario/scenario.h"
#include "sim/trace/record.h"

#include <string>
#include <vector>

namespace live {

/// The stage joins two hosts, as the scenario lists them.
inline constexpr sim::HostId host_count = 2;

/// A kernel of its own, as far as its network goes: a namespace with one interface. On the topology
/// loopback both hosts share one, and differ by their addresses.
struct LabHost {
    Descriptor network;
    Diag diag; ///< asks about this host's sockets
    ListenCounters counters;
};

/// Two hosts, each in its own network namespace, and the bridge's ends of their cables in a third;
/// or both in one, on its `lo`. Nothing leads out of it. It goes when the process goes: the kernel
/// removes the namespaces.
struct Lab {
    Descriptor bridge_network;
    std::vector<LabHost> hosts;               ///< in the scenario's order
    std::vector<Tap> taps;                    ///< the ends of their cables; or the one on `lo`
    std::vector<std::string> unknown_sysctls; ///< of the profile, that this kernel does not have
    Descriptor raw; ///< puts whole packets on `lo`, where a loopback has a flood; else closed
};

/// What stands in front of a packet from one host to the other on their wire.
std::vector<std::uint8_t> ethernet_header_from(sim::HostId from, sim::AddressFamily family);

/// Why no lab came of it: a step the kernel refused, or a sysctl of the scenario it did not take.
Attempt<Lab> build_lab(const sim::Scenario& scenario);

/// A lab in which only the first host of the scenario is there; its peer is whoever writes to its
/// tap. Its TCP gives several segments at once to the interface, which cuts them.
Attempt<Lab> build_half_lab(const sim::Scenario& scenario);

/// The interface of a host on its wire, and the tap's at the other end of its cable.
inline constexpr const char* host_interface = "eth0";
std::string tap_name(std::size_t host);

/// Sets a sysctl of the network namespace we are in; 0 or an errno.
int write_sysctl(const sim::SysctlSetting& setting);

/// The sysctls that host gets, in order: what keeps noise away, the profile's, the scenario's own.
std::vector<sim::SysctlSetting> sysctls_for(const sim::HostSpec& host);

} // namespace live
