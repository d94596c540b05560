#include "live/playable.h"

#include "live/lab.h"
#include "live/playable_floods.h"

#include <utility>

namespace live {

namespace {

using sim::Address;
using sim::AddressFamily;
using sim::Topology;

Failure not_for_a_kernel(sim::BilingualText message, sim::BilingualText remedy = {}) {
    return {FailureKind::not_for_a_kernel, std::move(message), std::move(remedy)};
}

/// An address that one host can have on a network of two, or on a loopback.
bool is_usable(const Address& address, Topology topology) {
    constexpr std::uint8_t loopback = 127;
    const std::uint8_t first = address.bytes[0];
    if (address.family == AddressFamily::ipv4)
        return first != 0 && first < 224 // this network, multicast and above
               && (first == loopback) == (topology == Topology::loopback);
    const bool link_local = first == 0xfe && (address.bytes[1] & 0xc0U) == 0x80;
    const bool multicast = first == 0xff;
    const bool below_all_networks = first == 0; // ::, ::1, IPv4-mapped
    return !link_local && !multicast && !below_all_networks;
}

Failure bad_address(const sim::HostSpec& host, Topology topology) {
    const std::string text = to_text(host.address);
    if (topology == Topology::loopback)
        return {FailureKind::bad_input,
                {"host " + host.name + " can not have the address " + text + " on a loopback",
                 "主机 " + host.name + " 不能在回环接口上使用地址 " + text},
                {"write one such as 127.0.0.1", "请使用 127.0.0.1 之类的地址"}};
    return {FailureKind::bad_input,
            {"host " + host.name + " can not have the address " + text + " on a wire",
             "主机 " + host.name + " 不能在线路上使用地址 " + text},
            {"write a private one, such as 10.0.0.1 or fd00::1",
             "请使用私有地址，例如 10.0.0.1 或 fd00::1"}};
}

std::optional<Failure> why_hosts_are_wrong(const sim::Scenario& scenario) {
    for (const sim::HostSpec& host : scenario.hosts)
        if (!is_usable(host.address, scenario.topology))
            return bad_address(host, scenario.topology);
    const sim::HostSpec& first = scenario.hosts.front();
    const sim::HostSpec& second = scenario.hosts.back();
    if (first.address == second.address)
        return Failure{FailureKind::bad_input,
                       {"both hosts have the address " + to_text(first.address),
                        "两台主机的地址相同：" + to_text(first.address)},
                       {}};
    if (first.address.family != second.address.family)
        return Failure{FailureKind::bad_input,
                       {"one host has an IPv4 address and the other an IPv6 address",
                        "一台主机是 IPv4 地址，另一台是 IPv6 地址"},
                       {}};
    return std::nullopt;
}

/// Both hosts are one kernel's there, and that kernel carries the packets.
std::optional<Failure> why_not_on_loopback(const sim::Scenario& scenario) {
    const sim::BilingualText remedy{"play it on the wire: topology = \"wire\"",
                                    "请在线路上运行：topology = \"wire\""};
    if (!scenario.faults.empty() || !scenario.injections.empty()
        || scenario.link != sim::LinkSpec{})
        return not_for_a_kernel(
            {"a loopback interface can not lose, delay or inject single segments",
             "回环接口无法丢弃、延迟或注入单个报文段"},
            remedy);
    const sim::HostSpec& first = scenario.hosts.front();
    const sim::HostSpec& second = scenario.hosts.back();
    if (sysctls_for(first) == sysctls_for(second)) return std::nullopt;
    return not_for_a_kernel({"hosts " + first.name + " and " + second.name
                                 + " have different sysctls, and on a loopback they share them",
                             "主机 " + first.name + " 与 " + second.name
                                 + " 的 sysctl 不同，而回环接口上两者共用同一组设置"},
                            remedy);
}

} // namespace

std::optional<Failure> why_not_playable(const sim::Scenario& scenario) {
    if (!scenario.model_only.empty())
        return not_for_a_kernel({scenario.model_only, scenario.model_only});
    if (scenario.hosts.size() != host_count) {
        const std::string count = std::to_string(scenario.hosts.size());
        return not_for_a_kernel({"the kernel stage joins two hosts, and this scenario has " + count,
                                 "内核舞台只连接两台主机，而此剧本有 " + count + " 台"});
    }
    if (scenario.listen_policy != sim::BacklogPolicy::linux)
        return not_for_a_kernel({"this listener's queues are those of another system; a kernel has "
                                 "its own",
                                 "此监听端口使用另一种系统的队列，而内核只有自己的队列"},
                                {"leave out listen.policy, or set it to \"linux\"",
                                 "请去掉 listen.policy，或设为 \"linux\""});
    if (scenario.profile == sim::ProfileName::freebsd)
        return not_for_a_kernel({"the kernel here is Linux, and this is FreeBSD's profile",
                                 "此处的内核是 Linux，而所选配置是 FreeBSD"},
                                {"choose another: --profile linux", "请选择 --profile linux"});
    if (scenario.topology == Topology::loopback)
        if (std::optional<Failure> failure = why_not_on_loopback(scenario)) return failure;
    if (std::optional<Failure> failure = why_hosts_are_wrong(scenario)) return failure;
    return why_floods_are_not_playable(scenario);
}

} // namespace live
