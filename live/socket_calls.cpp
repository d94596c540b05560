#include "live/socket_calls.h"

#include "live/namespaces.h"
#include "live/socket_address.h"
#include "sim/base/assert.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

namespace live {

using sim::Call;
using sim::CallKind;
using sim::CallResult;
using sim::ProgramPhase;
using sim::ProgramState;
using MaybeResult = std::optional<CallResult>;

namespace {

constexpr std::uint64_t most_bytes_a_call = 1U << 20U;

/// "ECONNREFUSED".
CallResult failed(int error) {
    const char* name = strerrorname_np(error);
    return {.value = -1, .error = name != nullptr ? name : "errno " + std::to_string(error)};
}

/// What a system call that can not wait gave back.
CallResult outcome(int returned) {
    return returned < 0 ? failed(errno) : CallResult{.value = returned};
}

bool must_wait() {
    return errno == EAGAIN || errno == EINPROGRESS;
}

/// An option as the system call names it.
struct Option {
    int level{}, name{};
};

Option option_of(sim::SocketOption option) {
    switch (option) {
    case sim::SocketOption::linger: return {SOL_SOCKET, SO_LINGER};
    case sim::SocketOption::reuse_address: return {SOL_SOCKET, SO_REUSEADDR};
    case sim::SocketOption::no_delay: return {IPPROTO_TCP, TCP_NODELAY};
    case sim::SocketOption::cork: return {IPPROTO_TCP, TCP_CORK};
    case sim::SocketOption::quick_ack: return {IPPROTO_TCP, TCP_QUICKACK};
    case sim::SocketOption::max_segment: return {IPPROTO_TCP, TCP_MAXSEG};
    case sim::SocketOption::keep_alive: return {SOL_SOCKET, SO_KEEPALIVE};
    case sim::SocketOption::keep_idle: return {IPPROTO_TCP, TCP_KEEPIDLE};
    case sim::SocketOption::keep_interval: return {IPPROTO_TCP, TCP_KEEPINTVL};
    case sim::SocketOption::keep_count: return {IPPROTO_TCP, TCP_KEEPCNT};
    case sim::SocketOption::user_timeout: return {IPPROTO_TCP, TCP_USER_TIMEOUT};
    case sim::SocketOption::not_sent_low: return {IPPROTO_TCP, TCP_NOTSENT_LOWAT};
    case sim::SocketOption::receive_buffer: return {SOL_SOCKET, SO_RCVBUF};
    case sim::SocketOption::send_buffer: return {SOL_SOCKET, SO_SNDBUF};
    }
    sim::unreachable();
}

int how(sim::ShutdownHalf half) {
    switch (half) {
    case sim::ShutdownHalf::read: return SHUT_RD;
    case sim::ShutdownHalf::write: return SHUT_WR;
    case sim::ShutdownHalf::both: return SHUT_RDWR;
    }
    sim::unreachable();
}

} // namespace

MaybeResult SocketCalls::make(const Call& call, ProgramState& state) {
    const int socket = descriptor_of(call.socket, state);
    switch (call.kind) {
    case CallKind::socket: return make_socket();
    case CallKind::bind: return outcome(bind_to(socket, call.port));
    case CallKind::listen: return outcome(listen(socket, static_cast<int>(call.count)));
    case CallKind::connect: return make_connect(call, socket, state);
    case CallKind::accept: return make_accept(socket);
    case CallKind::send:
    case CallKind::send_urgent: return make_send(call, socket, state);
    case CallKind::recv_urgent: return make_recv_urgent(socket);
    case CallKind::recv: return make_recv(call, socket);
    case CallKind::shutdown: return outcome(shutdown(socket, how(call.half)));
    case CallKind::setsockopt: return make_setsockopt(call, socket);
    case CallKind::close:
        if (open_.erase(socket_of(call.socket, state)) == 0) return failed(EBADF);
        return CallResult{};
    case CallKind::sleep:
    case CallKind::repeat:
    case CallKind::end_repeat: break; // these are the program's own affair
    }
    sim::unreachable();
}

MaybeResult SocketCalls::make_socket() {
    const Inside host{lab_.hosts[host_].network, lab_.bridge_network};
    const int domain = domain_of(scenario_.hosts[host_].address.family);
    const int descriptor = socket(domain, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (descriptor < 0) return failed(errno);
    const std::string_view control =
        sim::name_of(scenario_.hosts[host_].profile.congestion_control);
    if (setsockopt(descriptor, IPPROTO_TCP, TCP_CONGESTION, control.data(),
                   static_cast<socklen_t>(control.size()))
        != 0) {
        const int error = errno;
        close(descriptor);
        return failed(error);
    }
    return keep(descriptor);
}

/// On a loopback the hosts are told apart by their addresses alone.
int SocketCalls::bind_to(int socket, std::uint16_t port) const {
    const sim::Address& own = scenario_.hosts[host_].address;
    const bool shares_ports = scenario_.topology == sim::Topology::loopback;
    const SocketAddress place =
        shares_ports ? socket_address(own, port) : any_address(own.family, port);
    return bind(socket, place.get(), place.length);
}

/// The kernel would choose one host's address for both.
int SocketCalls::choose_own_address(int socket) const {
    if (scenario_.topology == sim::Topology::wire || ports_of(socket).local != 0) return 0;
    constexpr int on = 1; // the port itself is chosen by connect(), as without bind()
    setsockopt(socket, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
    return bind_to(socket, 0);
}

MaybeResult SocketCalls::make_connect(const Call& call, int socket, ProgramState& state) {
    if (state.phase == ProgramPhase::blocked) {
        int error = 0;
        socklen_t size = sizeof error;
        if (getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &size) != 0) error = errno;
        return error == 0 ? CallResult{} : failed(error);
    }
    const auto named = [&](const sim::HostSpec& host) { return host.name == call.host; };
    const auto peer = std::find_if(scenario_.hosts.begin(), scenario_.hosts.end(), named);
    SIM_ASSERT(peer != scenario_.hosts.end());
    const SocketAddress to = socket_address(peer->address, call.port);
    if (choose_own_address(socket) != 0) return failed(errno);
    if (connect(socket, to.get(), to.length) == 0) return CallResult{};
    if (must_wait()) return std::nullopt;
    return failed(errno);
}

MaybeResult SocketCalls::make_accept(int socket) {
    const int descriptor = accept4(socket, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (descriptor >= 0) return keep(descriptor);
    if (must_wait()) return std::nullopt;
    return failed(errno);
}

MaybeResult SocketCalls::make_send(const Call& call, int socket, ProgramState& state) {
    const int urgent = call.kind == CallKind::send_urgent ? MSG_OOB : 0;
    const sim::ByteStream bytes = bytes_to_send(call, state);
    while (state.progress < bytes.length()) {
        const std::string part = bytes.read(state.progress, most_bytes_a_call);
        const ssize_t taken = send(socket, part.data(), part.size(), MSG_NOSIGNAL | urgent);
        if (taken < 0) return must_wait() ? std::nullopt : MaybeResult{failed(errno)};
        state.progress += static_cast<std::uint64_t>(taken);
    }
    return CallResult{.value = static_cast<std::int64_t>(bytes.length())};
}

MaybeResult SocketCalls::make_recv(const Call& call, int socket) {
    std::string room(std::min<std::uint64_t>(call.count, most_bytes_a_call), '\0');
    const ssize_t taken = recv(socket, room.data(), room.size(), 0);
    if (taken < 0) return must_wait() ? std::nullopt : MaybeResult{failed(errno)};
    CallResult result{.value = taken};
    result.bytes.append(std::string_view{room}.substr(0, static_cast<std::size_t>(taken)));
    return result;
}

/// The call itself never waits (tcp(7)): EINVAL where none is announced, EAGAIN where it has not
/// come. The end of the stream ends the waiting.
MaybeResult SocketCalls::make_recv_urgent(int socket) {
    char octet{};
    const ssize_t taken = recv(socket, &octet, 1, MSG_OOB);
    if (taken < 0 && (errno == EINVAL || errno == EAGAIN)) {
        pollfd question{.fd = socket, .events = POLLRDHUP, .revents = 0};
        if (poll(&question, 1, 0) > 0) return CallResult{};
        return std::nullopt;
    }
    if (taken < 0) return failed(errno);
    CallResult result{.value = taken};
    result.bytes.append(std::string_view{&octet, static_cast<std::size_t>(taken)});
    return result;
}

CallResult SocketCalls::make_setsockopt(const Call& call, int socket) {
    const auto value = static_cast<int>(call.count);
    const Option option = option_of(call.option);
    if (call.option == sim::SocketOption::linger) {
        const linger seconds{.l_onoff = 1, .l_linger = value};
        return outcome(setsockopt(socket, option.level, option.name, &seconds, sizeof seconds));
    }
    return outcome(setsockopt(socket, option.level, option.name, &value, sizeof value));
}

SocketCalls::Wait SocketCalls::wait_for(const Call& call, const ProgramState& state) const {
    const int socket = descriptor_of(call.socket, state);
    switch (call.kind) {
    case CallKind::accept:
    case CallKind::recv: return {.descriptor = socket, .events = POLLIN};
    case CallKind::recv_urgent: return {.descriptor = socket, .events = POLLPRI | POLLRDHUP};
    case CallKind::connect:
    case CallKind::send_urgent:
    case CallKind::send: return {.descriptor = socket, .events = POLLOUT};
    case CallKind::socket:
    case CallKind::bind:
    case CallKind::listen:
    case CallKind::shutdown:
    case CallKind::setsockopt:
    case CallKind::close:
    case CallKind::sleep:
    case CallKind::repeat:
    case CallKind::end_repeat: return {};
    }
    sim::unreachable();
}

SocketPorts SocketCalls::ports(sim::VariableId variable, const ProgramState& state) const {
    return ports_of(descriptor_of(variable, state));
}

SocketPorts SocketCalls::ports_of(int socket) {
    SocketPorts ports;
    sockaddr_storage name{};
    socklen_t size = sizeof name;
    if (getsockname(socket, reinterpret_cast<sockaddr*>(&name), &size) == 0)
        ports.local = port_of(name);
    size = sizeof name;
    if (getpeername(socket, reinterpret_cast<sockaddr*>(&name), &size) == 0)
        ports.remote = port_of(name);
    return ports;
}

bool SocketCalls::close_first() {
    if (open_.empty()) return false;
    open_.erase(open_.begin());
    return true;
}

sim::SocketId SocketCalls::socket_of(sim::VariableId variable, const ProgramState& state) {
    return variable == sim::no_variable ? sim::no_socket : state.variables.at(variable).socket;
}

/// Its descriptor; -1, which every call refuses with EBADF, where the variable holds no open
/// socket.
int SocketCalls::descriptor_of(sim::VariableId variable, const ProgramState& state) const {
    const auto found = open_.find(socket_of(variable, state));
    return found == open_.end() ? -1 : found->second.number();
}

CallResult SocketCalls::keep(int descriptor) {
    const sim::SocketId id = next_++;
    open_.emplace(id, Descriptor{descriptor});
    return {.value = 0, .socket = id}; // a descriptor's number would mean nothing to a reader
}

} // namespace live
