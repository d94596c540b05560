#include "sim/scenario/scenario.h"

#include "sim/scenario/document.h"
#include "sim/scenario/sections.h"
#include "sim/scenario/settings.h"
#include "sim/scenario/topology.h"

namespace sim {

namespace {

/// "shows/lost-syn.toml" is called "lost-syn".
std::string name_of_file(std::string_view file) {
    const std::size_t slash = file.find_last_of('/');
    if (slash != std::string_view::npos) file.remove_prefix(slash + 1);
    constexpr std::string_view suffix = ".toml";
    if (file.size() > suffix.size() && file.substr(file.size() - suffix.size()) == suffix)
        file.remove_suffix(suffix.size());
    return std::string(file);
}

void check_programs(const Scenario& scenario, Problems& problems) {
    if (!scenario.programs.empty() || scenario.scheme) return;
    problems.report({.line = 1, .column = 1}, "this scenario has no [[program]]",
                    "give each host that shall do something a [[program]] with calls");
}

/// So many samples of a listener are enough.
void check_samples(const Scenario& scenario, Problems& problems) {
    constexpr std::int64_t most_samples = 100'000;
    if (scenario.sample_period == Duration{0}
        || scenario.limit <= scenario.sample_period * most_samples)
        return;
    problems.report({.line = 1, .column = 1},
                    "run.limit is more than " + std::to_string(most_samples) + " times run.sample",
                    "write a longer run.sample");
}

/// A language that is missing borrows from the other one, and both from the file's name.
void complete_texts(Scenario& scenario) {
    if (scenario.title.en.empty()) scenario.title.en = scenario.title.zh;
    if (scenario.title.en.empty()) scenario.title.en = scenario.name;
    if (scenario.title.zh.empty()) scenario.title.zh = scenario.title.en;
    if (scenario.text.en.empty()) scenario.text.en = scenario.text.zh;
    if (scenario.text.zh.empty()) scenario.text.zh = scenario.text.en;
}

/// An IPv6 header is longer, which leaves less for a segment; and who says no MSS takes more.
void fit_address_family(Scenario& scenario) {
    for (HostSpec& host : scenario.hosts) {
        if (host.address.family == AddressFamily::ipv4) continue;
        host.profile.ip_header = 40;
        if (scenario.profile == ProfileName::rfc9293)
            host.profile.mss_without_option = 1220; // RFC 9293 MUST-15
    }
}

/// What no real stack does is for the model alone.
void play_variant(Scenario& scenario) {
    if (!scenario.two_way_handshake) return;
    for (HostSpec& host : scenario.hosts)
        host.profile.two_way_handshake = true;
    if (scenario.model_only.empty())
        scenario.model_only = "no kernel opens a connection with two segments";
}

/// A congestion window that nothing governs is no kernel's.
void note_lack_of_control(Scenario& scenario) {
    for (const HostSpec& host : scenario.hosts)
        if (host.profile.congestion_control == ControlChoice::none)
            scenario.model_only = "no kernel is without congestion control";
}

/// A textbook's protocol is no kernel's.
void play_scheme(Scenario& scenario) {
    if (!scenario.scheme || !scenario.model_only.empty()) return;
    scenario.model_only = "no kernel speaks " + std::string(name_of(scenario.scheme->name))
                          + ", which is a textbook's protocol and not TCP";
}

/// A backlog that no Linux has is for the model alone.
void choose_policy(Scenario& scenario) {
    if (scenario.listen_policy == BacklogPolicy::linux) return;
    for (HostSpec& host : scenario.hosts)
        host.profile.backlog_policy = scenario.listen_policy;
    if (scenario.model_only.empty())
        scenario.model_only = "a Linux kernel has the queues of listen.policy = \"linux\"";
}

} // namespace

Expected<Scenario> parse_scenario(std::string_view text, const std::string& file,
                                  const Overrides& overrides) {
    Expected<Node> document = parse_document(text, file);
    if (!document) return failure(document.error());
    Problems problems(file);
    override_keys(overrides, *document, problems);
    Scenario scenario;
    scenario.name = name_of_file(file);
    read_top(*document, scenario, problems);
    check_link(*document, scenario, problems);
    read_hosts(*document, scenario, problems);
    read_programs(*document, text, scenario, problems);
    read_faults(*document, scenario, problems);
    read_injections(*document, scenario, problems);
    read_scans(*document, scenario, problems);
    read_floods(*document, scenario, problems);
    override_sysctls(overrides, scenario, problems);
    override_backlogs(overrides, scenario, problems);
    read_scheme(*document, scenario, problems);
    check_programs(scenario, problems);
    check_samples(scenario, problems);
    if (problems.first()) return failure(*problems.first());
    complete_texts(scenario);
    fit_address_family(scenario);
    play_scheme(scenario);
    play_variant(scenario);
    choose_policy(scenario);
    note_lack_of_control(scenario);
    settle_topology(scenario);
    return scenario;
}

} // namespace sim
