#include "sim/program/interpreter.h"

#include "sim/base/assert.h"

#include <utility>

namespace sim {

void ProgramState::add_to(Digest& digest) const {
    digest.add(line);
    digest.add(phase);
    digest.add(blocked_since.since_start_ns);
    digest.add(progress);
    for (const VariableValue& variable : variables) {
        digest.add(variable.socket);
        variable.bytes.add_to(digest);
    }
    for (const std::uint32_t left : loops_left)
        digest.add(left);
}

ProgramState start(const Program& program) {
    ProgramState state;
    state.variables.resize(program.variables.size());
    return state;
}

namespace {

/// Enters a loop, or passes it by when it has no round.
void follow_repeat(const Call& loop, ProgramState& state) {
    if (!loop.until_end_of_stream && loop.count == 0) {
        state.line = loop.partner + 1;
        return;
    }
    state.loops_left.push_back(loop.count);
    ++state.line;
}

void follow_end(const Program& program, const Call& end, ProgramState& state) {
    const Call& loop = program.calls[end.partner];
    if (!loop.until_end_of_stream && --state.loops_left.back() == 0) {
        state.loops_left.pop_back();
        ++state.line;
        return;
    }
    state.line = end.partner + 1;
}

/// The innermost "repeat until end of stream" around `line`; nullptr where there is none.
const Call* stream_loop_around(const Program& program, std::uint32_t line) {
    std::uint32_t depth = 0;
    while (line-- > 0) {
        const Call& call = program.calls[line];
        if (call.kind == CallKind::end_repeat) ++depth;
        if (call.kind != CallKind::repeat) continue;
        if (depth == 0) return call.until_end_of_stream ? &call : nullptr;
        --depth;
    }
    return nullptr;
}

void store_result(const Call& call, ProgramState& state, CallResult&& result) {
    if (call.result == no_variable) return;
    VariableValue& variable = state.variables.at(call.result);
    variable = {.socket = result.socket, .bytes = std::move(result.bytes)};
}

} // namespace

const Call* current_call(const Program& program, ProgramState& state) {
    const Call* const end = program.calls.data() + program.calls.size();
    while (state.phase != ProgramPhase::ended) {
        const Call* const call = program.calls.data() + state.line;
        if (call >= end) break;
        if (call->kind == CallKind::repeat)
            follow_repeat(*call, state);
        else if (call->kind == CallKind::end_repeat)
            follow_end(program, *call, state);
        else
            return call;
    }
    state.phase = ProgramPhase::ended;
    return nullptr;
}

const ByteStream& bytes_to_send(const Call& call, const ProgramState& state) {
    return call.data == no_variable ? call.literal : state.variables.at(call.data).bytes;
}

void call_returned(const Program& program, const Call& call, ProgramState& state,
                   CallResult&& result) {
    SIM_ASSERT(state.phase != ProgramPhase::ended);
    state.progress = 0;
    if (!result.error.empty() && !call.may_fail) {
        state.phase = ProgramPhase::ended;
        return;
    }
    state.phase = ProgramPhase::ready;
    const std::int64_t value = result.value;
    store_result(call, state, std::move(result));
    ++state.line;
    // The end of the stream, or an error that was tried, ends the loop.
    if (call.kind != CallKind::recv || value > 0) return;
    if (const Call* const loop = stream_loop_around(program, state.line - 1)) {
        state.loops_left.pop_back();
        state.line = loop->partner + 1;
    }
}

} // namespace sim
