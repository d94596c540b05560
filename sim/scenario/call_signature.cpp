#include "sim/scenario/call_signature.h"

#include <algorithm>

namespace sim {

namespace {

using P = Parameter;

constexpr std::array signatures{
    CallSignature{CallKind::socket, "socket", {}, Gives::socket, "sock = socket()"},
    CallSignature{
        CallKind::bind, "bind", {P::socket, P::port}, Gives::nothing, "bind(listener, 8080)"},
    CallSignature{
        CallKind::listen, "listen", {P::socket, P::backlog}, Gives::nothing, "listen(listener, 5)"},
    CallSignature{CallKind::connect,
                  "connect",
                  {P::socket, P::host, P::port},
                  Gives::nothing,
                  "connect(sock, B, 8080)"},
    CallSignature{
        CallKind::accept, "accept", {P::socket}, Gives::socket, "conn = accept(listener)"},
    CallSignature{CallKind::send,
                  "send",
                  {P::socket, P::content},
                  Gives::nothing,
                  "send(conn, \"text\"), send(conn, bytes(1448)) or send(conn, data)"},
    CallSignature{
        CallKind::recv, "recv", {P::socket, P::size}, Gives::bytes, "data = recv(conn, 1024)"},
    CallSignature{CallKind::send_urgent,
                  "send_urgent",
                  {P::socket, P::content},
                  Gives::nothing,
                  "send_urgent(conn, \"!\")"},
    CallSignature{CallKind::recv_urgent,
                  "recv_urgent",
                  {P::socket},
                  Gives::bytes,
                  "data = recv_urgent(conn)"},
    CallSignature{CallKind::shutdown,
                  "shutdown",
                  {P::socket, P::half},
                  Gives::nothing,
                  "shutdown(conn, write)"},
    CallSignature{CallKind::setsockopt,
                  "setsockopt",
                  {P::socket, P::option},
                  Gives::nothing,
                  "setsockopt(conn, TCP_NODELAY, 1)"},
    CallSignature{CallKind::close, "close", {P::socket}, Gives::nothing, "close(conn)"},
    CallSignature{CallKind::sleep, "sleep", {P::duration}, Gives::nothing, "sleep(100 ms)"},
};

} // namespace

std::span<const CallSignature> all_signatures() {
    return signatures;
}

const CallSignature* find_signature(std::string_view name) {
    const auto* const found =
        std::find_if(signatures.begin(), signatures.end(),
                     [&](const CallSignature& each) { return each.name == name; });
    return found == signatures.end() ? nullptr : found;
}

bool is_reserved(std::string_view word) {
    return word == "repeat" || word == "end" || word == "try" || word == "bytes"
           || find_signature(word) != nullptr;
}

} // namespace sim
