#include "live/playable_floods.h"

#include "live/lab.h"

#include <algorithm>
#include <utility>

namespace live {

namespace {

using sim::AddressRange;
using sim::Flood;
using sim::Scenario;

constexpr AddressRange private_network{.first = 10U << 24U, .prefix = 8};
constexpr AddressRange own_loopback{.first = 127U << 24U, .prefix = 8};

Failure outside(std::string english, std::string chinese) {
    return {FailureKind::bad_input,
            {std::move(english), std::move(chinese)},
            {"a flood goes to a host of the scenario, from a block of 10.0.0.0/8 without its hosts",
             "洪泛只能发往场景中的主机，源地址须为 10.0.0.0/8 中不含这些主机的一段"}};
}

Failure beyond(const std::string& english, const std::string& chinese) {
    return {FailureKind::not_for_a_kernel,
            {"the floods of this scenario " + english + ", more than is safe on a kernel",
             "此场景的洪泛" + chinese + "，超出了内核可安全承受的范围"},
            {"make them smaller, or play them on the model: tcpsim run",
             "请减小规模，或在模型上运行：tcpsim run"}};
}

bool is_block_of_ours(const AddressRange& sources) {
    constexpr std::uint8_t shortest = 16, longest = 30;
    if (sources.prefix < shortest || sources.prefix > longest) return false;
    const bool is_whole = (sources.first & (0xffffffffU >> sources.prefix)) == 0;
    return is_whole && contains(private_network, address_at(sources, 0));
}

bool overlap(const AddressRange& a, const AddressRange& b) {
    return contains(a, address_at(b, 0)) || contains(b, address_at(a, 0));
}

/// A scenario from a file has been checked for all this; one made otherwise is, here.
std::optional<Failure> why_outside(const Scenario& scenario, const Flood& flood) {
    if (flood.to >= host_count)
        return outside("a flood goes to no host of the scenario", "洪泛的目标不是场景中的主机");
    if (!is_block_of_ours(flood.sources))
        return outside("the sources of a flood are no block of 10.0.0.0/8",
                       "洪泛的源地址不是 10.0.0.0/8 中的一段");
    const bool on_wire = scenario.topology == sim::Topology::wire;
    for (const sim::HostSpec& host : scenario.hosts) {
        if (contains(flood.sources, host.address))
            return outside("a flood has the address of host " + host.name + " for a source",
                           "洪泛的源地址包含了主机 " + host.name + " 的地址");
        if (!contains(on_wire ? private_network : own_loopback, host.address))
            return outside("with a flood, host " + host.name + " can not have the address "
                               + to_text(host.address),
                           "有洪泛时，主机 " + host.name + " 不能使用地址 "
                               + to_text(host.address));
    }
    const auto shares = [&](const Flood& other) {
        return &other != &flood && overlap(other.sources, flood.sources);
    };
    if (std::any_of(scenario.floods.begin(), scenario.floods.end(), shares))
        return outside("two floods have sources in common", "两个洪泛的源地址有重叠");
    constexpr std::uint64_t longest_trace = 20'000;
    const bool counts = flood.count != 0 && flood.rate != 0 && flood.trace_every != 0
                        && flood.count / flood.trace_every <= longest_trace;
    if (!counts || flood.at < sim::Time{})
        return outside("a flood has no good rate, count, beginning or trace_every",
                       "洪泛的速率、数量、起点或 trace_every 不正确");
    return std::nullopt;
}

std::optional<Failure> why_too_much(const Scenario& scenario) {
    std::uint64_t rate = 0;
    std::uint64_t count = 0;
    for (const Flood& flood : scenario.floods) {
        rate += std::min(flood.rate, most_flood_rate + 1);
        count += std::min(flood.count, most_flood_syns + 1);
    }
    if (rate > most_flood_rate)
        return beyond("send more than " + std::to_string(most_flood_rate) + " SYNs a second",
                      "每秒发送超过 " + std::to_string(most_flood_rate) + " 个 SYN");
    if (count > most_flood_syns)
        return beyond("are more than " + std::to_string(most_flood_syns) + " SYNs",
                      "共超过 " + std::to_string(most_flood_syns) + " 个 SYN");
    return std::nullopt;
}

} // namespace

std::optional<Failure> why_floods_are_not_playable(const Scenario& scenario) {
    if (scenario.floods.empty()) return std::nullopt;
    if (scenario.profile != sim::ProfileName::linux)
        return Failure{FailureKind::not_for_a_kernel,
                       {"under a flood a kernel has its own queues and timers, not those of "
                        "profile "
                            + std::string(name_of(scenario.profile)),
                        "在洪泛之下，内核使用自己的队列与定时器，而不是配置 "
                            + std::string(name_of(scenario.profile)) + " 的"},
                       {"play it with --profile linux", "请使用 --profile linux 运行"}};
    for (const Flood& flood : scenario.floods)
        if (std::optional<Failure> failure = why_outside(scenario, flood)) return failure;
    return why_too_much(scenario);
}

} // namespace live
