#include "live/lab.h"

#include "live/namespaces.h"
#include "live/offloads.h"
#include "live/rtnetlink.h"
#include "live/small_file.h"
#include "live/socket_address.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <linux/if_ether.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <utility>

namespace live {

namespace {

using sim::SysctlSetting;

HardwareAddress hardware_address_of(std::size_t host) {
    constexpr std::uint8_t locally_administered = 2;
    return {locally_administered, 0, 0, 0, 0, static_cast<std::uint8_t>(host + 1)};
}

/// Keeps frames away that are none of the programs': no connection sees them.
std::vector<SysctlSetting> quiet_stage(const sim::Address& own) {
    std::vector<SysctlSetting> settings;
    if (own.family == sim::AddressFamily::ipv6) {
        settings.push_back({"net.ipv6.conf.default.accept_dad", "0"});
        settings.push_back({"net.ipv6.conf.default.router_solicitations", "0"});
        settings.push_back({"net.ipv6.conf.default.addr_gen_mode", "1"}); // no link-local address
    } else {
        settings.push_back({"net.ipv6.conf.all.disable_ipv6", "1"});
        settings.push_back({"net.ipv6.conf.default.disable_ipv6", "1"});
    }
    return settings;
}

bool is_written_in(const sim::HostSpec& host, const SysctlSetting& setting) {
    return std::any_of(host.sysctls.begin(), host.sysctls.end(),
                       [&](const SysctlSetting& own) { return own.name == setting.name; });
}

/// A sysctl of the profile that this kernel does not know is noted; one that the scenario names is
/// not optional.
Attempt<void> write_sysctls(const sim::HostSpec& host, std::vector<std::string>& unknown) {
    for (const SysctlSetting& setting : sysctls_for(host)) {
        const int error = write_sysctl(setting);
        if (error == EPERM && setting.name == "net.ipv4.tcp_congestion_control")
            continue; // a namespace may not choose freely, but each of its sockets may
        if (error == ENOENT && !is_written_in(host, setting))
            unknown.push_back(setting.name);
        else if (error != 0)
            return attempt(Step::system_control, error, setting.name);
    }
    return {};
}

/// The first of these steps, taken in this order, that failed.
Attempt<void> first_failure(std::initializer_list<Attempt<void>> steps) {
    for (const Attempt<void>& step : steps)
        if (!step) return step;
    return {};
}

/// Tries a call on a socket of this type, about this address, until it works: the kernel readies an
/// IPv6 address, and the way to it, a little after it was added.
template <typename Try>
Attempt<void> wait_until(Try works, int type, const sim::Address& address, const char* subject) {
    const Descriptor socket{::socket(domain_of(address.family), type | SOCK_CLOEXEC, 0)};
    if (!socket.is_open()) return attempt(Step::address, errno, subject);
    const SocketAddress name = socket_address(address, type == SOCK_STREAM ? 0 : 9);
    constexpr timespec a_moment{.tv_sec = 0, .tv_nsec = 1'000'000};
    constexpr int most_moments = 1000;
    for (int moment = 0;; ++moment) {
        if (works(socket.number(), name.get(), name.length) == 0) return {};
        const bool may_come = errno == EADDRNOTAVAIL || errno == ENETUNREACH;
        if (!may_come || moment == most_moments) return attempt(Step::address, errno, subject);
        nanosleep(&a_moment, nullptr);
    }
}

/// A namespace's first socket takes the kernel a millisecond: it is made before the run begins.
Attempt<void> warm_up(const sim::Address& own) {
    return wait_until(bind, SOCK_STREAM, own, "bind");
}

/// connect(2) of a datagram socket sends nothing: it asks for the way.
Attempt<void> wait_for_way(const sim::Address& to) {
    return wait_until(connect, SOCK_DGRAM, to, "route");
}

/// The host's side of its cable: one interface, one address, one neighbour, one route.
Attempt<void> furnish(const sim::Scenario& scenario, std::size_t host, Cutting cutting) {
    const sim::HostSpec& own = scenario.hosts[host];
    const sim::Address& peer = scenario.hosts[1 - host].address;
    const InterfaceSettings settings{.hardware = hardware_address_of(host),
                                     .mtu = own.profile.mtu,
                                     .most_segments = cutting == Cutting::by_tcp ? 1U : 0U};
    namespace net = rtnetlink;
    return first_failure(
        {attempt(Step::interface, net::change_interface(host_interface, settings), host_interface),
         attempt(Step::interface, switch_offloads_off(host_interface, cutting), "offloads"),
         attempt(Step::interface, net::set_up("lo"), "lo"),
         attempt(Step::interface, net::set_up(host_interface), host_interface),
         attempt(Step::address, net::add_address(host_interface, own.address),
                 to_text(own.address)),
         attempt(Step::address, net::add_route(host_interface, peer), "route"),
         attempt(Step::address,
                 net::add_neighbour(host_interface, peer, hardware_address_of(1 - host)),
                 "neighbour"),
         warm_up(own.address), wait_for_way(own.address), wait_for_way(peer)});
}

/// What a host answers to a flood's sources goes over the cable, as if they lived behind its peer.
Attempt<void> lead_to_sources(const sim::Scenario& scenario, std::size_t host) {
    const sim::Address& peer = scenario.hosts[1 - host].address;
    for (const sim::Flood& flood : scenario.floods) {
        if (flood.to != host) continue;
        const int error = rtnetlink::add_route(host_interface, flood.sources, peer);
        if (error != 0) return attempt(Step::address, error, "route");
    }
    return {};
}

/// The bridge's side of a cable.
Attempt<Tap> lay_cable(std::size_t host, std::uint32_t mtu, const Descriptor& host_network) {
    const std::string name = tap_name(host);
    const Attempt<void> laid = first_failure(
        {attempt(Step::cable, rtnetlink::add_cable(name, host_interface, host_network)),
         attempt(Step::interface, rtnetlink::change_interface(name, {.hardware = {}, .mtu = mtu}),
                 name),
         attempt(Step::interface, rtnetlink::set_up(name), name)});
    if (!laid) return tl::unexpected<StepFailure>(laid.error());
    return Tap::open(name, TapView::coming_out);
}

/// Called in the host's network, both ends being up.
Attempt<void> wait_for_cable(const Lab& lab, const Descriptor& network, std::size_t host) {
    const Inside bridge{lab.bridge_network, network};
    const std::string name = tap_name(host);
    return attempt(Step::interface, rtnetlink::wait_until_running(name), name);
}

Attempt<LabHost> build_host(const sim::Scenario& scenario, std::size_t host, Cutting cutting,
                            Lab& lab) {
    const Inside back_home_after{lab.bridge_network, lab.bridge_network};
    Attempt<Descriptor> network = enter_new_network();
    if (!network) return tl::unexpected<StepFailure>(network.error());
    if (const Attempt<void> set = write_sysctls(scenario.hosts[host], lab.unknown_sysctls); !set)
        return tl::unexpected<StepFailure>(set.error());
    Attempt<Diag> diag = Diag::open();
    if (!diag) return tl::unexpected<StepFailure>(diag.error());
    Attempt<Tap> tap = [&] {
        const Inside bridge{lab.bridge_network, *network};
        return lay_cable(host, scenario.hosts[host].profile.mtu, *network);
    }();
    if (!tap) return tl::unexpected<StepFailure>(tap.error());
    const Attempt<void> furnished =
        first_failure({furnish(scenario, host, cutting), lead_to_sources(scenario, host)});
    if (!furnished) return tl::unexpected<StepFailure>(furnished.error());
    if (const Attempt<void> ready = wait_for_cable(lab, *network, host); !ready)
        return tl::unexpected<StepFailure>(ready.error());
    Attempt<ListenCounters> counters = ListenCounters::open();
    if (!counters) return tl::unexpected<StepFailure>(counters.error());
    lab.taps.push_back(std::move(*tap));
    return LabHost{std::move(*network), std::move(*diag), std::move(*counters)};
}

Attempt<void> build_wire(const sim::Scenario& scenario, std::size_t hosts, Cutting cutting,
                         Lab& lab) {
    write_sysctl({"net.ipv6.conf.all.disable_ipv6", "1"}); // the bridge itself talks to nobody
    write_sysctl({"net.ipv6.conf.default.disable_ipv6", "1"});
    for (std::size_t host = 0; host < hosts; ++host) {
        Attempt<LabHost> built = build_host(scenario, host, cutting, lab);
        if (!built) return tl::unexpected<StepFailure>(built.error());
        lab.hosts.push_back(std::move(*built));
    }
    return {};
}

/// IPv4 gives `lo` all of 127.0.0.0/8; an IPv6 host needs its address on it.
Attempt<void> add_loopback_address(const sim::Address& own) {
    if (own.family == sim::AddressFamily::ipv4) return {};
    return attempt(Step::address, rtnetlink::add_address("lo", own), to_text(own));
}

/// A raw socket, and a way for what is answered to the floods' sources: onto `lo`, where nobody has
/// their addresses.
Attempt<void> ready_for_floods(const sim::Scenario& scenario, Lab& lab) {
    if (scenario.floods.empty()) return {};
    for (const sim::Flood& flood : scenario.floods) {
        const int error = rtnetlink::add_route("lo", flood.sources, std::nullopt);
        if (error != 0) return attempt(Step::address, error, "route");
    }
    lab.raw = Descriptor{::socket(AF_INET, SOCK_RAW | SOCK_CLOEXEC, IPPROTO_RAW)};
    return attempt(Step::packet_socket, lab.raw.is_open() ? 0 : errno, "raw");
}

/// Both hosts on the `lo` of the namespace we are in; it is cut to what an Ethernet carries.
Attempt<void> build_loopback(const sim::Scenario& scenario, Lab& lab) {
    const sim::HostSpec& first = scenario.hosts.front();
    if (Attempt<void> set = write_sysctls(first, lab.unknown_sysctls); !set) return set;
    const InterfaceSettings settings{.hardware = {}, .mtu = first.profile.mtu, .most_segments = 1};
    Attempt<void> furnished = first_failure(
        {attempt(Step::interface, rtnetlink::change_interface("lo", settings), "lo"),
         attempt(Step::interface, switch_offloads_off("lo"), "offloads"),
         attempt(Step::interface, rtnetlink::set_up("lo"), "lo"),
         add_loopback_address(first.address), add_loopback_address(scenario.hosts.back().address),
         warm_up(first.address), warm_up(scenario.hosts.back().address),
         wait_for_way(first.address), wait_for_way(scenario.hosts.back().address)});
    if (!furnished) return furnished;
    Attempt<Tap> tap = Tap::open("lo", TapView::both_ways);
    if (!tap) return tl::unexpected<StepFailure>(tap.error());
    lab.taps.push_back(std::move(*tap));
    for (std::size_t host = 0; host < host_count; ++host) {
        Attempt<Descriptor> network = current_network();
        if (!network) return tl::unexpected<StepFailure>(network.error());
        Attempt<Diag> diag = Diag::open();
        if (!diag) return tl::unexpected<StepFailure>(diag.error());
        Attempt<ListenCounters> counters = ListenCounters::open();
        if (!counters) return tl::unexpected<StepFailure>(counters.error());
        lab.hosts.push_back({std::move(*network), std::move(*diag), std::move(*counters)});
    }
    return ready_for_floods(scenario, lab);
}

} // namespace

std::string tap_name(std::size_t host) {
    return "tap" + std::to_string(host);
}

/// /proc/sys/net follows the task's namespace.
int write_sysctl(const SysctlSetting& setting) {
    std::string path = setting.name;
    std::replace(path.begin(), path.end(), '.', '/');
    return write_file("/proc/sys/" + path, setting.value);
}

std::vector<SysctlSetting> sysctls_for(const sim::HostSpec& host) {
    std::vector<SysctlSetting> settings = quiet_stage(host.address);
    const std::vector<SysctlSetting> profile = sim::sysctls_of(host.profile);
    settings.insert(settings.end(), profile.begin(), profile.end());
    settings.insert(settings.end(), host.sysctls.begin(), host.sysctls.end());
    return settings;
}

std::vector<std::uint8_t> ethernet_header_from(sim::HostId from, sim::AddressFamily family) {
    ethhdr header{};
    const HardwareAddress to = hardware_address_of(1U - from);
    const HardwareAddress own = hardware_address_of(from);
    std::copy(to.begin(), to.end(), std::begin(header.h_dest));
    std::copy(own.begin(), own.end(), std::begin(header.h_source));
    header.h_proto = htons(family == sim::AddressFamily::ipv4 ? ETH_P_IP : ETH_P_IPV6);
    std::vector<std::uint8_t> bytes(sizeof header);
    std::memcpy(bytes.data(), &header, sizeof header);
    return bytes;
}

namespace {

Attempt<Lab> empty_lab() {
    Attempt<Descriptor> bridge = enter_private_namespaces();
    if (!bridge) return tl::unexpected<StepFailure>(bridge.error());
    return Lab{.bridge_network = std::move(*bridge),
               .hosts = {},
               .taps = {},
               .unknown_sysctls = {},
               .raw = {}};
}

} // namespace

Attempt<Lab> build_lab(const sim::Scenario& scenario) {
    Attempt<Lab> lab = empty_lab();
    if (!lab) return lab;
    const Attempt<void> built = scenario.topology == sim::Topology::loopback
                                    ? build_loopback(scenario, *lab)
                                    : build_wire(scenario, host_count, Cutting::by_tcp, *lab);
    if (!built) return tl::unexpected<StepFailure>(built.error());
    return lab;
}

Attempt<Lab> build_half_lab(const sim::Scenario& scenario) {
    Attempt<Lab> lab = empty_lab();
    if (!lab) return lab;
    const Attempt<void> built = build_wire(scenario, 1, Cutting::by_interface, *lab);
    if (!built) return tl::unexpected<StepFailure>(built.error());
    return lab;
}

} // namespace live
