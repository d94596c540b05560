#pragma once

#include "live/descriptor.h"
#include "live/lab.h"
#include "sim/program/interpreter.h"
#include "sim/scenario/scenario.h"
#include "sim/trace/record.h"

#include <map>
#include <optional>

namespace live {

/// The two ports of a socket; 0 where it has none yet.
struct SocketPorts {
    std::uint16_t local{}, remote{};
};

/// Makes a program's calls on real sockets of its host, none of which ever blocks this process.
/// What a call means and gives back is POSIX's; send goes on until all bytes are taken.
class SocketCalls {
public:
    /// `next` is the number the host's next socket gets; all its programs share it.
    SocketCalls(const sim::Scenario& scenario, const Lab& lab, sim::HostId host,
                sim::SocketId& next)
        : scenario_(scenario), lab_(lab), host_(host), next_(next) {}

    /// Makes the call, or goes on with one that had to wait. Nothing: it has to wait.
    std::optional<sim::CallResult> make(const sim::Call& call, sim::ProgramState& state);
    /// What poll(2) should wait for until the call can go on; negative descriptor: nothing.
    struct Wait {
        int descriptor{-1};
        short events{};
    };
    [[nodiscard]] Wait wait_for(const sim::Call& call, const sim::ProgramState& state) const;
    /// The ports of the socket a variable holds.
    [[nodiscard]] SocketPorts ports(sim::VariableId variable, const sim::ProgramState& state) const;
    /// Closes the socket made first of those still open; false when none is.
    bool close_first();

private:
    [[nodiscard]] int bind_to(int socket, std::uint16_t port) const;
    [[nodiscard]] int choose_own_address(int socket) const;
    [[nodiscard]] static SocketPorts ports_of(int socket);
    std::optional<sim::CallResult> make_socket();
    std::optional<sim::CallResult> make_connect(const sim::Call& call, int socket,
                                                sim::ProgramState& state);
    std::optional<sim::CallResult> make_accept(int socket);
    static std::optional<sim::CallResult> make_send(const sim::Call& call, int socket,
                                                    sim::ProgramState& state);
    static std::optional<sim::CallResult> make_recv(const sim::Call& call, int socket);
    static std::optional<sim::CallResult> make_recv_urgent(int socket);
    static sim::CallResult make_setsockopt(const sim::Call& call, int socket);
    [[nodiscard]] int descriptor_of(sim::VariableId variable, const sim::ProgramState& state) const;
    [[nodiscard]] static sim::SocketId socket_of(sim::VariableId variable,
                                                 const sim::ProgramState& state);
    sim::CallResult keep(int descriptor);

    const sim::Scenario& scenario_;
    const Lab& lab_;
    sim::HostId host_;
    std::map<sim::SocketId, Descriptor> open_;
    sim::SocketId& next_;
};

} // namespace live
