#include "sim/packetdrill/runner.h"

#include "sim/packetdrill/clock.h"
#include "sim/packetdrill/endpoint.h"
#include "sim/packetdrill/player.h"
#include "sim/packetdrill/settings.h"

namespace sim::packetdrill {

namespace {

RunResult result_of(Player& player, const Script& script) {
    if (std::optional<RunResult> problem = player.prepare()) return *problem;
    for (const Event& event : script.events)
        if (std::optional<RunResult> problem = player.play(event)) return *problem;
    return player.finish();
}

} // namespace

RunResult play_on(TestedHost& host, const Script& script, const RunRequest& request) {
    Player player{script, request, host};
    RunResult result = result_of(player, script);
    result.trace = host.trace();
    result.rules = host.rules();
    result.trace.header.scenario = script.file;
    if (result.outcome != Outcome::failed) return result;
    result.trace.header.environment.push_back(
        {.name = "failed", .value = "line " + std::to_string(result.line) + ": " + result.message});
    return result;
}

RunResult run_script(const Script& script, const RunRequest& request) {
    Endpoint endpoint{starting_profile(request.profile, script.options)};
    endpoint.set_addresses(own_address_of(script.options), peer_address_of(script.options));
    return play_on(endpoint, script, request);
}

Duration length_of(const Script& script) {
    Clock clock{Duration{}};
    Time end{};
    for (const Event& event : script.events) {
        const Span span = clock.due(event);
        end = std::max({end, span.last, span.returns_at.value_or(Time{})});
        clock.passed(event, span, span.last);
    }
    return end - Time{};
}

Address own_address_of(const ScriptOptions& options) {
    const char* const usual = options.ipv6 ? "fd3d:a0b:17d6::1" : "192.168.0.1";
    return options.own ? *options.own : parse_address(usual).value();
}

Address peer_address_of(const ScriptOptions& options) {
    const char* const usual = options.ipv6 ? "fd3d:fa7b:d17d::1" : "192.0.2.1";
    return options.peer ? *options.peer : parse_address(usual).value();
}

} // namespace sim::packetdrill
