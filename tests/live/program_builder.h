#pragma once

#include "sim/scenario/scenario.h"

#include <chrono>
#include <string>
#include <string_view>

namespace live_test {

/// Writes a program call by call, as a scenario file would.
class ProgramBuilder {
public:
    ProgramBuilder(std::string name, std::string host) {
        program_.name = std::move(name);
        program_.host = std::move(host);
    }

    ProgramBuilder& socket(std::string_view result);
    ProgramBuilder& bind(std::string_view socket, std::uint16_t port);
    ProgramBuilder& listen(std::string_view socket, std::uint32_t backlog);
    ProgramBuilder& accept(std::string_view result, std::string_view socket);
    ProgramBuilder& connect(std::string_view socket, const std::string& host, std::uint16_t port);
    ProgramBuilder& send(std::string_view socket, std::uint64_t generated_bytes);
    ProgramBuilder& send_text(std::string_view socket, std::string_view text);
    ProgramBuilder& recv(std::string_view result, std::string_view socket, std::uint32_t most);
    ProgramBuilder& close(std::string_view socket);
    ProgramBuilder& sleep(sim::Duration span);
    ProgramBuilder& repeat(std::uint32_t rounds);
    ProgramBuilder& end_repeat();
    [[nodiscard]] const sim::Program& build() const { return program_; }

private:
    sim::VariableId variable(std::string_view name);
    ProgramBuilder& add(const sim::Call& call);

    sim::Program program_;
};

/// Two hosts, A 10.0.0.1 and B 10.0.0.2 in profile linux, 10 ms apart, and no program yet.
sim::Scenario two_hosts();

/// The same on one loopback: 127.0.0.1 and 127.0.0.2.
sim::Scenario two_hosts_on_loopback();

/// A server on B that accepts one connection on port 8080; what it does with it is the caller's.
ProgramBuilder server();
/// A client on A that connects to it.
ProgramBuilder client();

} // namespace live_test
