#include "tests/live/program_builder.h"

#include <algorithm>

namespace live_test {

using sim::Call;
using sim::CallKind;

namespace {

Call call_of(CallKind kind) {
    Call call;
    call.kind = kind;
    return call;
}

sim::HostSpec host(const std::string& name, const char* address) {
    return {.name = name,
            .address = sim::parse_address(address).value(),
            .profile = sim::profile_named(sim::ProfileName::linux),
            .sysctls = {}};
}

} // namespace

sim::VariableId ProgramBuilder::variable(std::string_view name) {
    std::vector<std::string>& known = program_.variables;
    const auto found = std::find(known.begin(), known.end(), name);
    const auto place = static_cast<sim::VariableId>(found - known.begin());
    if (found == known.end()) known.emplace_back(name);
    return place;
}

ProgramBuilder& ProgramBuilder::add(const Call& call) {
    program_.calls.push_back(call);
    return *this;
}

ProgramBuilder& ProgramBuilder::socket(std::string_view result) {
    Call call = call_of(CallKind::socket);
    call.result = variable(result);
    return add(call);
}

ProgramBuilder& ProgramBuilder::bind(std::string_view socket, std::uint16_t port) {
    Call call = call_of(CallKind::bind);
    call.socket = variable(socket);
    call.port = port;
    return add(call);
}

ProgramBuilder& ProgramBuilder::listen(std::string_view socket, std::uint32_t backlog) {
    Call call = call_of(CallKind::listen);
    call.socket = variable(socket);
    call.count = backlog;
    return add(call);
}

ProgramBuilder& ProgramBuilder::accept(std::string_view result, std::string_view socket) {
    Call call = call_of(CallKind::accept);
    call.socket = variable(socket);
    call.result = variable(result);
    return add(call);
}

ProgramBuilder& ProgramBuilder::connect(std::string_view socket, const std::string& host,
                                        std::uint16_t port) {
    Call call = call_of(CallKind::connect);
    call.socket = variable(socket);
    call.host = host;
    call.port = port;
    return add(call);
}

ProgramBuilder& ProgramBuilder::send(std::string_view socket, std::uint64_t generated_bytes) {
    Call call = call_of(CallKind::send);
    call.socket = variable(socket);
    call.literal.append_generated(generated_bytes);
    return add(call);
}

ProgramBuilder& ProgramBuilder::send_text(std::string_view socket, std::string_view text) {
    Call call = call_of(CallKind::send);
    call.socket = variable(socket);
    call.literal.append(text);
    return add(call);
}

ProgramBuilder& ProgramBuilder::recv(std::string_view result, std::string_view socket,
                                     std::uint32_t most) {
    Call call = call_of(CallKind::recv);
    call.socket = variable(socket);
    call.result = variable(result);
    call.count = most;
    return add(call);
}

ProgramBuilder& ProgramBuilder::close(std::string_view socket) {
    Call call = call_of(CallKind::close);
    call.socket = variable(socket);
    return add(call);
}

ProgramBuilder& ProgramBuilder::sleep(sim::Duration span) {
    Call call = call_of(CallKind::sleep);
    call.duration = span;
    return add(call);
}

ProgramBuilder& ProgramBuilder::repeat(std::uint32_t rounds) {
    Call call = call_of(CallKind::repeat);
    call.count = rounds;
    return add(call);
}

/// Closes the latest loop; the tests need none inside another.
ProgramBuilder& ProgramBuilder::end_repeat() {
    std::vector<Call>& calls = program_.calls;
    std::size_t loop = calls.size() - 1;
    while (calls[loop].kind != CallKind::repeat)
        --loop;
    Call call = call_of(CallKind::end_repeat);
    call.partner = static_cast<std::uint32_t>(loop);
    calls[loop].partner = static_cast<std::uint32_t>(calls.size());
    return add(call);
}

sim::Scenario two_hosts() {
    sim::Scenario scenario;
    scenario.name = "test";
    scenario.link.delay = std::chrono::milliseconds{10};
    scenario.hosts = {host("A", "10.0.0.1"), host("B", "10.0.0.2")};
    return scenario;
}

sim::Scenario two_hosts_on_loopback() {
    sim::Scenario scenario;
    scenario.name = "test";
    scenario.topology = sim::Topology::loopback;
    scenario.hosts = {host("A", "127.0.0.1"), host("B", "127.0.0.2")};
    return scenario;
}

ProgramBuilder server() {
    ProgramBuilder program{"server", "B"};
    program.socket("listener")
        .bind("listener", 8080)
        .listen("listener", 16)
        .accept("conn", "listener");
    return program;
}

ProgramBuilder client() {
    ProgramBuilder program{"client", "A"};
    program.socket("conn").connect("conn", "B", 8080);
    return program;
}

} // namespace live_test
