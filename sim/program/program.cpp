#include "sim/program/program.h"

#include "sim/base/assert.h"

#include <algorithm>
#include <array>

namespace sim {

std::string_view name_of(CallKind kind) {
    constexpr std::array<std::string_view, 15> names{
        "socket",     "bind",  "listen",      "connect",     "accept",
        "send",       "recv",  "send_urgent", "recv_urgent", "shutdown",
        "setsockopt", "close", "sleep",       "repeat",      "end"};
    return names.at(static_cast<std::size_t>(kind));
}

namespace {

std::string_view name_of(ShutdownHalf half) {
    switch (half) {
    case ShutdownHalf::read: return "read";
    case ShutdownHalf::write: return "write";
    case ShutdownHalf::both: return "both";
    }
    unreachable();
}

/// A literal as the reader wrote it, when it is text; else how many bytes it is.
std::string literal_text(const ByteStream& bytes) {
    const bool generated = std::any_of(bytes.pieces().begin(), bytes.pieces().end(),
                                       [](const Piece& piece) { return piece.chunk == nullptr; });
    constexpr std::uint64_t longest_shown = 60;
    if (generated || bytes.length() > longest_shown)
        return "bytes(" + std::to_string(bytes.length()) + ")";
    return "\"" + bytes.read(0, bytes.length()) + "\"";
}

std::string milliseconds_text(Duration span) {
    return std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(span).count())
           + " ms";
}

/// What stands after the socket.
void add_own_arguments(const Program& program, const Call& call, std::vector<std::string>& out) {
    switch (call.kind) {
    case CallKind::bind: out.push_back(std::to_string(call.port)); return;
    case CallKind::listen:
    case CallKind::recv: out.push_back(std::to_string(call.count)); return;
    case CallKind::connect:
        out.push_back(call.host);
        out.push_back(std::to_string(call.port));
        return;
    case CallKind::send:
    case CallKind::send_urgent:
        out.push_back(call.data == no_variable ? literal_text(call.literal)
                                               : program.variables.at(call.data));
        return;
    case CallKind::shutdown: out.emplace_back(name_of(call.half)); return;
    case CallKind::setsockopt:
        out.emplace_back(name_of(call.option));
        out.push_back(std::to_string(call.count));
        return;
    case CallKind::sleep: out.push_back(milliseconds_text(call.duration)); return;
    case CallKind::socket:
    case CallKind::accept:
    case CallKind::recv_urgent:
    case CallKind::close:
    case CallKind::repeat:
    case CallKind::end_repeat: return;
    }
    unreachable();
}

} // namespace

std::vector<std::string> arguments_of(const Program& program, const Call& call) {
    std::vector<std::string> out;
    if (call.socket != no_variable) out.push_back(program.variables.at(call.socket));
    add_own_arguments(program, call, out);
    return out;
}

} // namespace sim
