#pragma once

#include "live/capture.h"
#include "live/causes.h"
#include "live/run_clock.h"
#include "live/socket_calls.h"
#include "sim/program/interpreter.h"

#include <array>
#include <optional>
#include <poll.h>
#include <vector>

namespace live {

/// Plays the scenario's programs on real sockets, all in this one thread: a call that would block
/// its program only makes that program wait. The interpreter is the model's.
class Runner {
public:
    Runner(const sim::Scenario& scenario, const Lab& lab, const RunClock& clock, Capture& capture,
           Causes& causes);

    /// Lets one program make one call, or come back from one; false when none can go on now. What a
    /// call sends must be taken before the next advance(): it happened before the call came back.
    bool advance();
    [[nodiscard]] bool all_have_ended() const;
    /// When a program wakes that sleeps or has not begun; `never` when none does.
    [[nodiscard]] sim::Time next_wake() const;
    /// By how much, at worst, a program has begun or woken later than it was to.
    [[nodiscard]] sim::Duration lateness() const { return lateness_; }
    /// What the programs wait for that are blocked.
    void add_waits(std::vector<pollfd>& waits) const;

private:
    /// What a call gave back, and when.
    struct Returned {
        sim::Time at;
        sim::CallResult result;
    };
    struct Running {
        const sim::Program* program{};
        std::uint16_t place{}; ///< in Scenario::programs
        sim::HostId host{};
        sim::ProgramState state;
        SocketCalls calls;
        SocketPorts ports{};              ///< of the socket the call it is in is about
        sim::RecordId entered{};          ///< the record of that call
        sim::RecordId last{};             ///< its latest record
        sim::Time wakes;                  ///< when it starts or, in sleep, wakes
        bool is_to_wake{true};            ///< and has not yet
        std::optional<Returned> returned; ///< of the call it is in, not yet written down
        bool over{};                      ///< ended, its sockets closed
    };

    bool advance(Running& running);
    void wake(Running& running);
    void pass_on();
    void enter(Running& running, const sim::Call& call);
    void try_call(Running& running, const sim::Call& call);
    void come_back(Running& running, const sim::Call& call);
    bool end(Running& running);
    [[nodiscard]] static bool can_go_on(const Running& running, const sim::Call& call);
    [[nodiscard]] sim::ConversationId conversation(const Running& running) const;
    [[nodiscard]] static sim::CallEvent event(const Running& running, const sim::Call& call,
                                              sim::CallPhase phase);

    const RunClock& clock_;
    Capture& capture_;
    Causes& causes_;
    std::array<sim::SocketId, host_count> next_socket_{};
    std::vector<Running> programs_;
    sim::Duration lateness_{};
    std::size_t turn_{};       ///< whose turn it is
    std::uint32_t in_a_row_{}; ///< how many calls it has made of it
};

} // namespace live
