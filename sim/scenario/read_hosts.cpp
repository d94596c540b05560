#include "sim/scenario/key_table.h"
#include "sim/scenario/sections.h"
#include "sim/scenario/values.h"

#include <algorithm>
#include <array>

namespace sim {

namespace {

constexpr std::size_t most_hosts = 2;

/// A [[host]] as it is written.
struct HostDraft {
    Place place;
    std::string name{};
    std::optional<Address> address{};
    Place address_place{};
    const Node* sysctl{};
};

/// A letter, then letters, digits, _ and -.
bool is_host_name(std::string_view text) {
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    const auto belongs = [&](char c) {
        return is_letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-';
    };
    constexpr std::size_t longest = 32;
    return !text.empty() && text.size() <= longest && is_letter(text.front())
           && std::all_of(text.begin(), text.end(), belongs);
}

void read_name(const Value& value, HostDraft& host) {
    const auto name = read_text(value);
    if (!name) return;
    if (!is_host_name(*name))
        value.report("\"" + *name + "\" can not be a host's name",
                     "write a letter, then letters, digits, _ and -, 32 at most");
    host.name = *name;
}

/// Whether a host may have the address: neither "any" nor a group, nor one that only leads back.
bool is_host_address(const Address& address, Topology topology) {
    const std::uint8_t first = address.bytes[0];
    if (address.family == AddressFamily::ipv4) {
        const bool own = first == 127;
        return first != 0 && first < 224 && own == (topology == Topology::loopback);
    }
    const bool nearly_zero = std::all_of(address.bytes.begin(), address.bytes.end() - 1,
                                         [](std::uint8_t byte) { return byte == 0; });
    return first != 0xff && !nearly_zero;
}

void read_address(const Value& value, HostDraft& host) {
    const auto text = read_text(value);
    if (!text) return;
    const Expected<Address> address = parse_address(*text);
    if (!address) return value.report(address.error().message, address.error().remedy);
    host.address = *address;
    host.address_place = value.node.place;
}

void read_sysctl(const Value& value, HostDraft& host) {
    if (value.node.kind != NodeKind::table)
        return value.report("host.sysctl must be a table of sysctls",
                            "write [host.sysctl] and \"net.ipv4.tcp_sack\" = 0");
    host.sysctl = &value.node;
}

constexpr std::array keys{
    Key<HostDraft>{"name", read_name},
    Key<HostDraft>{"address", read_address},
    Key<HostDraft>{"sysctl", read_sysctl},
};

std::vector<HostDraft> read_drafts(const Node& document, Problems& problems) {
    std::vector<HostDraft> drafts;
    for (const Node* table : tables_called(document, "host", most_hosts, problems)) {
        HostDraft draft{.place = table->place};
        TableReader<HostDraft>(keys, "host.", draft, problems).read(*table);
        if (draft.name.empty())
            problems.report(table->place, "this host has no name", "write name = \"A\"");
        for (const HostDraft& other : drafts)
            if (other.name == draft.name)
                problems.report(table->place, "there already is a host " + draft.name);
        drafts.push_back(std::move(draft));
    }
    return drafts;
}

/// A and B exist unless two others are given; one given alone keeps its partner.
void add_missing(std::vector<HostDraft>& drafts, Problems& problems) {
    const auto has = [&](const char* name) {
        return std::any_of(drafts.begin(), drafts.end(),
                           [&](const HostDraft& draft) { return draft.name == name; });
    };
    if (drafts.size() == most_hosts) return;
    if (drafts.size() == 1 && !has("A") && !has("B"))
        return problems.report(drafts[0].place, "there must be two hosts",
                               "write a second [[host]], or name this one A or B");
    if (!has("A")) drafts.insert(drafts.begin(), HostDraft{.place = {}, .name = "A"});
    if (!has("B")) drafts.push_back({.place = {}, .name = "B"});
}

Address default_address(std::size_t place, Topology topology) {
    const auto last = static_cast<std::uint8_t>(place + 1);
    return topology == Topology::loopback ? Address{.bytes = {127, 0, 0, last}}
                                          : Address{.bytes = {10, 0, 0, last}};
}

void check_address(const HostDraft& draft, const Scenario& scenario, const Address& address,
                   Problems& problems) {
    if (!is_host_address(address, scenario.topology))
        problems.report(draft.address_place,
                        to_text(address) + " can not be a host's address on this topology",
                        "write one such as " + to_text(default_address(0, scenario.topology)));
    for (const HostSpec& other : scenario.hosts) {
        if (other.address == address)
            problems.report(draft.address_place,
                            "host " + other.name + " has this address already");
        if (other.address.family != address.family)
            problems.report(draft.address_place,
                            "the hosts must both have IPv4 or both have IPv6 addresses");
    }
}

/// Sysctls as quoted names or as nested tables, which TOML makes of unquoted ones.
void apply_sysctls(const Node& table, const std::string& prefix, HostSpec& host,
                   Problems& problems) {
    for (const Node& value : table.items) {
        const std::string name = prefix + value.key;
        if (value.kind == NodeKind::table)
            apply_sysctls(value, name + ".", host, problems);
        else if (value.kind == NodeKind::text)
            apply_sysctl(host, {.name = name, .value = value.text}, value.key_place, problems);
        else if (value.kind == NodeKind::integer)
            apply_sysctl(host, {.name = name, .value = std::to_string(value.integer)},
                         value.key_place, problems);
        else
            problems.report(value.place, name + " must be a whole number or a text");
    }
}

/// A topology from the command line takes hosts from the other one along: addresses that have no
/// place on it are left behind.
void leave_addresses_behind(std::vector<HostDraft>& drafts, Topology topology) {
    const auto fits = [&](const HostDraft& draft) {
        return !draft.address || is_host_address(*draft.address, topology);
    };
    if (std::all_of(drafts.begin(), drafts.end(), fits)) return;
    for (HostDraft& draft : drafts)
        draft.address.reset();
}

bool is_from_command_line(const Node& document, std::string_view key) {
    const Node* const found = find(document, key);
    return found != nullptr && !found->place.argument.empty();
}

} // namespace

void read_hosts(const Node& document, Scenario& scenario, Problems& problems) {
    std::vector<HostDraft> drafts = read_drafts(document, problems);
    add_missing(drafts, problems);
    if (is_from_command_line(document, "topology"))
        leave_addresses_behind(drafts, scenario.topology);
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        const HostDraft& draft = drafts[i];
        HostSpec host{.name = draft.name,
                      .address = draft.address.value_or(default_address(i, scenario.topology)),
                      .profile = profile_named(scenario.profile),
                      .sysctls = {}};
        check_address(draft, scenario, host.address, problems);
        if (draft.sysctl != nullptr) apply_sysctls(*draft.sysctl, "", host, problems);
        scenario.hosts.push_back(std::move(host));
    }
}

void apply_sysctl(HostSpec& host, const SysctlSetting& setting, const Place& place,
                  Problems& problems) {
    const Expected<void> set = set_sysctl(host.profile, setting.name, setting.value);
    if (!set) return problems.report(place, set.error().message, set.error().remedy);
    host.sysctls.push_back(setting);
}

std::optional<std::uint8_t> find_host(const std::string& name, const Place& place,
                                      const Scenario& scenario, Problems& problems) {
    for (std::size_t i = 0; i < scenario.hosts.size(); ++i)
        if (scenario.hosts[i].name == name) return static_cast<std::uint8_t>(i);
    problems.report(place, "there is no host \"" + name + "\"",
                    nearest_remedy(name, host_names(scenario)));
    return std::nullopt;
}

std::vector<std::string_view> host_names(const Scenario& scenario) {
    std::vector<std::string_view> names;
    for (const HostSpec& host : scenario.hosts)
        names.push_back(host.name);
    return names;
}

} // namespace sim
