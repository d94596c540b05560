#pragma once

#include "sim/base/digest.h"
#include "sim/program/program.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace sim {

/// A socket's number on its host, from 0; -1 stands for none.
using SocketId = std::int32_t;
inline constexpr SocketId no_socket = -1;

/// What a variable holds: a socket or bytes.
struct VariableValue {
    SocketId socket{no_socket};
    ByteStream bytes;

    bool operator==(const VariableValue&) const = default;
};

enum class ProgramPhase : std::uint8_t {
    ready,   ///< the next call has not been made
    blocked, ///< it was made and has not come back
    ended,
};

/// Where a program is: a value, copied with its World. The runner on real sockets keeps one too.
struct ProgramState {
    std::uint32_t line{}; ///< place in Program::calls
    ProgramPhase phase{ProgramPhase::ready};
    Time blocked_since;
    std::uint64_t progress{}; ///< send: bytes taken so far
    std::vector<VariableValue> variables;
    std::vector<std::uint32_t> loops_left; ///< rounds left of the open counted loops, by nesting

    bool operator==(const ProgramState&) const = default;
    void add_to(Digest& digest) const;
};

/// How a call came back. `value` is POSIX's return value; a failure is -1 with `error`.
struct CallResult {
    std::int64_t value{};
    std::string error{};        ///< "ECONNREFUSED"
    SocketId socket{no_socket}; ///< of socket and accept
    ByteStream bytes{};         ///< of recv

    /// As before the next call; the same one serves many.
    void reset() {
        value = 0;
        socket = no_socket;
        if (!error.empty()) error.clear();
        if (bytes.length() != 0) bytes = {};
    }
    bool operator==(const CallResult&) const = default;
};

ProgramState start(const Program& program);

/// The call to make now, control flow already followed; null when the program has ended.
const Call* current_call(const Program& program, ProgramState& state);

/// The bytes that a send passes; they live in the program or in the state.
const ByteStream& bytes_to_send(const Call& call, const ProgramState& state);

/// Stores what `call`, the current one, returned and moves on. A program ends at the first call
/// that fails, as the beginner's program with an unhandled exception does; its sockets are then
/// closed.
void call_returned(const Program& program, const Call& call, ProgramState& state,
                   CallResult&& result);

} // namespace sim
