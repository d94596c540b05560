#include "live/runner.h"

#include <algorithm>

namespace live {

using sim::Call;
using sim::CallKind;
using sim::CallPhase;
using sim::CallResult;
using sim::ConversationId;
using sim::ProgramPhase;
using sim::RecordId;
using sim::Time;

namespace {

sim::HostId place_of(const std::string& host, const sim::Scenario& scenario) {
    sim::HostId place = 0;
    while (scenario.hosts.at(place).name != host)
        ++place;
    return place;
}

} // namespace

Runner::Runner(const sim::Scenario& scenario, const Lab& lab, const RunClock& clock,
               Capture& capture, Causes& causes)
    : clock_(clock), capture_(capture), causes_(causes) {
    for (const sim::Program& program : scenario.programs) {
        const sim::HostId host = place_of(program.host, scenario);
        programs_.push_back({.program = &program,
                             .place = static_cast<std::uint16_t>(programs_.size()),
                             .host = host,
                             .state = sim::start(program),
                             .calls = {scenario, lab, host, next_socket_.at(host)},
                             .wakes = program.start,
                             .returned = std::nullopt});
    }
}

/// A program runs until it has to wait, as on a processor of its own; one that never does lets the
/// others have their turn after a while.
bool Runner::advance() {
    constexpr std::uint32_t most_in_a_row = 100;
    if (in_a_row_ >= most_in_a_row) pass_on();
    for (std::size_t tried = 0; tried < programs_.size(); ++tried) {
        if (advance(programs_[turn_])) {
            ++in_a_row_;
            return true;
        }
        pass_on();
    }
    return false;
}

void Runner::pass_on() {
    in_a_row_ = 0;
    turn_ = turn_ + 1 == programs_.size() ? 0 : turn_ + 1;
}

bool Runner::advance(Running& running) {
    if (running.over || clock_.now() < running.wakes) return false;
    if (running.is_to_wake) wake(running);
    const Call* call = sim::current_call(*running.program, running.state);
    if (call == nullptr) return end(running);
    if (running.returned) {
        come_back(running, *call);
        return true;
    }
    if (running.state.phase == ProgramPhase::ready)
        enter(running, *call);
    else if (!can_go_on(running, *call))
        return false;
    try_call(running, *call);
    return true;
}

void Runner::wake(Running& running) {
    lateness_ = std::max(lateness_, clock_.now() - running.wakes);
    running.is_to_wake = false;
}

/// Writes down that the call is made.
void Runner::enter(Running& running, const Call& call) {
    const Time now = clock_.now();
    running.ports = running.calls.ports(call.socket, running.state);
    running.entered = capture_.call(now, running.host, conversation(running),
                                    event(running, call, CallPhase::entered), running.last);
    running.last = running.entered;
    if (call.kind != CallKind::sleep) return;
    running.wakes = now + call.duration;
    running.is_to_wake = true;
}

void Runner::try_call(Running& running, const Call& call) {
    const Time begun = clock_.now();
    std::optional<CallResult> result;
    if (call.kind != CallKind::sleep)
        result = running.calls.make(call, running.state);
    else if (running.wakes <= begun)
        result = CallResult{};
    const Time done = clock_.now();
    causes_.note(running.host, begun, done, running.entered);
    if (result) {
        running.returned = Returned{.at = done, .result = std::move(*result)};
    } else if (running.state.phase == ProgramPhase::ready) {
        running.state.phase = ProgramPhase::blocked;
        running.state.blocked_since = begun;
        if (call.kind == CallKind::connect)
            running.ports = {running.calls.ports(call.socket, running.state).local, call.port};
    }
}

/// Writes down what the call gave back, and lets the interpreter go on.
void Runner::come_back(Running& running, const Call& call) {
    Returned came = std::move(*running.returned);
    const bool waited = running.state.phase == ProgramPhase::blocked;
    running.returned.reset();
    sim::CallEvent returned = event(running, call, CallPhase::returned);
    returned.result = came.result.value;
    returned.error = came.result.error;
    const bool came_well = came.result.error.empty();
    sim::call_returned(*running.program, call, running.state, std::move(came.result));
    if (call.kind == CallKind::accept)
        running.ports = running.calls.ports(call.result, running.state);
    if (call.kind == CallKind::listen && came_well)
        capture_.listens(came.at, running.host, running.entered);
    const ConversationId about = conversation(running);
    const RecordId cause = waited ? capture_.last_arrival(about, running.host) : 0;
    running.last = capture_.call(came.at, running.host, about, std::move(returned),
                                 cause == 0 ? running.entered : cause);
}

/// The end of a process: what it left open is closed, in the order it was made.
bool Runner::end(Running& running) {
    const Time begun = clock_.now();
    const bool closed = running.calls.close_first();
    if (closed) causes_.note(running.host, begun, clock_.now(), running.last);
    running.over = !closed;
    return true;
}

bool Runner::can_go_on(const Running& running, const Call& call) {
    if (call.kind == CallKind::sleep) return true; // it is past `wakes`
    const SocketCalls::Wait wait = running.calls.wait_for(call, running.state);
    pollfd question{.fd = wait.descriptor, .events = wait.events, .revents = 0};
    return poll(&question, 1, 0) > 0;
}

bool Runner::all_have_ended() const {
    return std::all_of(programs_.begin(), programs_.end(),
                       [](const Running& running) { return running.over; });
}

Time Runner::next_wake() const {
    Time soonest = sim::never;
    const Time now = clock_.now();
    for (const Running& running : programs_)
        if (!running.over && now < running.wakes) soonest = std::min(soonest, running.wakes);
    return soonest;
}

void Runner::add_waits(std::vector<pollfd>& waits) const {
    for (const Running& running : programs_) {
        if (running.state.phase != ProgramPhase::blocked) continue;
        const SocketCalls::Wait wait =
            running.calls.wait_for(running.program->calls.at(running.state.line), running.state);
        if (wait.descriptor >= 0)
            waits.push_back({.fd = wait.descriptor, .events = wait.events, .revents = 0});
    }
}

ConversationId Runner::conversation(const Running& running) const {
    return capture_.conversations().between(running.host, running.ports.local,
                                            running.ports.remote);
}

sim::CallEvent Runner::event(const Running& running, const Call& call, CallPhase phase) {
    return {.name = std::string{name_of(call.kind)},
            .arguments = arguments_of(*running.program, call),
            .phase = phase,
            .program = running.place,
            .line = static_cast<std::uint16_t>(running.state.line),
            .result = std::nullopt,
            .error = {}};
}

} // namespace live
