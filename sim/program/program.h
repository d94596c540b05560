#pragma once

#include "sim/base/time.h"
#include "sim/packet/byte_stream.h"
#include "sim/tcp/socket_options.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sim {

/// What a program may do. Control flow (repeat, end_repeat) makes no system call.
enum class CallKind : std::uint8_t {
    socket,      ///< s = socket()
    bind,        ///< bind(s, 8080)
    listen,      ///< listen(s, 5)
    connect,     ///< connect(s, B, 8080)
    accept,      ///< c = accept(s)
    send,        ///< send(c, "text") | send(c, bytes(1000)) | send(c, data)
    recv,        ///< data = recv(c, 1024)
    send_urgent, ///< send_urgent(c, "!"): send() with MSG_OOB
    recv_urgent, ///< data = recv_urgent(c): recv() with MSG_OOB, when the byte is there
    shutdown,    ///< shutdown(c, write)
    setsockopt,  ///< setsockopt(s, SO_REUSEADDR, 1)
    close,       ///< close(c)
    sleep,       ///< sleep(100 ms)
    repeat,      ///< repeat until end of stream | repeat 3
    end_repeat,  ///< end
};

/// Which half of a connection shutdown() closes.
enum class ShutdownHalf : std::uint8_t { read, write, both };

/// A variable's place in Program::variables.
using VariableId = std::uint8_t;
inline constexpr VariableId no_variable = 0xff;

/// One line of a program. Only the fields its kind needs are meaningful.
struct Call {
    CallKind kind{};
    VariableId result{no_variable}; ///< where a socket (socket, accept) or bytes (recv) go
    VariableId socket{no_variable}; ///< the socket the call is made on
    VariableId data{no_variable};   ///< send: the variable whose bytes are sent
    ByteStream literal{};           ///< send: the bytes, when no variable is named
    std::string host{};             ///< connect: a host's name
    std::uint16_t port{};           ///< bind, connect
    std::uint32_t count{}; ///< listen: backlog; recv: most bytes; repeat: times; setsockopt: value
    bool until_end_of_stream{}; ///< repeat: leave when a recv of the body returns nothing
    ShutdownHalf half{};
    SocketOption option{};
    bool may_fail{};             ///< "try": the program goes on when the call fails
    Duration duration{};         ///< sleep
    std::uint32_t partner{};     ///< repeat and end_repeat: the other one's place in calls
    std::string text{};          ///< the line as written, for the sockets view
    std::uint32_t source_line{}; ///< its line in the scenario file; 0 unknown

    bool operator==(const Call&) const = default;
};

/// What an application does, as data. The same Program runs on the model and on real sockets.
struct Program {
    std::string name;
    std::string host;
    Time start;
    std::vector<std::string> variables;
    std::vector<Call> calls;

    bool operator==(const Program&) const = default;
};

/// "recv", "close" and so on.
std::string_view name_of(CallKind kind);
/// The arguments as the trace shows them: {"conn", "1024"}; bytes as their count, "bytes(1448)", or
/// as the quoted text.
std::vector<std::string> arguments_of(const Program& program, const Call& call);

} // namespace sim
