#include "sim/scenario/settings.h"

#include "sim/base/spelling.h"
#include "sim/scenario/sections.h"
#include "sim/scenario/values.h"

#include <algorithm>

namespace sim {

namespace {

/// The rate of every [[flood]] of the scenario.
constexpr std::string_view flood_rate = "flood.rate";
/// The backlog of every listen() of the scenario.
constexpr std::string_view listen_backlog = "listen.backlog";

/// A --set whose key is a sysctl's name, with or without "HOST:" before it.
struct SysctlKey {
    std::string host; ///< empty: all hosts
    std::string name;
};

SysctlKey split_host(const std::string& key) {
    const std::size_t colon = key.find(':');
    if (colon == std::string::npos) return {.host = {}, .name = key};
    return {.host = key.substr(0, colon), .name = key.substr(colon + 1)};
}

bool is_sysctl(const Setting& setting) {
    return setting.key.find(':') != std::string::npos || setting.key.substr(0, 4) == "net.";
}

Place place_of(const Setting& setting) {
    return {.argument = "--set " + setting.key + "=" + setting.value};
}

/// The value at a dotted path, made where it is missing; tables on the way are made as well.
Node& at_path(Node& table, std::string_view path) {
    const std::size_t dot = path.find('.');
    const std::string_view key = path.substr(0, dot);
    const auto found = std::find_if(table.items.begin(), table.items.end(),
                                    [&](const Node& node) { return node.key == key; });
    Node& node = found != table.items.end() ? *found : table.items.emplace_back();
    node.key = key;
    if (dot == std::string_view::npos) return node;
    return at_path(node, path.substr(dot + 1));
}

void put(Node& document, std::string_view path, const std::string& value, Place place) {
    Node& node = at_path(document, path);
    node.kind = NodeKind::argument;
    node.text = value;
    node.place = std::move(place);
}

void put_flood_rate(Node& document, const Setting& setting, Problems& problems) {
    bool found = false;
    for (Node& node : document.items) {
        if (node.key != "flood" || node.kind != NodeKind::array) continue;
        for (Node& flood : node.items) {
            put(flood, "rate", setting.value, place_of(setting));
            found = true;
        }
    }
    if (!found) problems.report(place_of(setting), "this scenario has no [[flood]]");
}

void report_unknown(const Setting& setting, std::vector<std::string_view> known,
                    Problems& problems) {
    const std::vector<SysctlText> sysctls = known_sysctls();
    for (const SysctlText& sysctl : sysctls)
        known.push_back(sysctl.name);
    known.insert(known.end(), {flood_rate, listen_backlog});
    problems.report(place_of(setting), "there is no key " + setting.key,
                    nearest_remedy(setting.key, known));
}

} // namespace

void override_keys(const Overrides& overrides, Node& document, Problems& problems) {
    if (!overrides.profile.empty())
        put(document, "profile", overrides.profile, {.argument = "--profile " + overrides.profile});
    if (!overrides.topology.empty())
        put(document, "topology", overrides.topology,
            {.argument = "--topology " + overrides.topology});
    const std::vector<std::string_view> paths = top_paths();
    for (const Setting& setting : overrides.settings) {
        if (is_sysctl(setting) || setting.key == listen_backlog) continue;
        if (setting.key == flood_rate)
            put_flood_rate(document, setting, problems);
        else if (std::find(paths.begin(), paths.end(), setting.key) == paths.end())
            report_unknown(setting, paths, problems);
        else
            put(document, setting.key, setting.value, place_of(setting));
    }
}

void override_sysctls(const Overrides& overrides, Scenario& scenario, Problems& problems) {
    for (const Setting& setting : overrides.settings) {
        if (!is_sysctl(setting)) continue;
        const SysctlKey key = split_host(setting.key);
        if (!key.host.empty()) find_host(key.host, place_of(setting), scenario, problems);
        for (HostSpec& host : scenario.hosts)
            if (key.host.empty() || host.name == key.host)
                apply_sysctl(host, {.name = key.name, .value = setting.value}, place_of(setting),
                             problems);
    }
}

void override_backlogs(const Overrides& overrides, Scenario& scenario, Problems& problems) {
    constexpr Bounds backlogs{.least = 0, .most = 65535};
    for (const Setting& setting : overrides.settings) {
        if (setting.key != listen_backlog) continue;
        const Node node{
            .kind = NodeKind::argument, .place = place_of(setting), .text = setting.value};
        const auto backlog = read_whole_number({node, setting.key, problems}, backlogs);
        if (!backlog) return;
        for (Program& program : scenario.programs)
            for (Call& call : program.calls)
                if (call.kind == CallKind::listen)
                    call.count = static_cast<std::uint32_t>(*backlog);
    }
}

} // namespace sim
