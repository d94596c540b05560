// Calls, which may block while the script goes on; commands and code.
#include "sim/packetdrill/packet_text.h"
#include "sim/packetdrill/parser.h"
#include "sim/packetdrill/player.h"

#include <algorithm>

namespace sim::packetdrill {

namespace {

constexpr Duration patience = std::chrono::seconds{2};

/// The calls whose results programs receive.
bool receives(const Call& call) {
    return call.name == "recv" || call.name == "read" || call.name == "recvmsg"
           || call.name == "recvfrom" || call.name == "accept" || call.name == "socket";
}

std::string_view command_state(std::string_view name) {
    if (name == "SYN_RCVD") return "SYN-RECEIVED";
    if (name == "TIME_WAIT") return "TIME-WAIT";
    if (name == "SYN_SENT") return "SYN-SENT";
    if (name == "CLOSE_WAIT") return "CLOSE-WAIT";
    if (name == "LAST_ACK") return "LAST-ACK";
    if (name == "FIN_WAIT_1") return "FIN-WAIT-1";
    if (name == "FIN_WAIT_2") return "FIN-WAIT-2";
    return name;
}

} // namespace

std::optional<RunResult> Player::play_call(const Event& event, const Span& span, const Call& call) {
    if (Problem problem = await_call()) return problem;
    if (caller_.begins_anew(call)) new_peer();
    return start_call(event, span, call);
}

void Player::note_call(const Event& event, CallPhase phase, const CallReport& report) {
    const Call& call = std::get<Call>(event.action);
    CallEvent noted;
    noted.name = call.name;
    noted.phase = phase;
    noted.line = static_cast<std::uint16_t>(event.line);
    for (const Value& argument : call.arguments)
        noted.arguments.push_back(to_text(argument));
    if (phase == CallPhase::returned) {
        noted.result = report.outcome.value;
        noted.error = report.outcome.error;
    }
    const std::int64_t subject = call.arguments.empty() ? -1 : call.arguments.front().number;
    host_.note_call(noted, caller_.socket_of(subject));
}

std::optional<RunResult> Player::start_call(const Event& event, const Span& span,
                                            const Call& call) {
    note_call(event, CallPhase::entered, {});
    CallReport report = caller_.make(call, false);
    if (!report.blocks) note_call(event, CallPhase::returned, report);
    if (!report.unsupported.empty()) return unsupported(event.line, report.unsupported);
    if (report.blocks) {
        pending_ = Pending{.event = &event, .window = span};
        if (event.time.returns_at) return std::nullopt;
        return await_call();
    }
    if (report.complaint.empty() || (request_.recv_only && !receives(call))) return std::nullopt;
    return fail(event.line, report.complaint);
}

/// A blocked call is tried again: something has happened.
std::optional<RunResult> Player::try_pending() {
    if (!pending_) return std::nullopt;
    const Event& event = *pending_->event;
    const CallReport report = caller_.make(std::get<Call>(event.action), true);
    if (report.blocks) return std::nullopt;
    note_call(event, CallPhase::returned, report);
    const Pending pending = *pending_;
    pending_.reset();
    if (!report.unsupported.empty()) return unsupported(event.line, report.unsupported);
    if (!report.complaint.empty()) return fail(event.line, report.complaint);
    return check_late(pending);
}

/// The call came back now; was that its time?
std::optional<RunResult> Player::check_late(const Pending& pending) const {
    if (!pending.window.returns_at) return std::nullopt;
    const Duration late = host_.now() - *pending.window.returns_at;
    if (std::chrono::abs(late) <= pending.window.tolerance) return std::nullopt;
    RunResult result =
        fail(pending.event->line,
             "expected " + std::get<Call>(pending.event->action).name + "() to come back at "
                 + seconds_text(*pending.window.returns_at - Time{}) + " s got it at "
                 + seconds_text(host_.now() - Time{}) + " s");
    result.is_of_time = true;
    return result;
}

/// Only one call is made at a time: the next one waits for the last.
std::optional<RunResult> Player::await_call() {
    if (!pending_) return std::nullopt;
    const Time limit =
        std::max(pending_->window.returns_at.value_or(host_.now()), host_.now()) + patience;
    while (pending_ && host_.advance(limit)) {
        if (Problem problem = try_pending()) return problem;
    }
    if (!pending_) return std::nullopt;
    const std::uint32_t line = pending_->event->line;
    const std::string name = std::get<Call>(pending_->event->action).name;
    pending_.reset();
    return fail(line, "expected " + name + "() to come back got a call that blocks");
}

std::optional<RunResult> Player::play_commands(const Event& event,
                                               const std::vector<Command>& commands) {
    for (const Command& command : commands)
        if (Problem problem = play_command(event.line, command)) return problem;
    return try_pending();
}

std::optional<RunResult> Player::play_command(std::uint32_t line, const Command& command) {
    const Expected<bool> applied = host_.apply(command);
    if (!applied) return unsupported(line, plain_message(applied.error()));
    if (*applied) return std::nullopt;
    if (command.kind == Command::Kind::drop_time_wait) {
        if (host_.drop_time_wait()) return std::nullopt;
        return unsupported(line, "an end to TIME-WAIT by command");
    }
    if (command.kind == Command::Kind::counter) return play_counter(line, command);
    const std::string_view state = command_state(command.subject);
    const std::optional<std::int64_t> count = host_.sockets_in(state);
    if (!count) return unsupported(line, "a count of sockets by state");
    if (*count == command.number || request_.recv_only) return std::nullopt;
    return fail(line, "expected " + std::to_string(command.number) + " sockets in "
                          + std::string(state) + " got " + std::to_string(*count));
}

std::optional<RunResult> Player::play_counter(std::uint32_t line, const Command& command) {
    const std::optional<std::int64_t> value = host_.counter(command.subject);
    if (!value) return unsupported(line, "the counter " + command.subject);
    if (*value == command.number) return std::nullopt;
    return fail(line, "expected " + command.subject + " " + std::to_string(command.number) + " got "
                          + std::to_string(*value));
}

std::optional<RunResult> Player::play_code(const std::vector<Statement>& statements) {
    const auto problem = code_.run(statements, [&](std::string_view field) {
        return host_.tcp_info(caller_.subject(), field);
    });
    if (!problem) return std::nullopt;
    return problem->is_unsupported ? unsupported(problem->line, problem->message)
                                   : fail(problem->line, problem->message);
}

} // namespace sim::packetdrill
