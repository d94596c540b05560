// The program side of the kernel as the host under test: real calls on real sockets.
#include "live/namespaces.h"
#include "live/script_host.h"
#include "live/script_info.h"
#include "live/script_options.h"
#include "live/socket_address.h"
#include "sim/base/assert.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

namespace live {

namespace pd = sim::packetdrill;
using CallOutcome = pd::CallOutcome;

namespace {

constexpr std::uint32_t most_bytes_a_call = 1U << 24U;

std::string error_name(int error) {
    const char* const name = strerrorname_np(error);
    return name != nullptr ? name : "errno " + std::to_string(error);
}

CallOutcome failure_of(int error) {
    return {.value = -1, .error = error_name(error)};
}

CallOutcome outcome(std::int64_t returned) {
    return returned < 0 ? failure_of(errno) : CallOutcome{.value = returned};
}

/// The two ends of a socket's connection.
sim::Path path_of(int socket) {
    sim::Path path{.local = {.address = pd::own_address, .port = 0},
                   .remote = {.address = pd::peer_address, .port = 0}};
    sockaddr_storage name{};
    socklen_t size = sizeof name;
    if (getsockname(socket, reinterpret_cast<sockaddr*>(&name), &size) == 0)
        path.local.port = port_of(name);
    size = sizeof name;
    if (getpeername(socket, reinterpret_cast<sockaddr*>(&name), &size) == 0)
        path.remote.port = port_of(name);
    return path;
}

/// TCP_CM_INQ beside what was received; 0 where it is not there.
std::int64_t told_of_rest(msghdr& message) {
    for (cmsghdr* part = CMSG_FIRSTHDR(&message); part != nullptr;
         part = CMSG_NXTHDR(&message, part)) {
        if (part->cmsg_level != IPPROTO_TCP || part->cmsg_type != TCP_CM_INQ) continue;
        int left = 0;
        std::memcpy(&left, CMSG_DATA(part), sizeof left);
        return left;
    }
    return 0;
}

} // namespace

int ScriptHost::descriptor(SocketNumber number) const {
    return is_open(number) ? sockets_[number].descriptor.number() : -1;
}

ScriptHost::SocketNumber ScriptHost::keep(Descriptor descriptor) {
    sockets_.push_back({.descriptor = std::move(descriptor)});
    return static_cast<SocketNumber>(sockets_.size() - 1);
}

/// The call would block; it is tried again when the socket shows one of these events.
CallOutcome ScriptHost::waits_for(int descriptor, short events, const char* error) {
    waiting_ = {{.fd = descriptor, .events = events, .revents = 0}};
    looks_often_ = false;
    return {.blocks = true, .value = -1, .error = error};
}

ScriptHost::SocketNumber ScriptHost::call_socket(bool datagram) {
    const SocketNumber made = keep(new_socket(datagram ? SOCK_DGRAM : SOCK_STREAM));
    sockets_[made].datagram = datagram;
    return made;
}

/// In the host's network.
Descriptor ScriptHost::new_socket(int type) const {
    const Inside host{lab_.hosts.front().network, lab_.bridge_network};
    const int made =
        socket(domain_of(addresses_.own.family), type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (type == SOCK_STREAM && !congestion_control_.empty())
        static_cast<void>(setsockopt(made, IPPROTO_TCP, TCP_CONGESTION, congestion_control_.data(),
                                     static_cast<socklen_t>(congestion_control_.size())));
    return Descriptor{made};
}

CallOutcome ScriptHost::call_bind(SocketNumber number, const std::optional<sim::Address>& address,
                                  std::uint16_t port) {
    const SocketAddress place =
        socket_address(address.value_or(addresses_.own), port == 0 ? pd::default_port : port);
    return outcome(bind(descriptor(number), place.get(), place.length));
}

CallOutcome ScriptHost::call_listen(SocketNumber number, std::uint32_t backlog) {
    CallOutcome made = outcome(listen(descriptor(number), static_cast<int>(backlog)));
    if (made.value == 0) sockets_[number].listening = true;
    if (made.value == 0) active_.reset();
    return made;
}

CallOutcome ScriptHost::call_accept(SocketNumber number) {
    const int made = accept4(descriptor(number), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (made >= 0) return {.value = keep(Descriptor{made})};
    if (errno == EAGAIN) return waits_for(descriptor(number), POLLIN, "EAGAIN");
    return failure_of(errno);
}

CallOutcome ScriptHost::call_connect(SocketNumber number, const std::optional<sim::Address>& to,
                                     std::uint16_t port) {
    const int socket = descriptor(number);
    const SocketAddress place =
        socket_address(to.value_or(addresses_.peer), port == 0 ? pd::default_port : port);
    const int returned = connect(socket, place.get(), place.length);
    const int error = errno;
    if (returned != 0 && error != EINPROGRESS && error != EALREADY) return failure_of(error);
    active_ = path_of(socket);
    active_->remote.port = port == 0 ? pd::default_port : port;
    if (returned == 0) return {};
    return waits_for(socket, POLLOUT, error == EINPROGRESS ? "EINPROGRESS" : "EALREADY");
}

CallOutcome ScriptHost::call_send(SocketNumber number, std::uint32_t bytes, std::int64_t flags,
                                  std::uint32_t& queued) {
    const int socket = descriptor(number);
    const std::string zeros(std::min(bytes - queued, most_bytes_a_call), '\0');
    const auto real_flags = static_cast<int>(flags) | MSG_NOSIGNAL;
    const SocketAddress peer = socket_address(addresses_.peer, pd::default_port);
    const bool names_peer = sockets_[number].datagram && path_of(socket).remote.port == 0;
    const ssize_t taken = sendto(socket, zeros.data(), zeros.size(), real_flags,
                                 names_peer ? peer.get() : nullptr, names_peer ? peer.length : 0);
    if (taken < 0 && errno != EAGAIN) return failure_of(errno);
    if (taken >= 0) queued += static_cast<std::uint32_t>(taken);
    const bool is_partial = queued != 0 && is_nonblocking(number);
    if (queued == bytes || is_partial) return {.value = queued};
    return waits_for(socket, POLLOUT, "EAGAIN");
}

CallOutcome ScriptHost::call_recv(SocketNumber number, std::uint32_t bytes, std::int64_t flags) {
    std::string room(std::min(bytes, most_bytes_a_call), '\0');
    const int socket = descriptor(number);
    iovec part{.iov_base = room.data(), .iov_len = room.size()};
    alignas(cmsghdr) std::array<char, 256> control{};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    const ssize_t taken = recvmsg(socket, &message, static_cast<int>(flags));
    if (taken >= 0) sockets_[number].left_to_read = told_of_rest(message);
    if (taken >= 0) return {.value = taken};
    if (errno == EAGAIN) return waits_for(socket, POLLIN, "EAGAIN");
    return failure_of(errno);
}

CallOutcome ScriptHost::call_shutdown(SocketNumber number, std::int64_t how) {
    CallOutcome made = outcome(shutdown(descriptor(number), static_cast<int>(how)));
    if (made.value == 0 && how != SHUT_WR) sockets_[number].listening = false;
    return made;
}

CallOutcome ScriptHost::call_close(SocketNumber number) {
    sockets_[number].descriptor.close();
    return {};
}

std::int64_t ScriptHost::left_to_read(SocketNumber number) const {
    return sockets_[number].left_to_read;
}

std::optional<std::int64_t> ScriptHost::ask(SocketNumber number, std::string_view request) const {
    int value = 0;
    const bool incoming = request == "SIOCINQ" || request == "FIONREAD";
    if (!incoming && request != "SIOCOUTQ") return std::nullopt;
    const unsigned long code = incoming ? SIOCINQ : SIOCOUTQ;
    if (ioctl(descriptor(number), code, &value) != 0) return std::nullopt;
    return value;
}

std::optional<std::int64_t> ScriptHost::option(SocketNumber number, const std::string& name) {
    const std::optional<SocketOptionName> known = socket_option_called(name);
    int value = 0;
    socklen_t size = sizeof value;
    if (!known || getsockopt(descriptor(number), known->level, known->name, &value, &size) != 0)
        return std::nullopt;
    if (name == "TCP_NOTSENT_LOWAT") return static_cast<std::uint32_t>(value); // is unsigned
    return value;
}

std::optional<CallOutcome> ScriptHost::set_option(SocketNumber number, const std::string& name,
                                                  std::int64_t value) {
    const std::optional<SocketOptionName> known = socket_option_called(name);
    if (!known) return std::nullopt;
    const auto number_of_it = static_cast<int>(value);
    return outcome(setsockopt(descriptor(number), known->level, known->name, &number_of_it,
                              sizeof number_of_it));
}

void ScriptHost::set_linger(SocketNumber number, bool on, std::int64_t seconds) {
    const linger how{.l_onoff = on ? 1 : 0, .l_linger = static_cast<int>(seconds)};
    static_cast<void>(setsockopt(descriptor(number), SOL_SOCKET, SO_LINGER, &how, sizeof how));
}

std::string ScriptHost::take_error(SocketNumber number) {
    int error = 0;
    socklen_t size = sizeof error;
    if (getsockopt(descriptor(number), SOL_SOCKET, SO_ERROR, &error, &size) != 0) error = errno;
    return error == 0 ? "" : error_name(error);
}

std::uint32_t ScriptHost::readiness(SocketNumber number) const {
    pollfd question{
        .fd = descriptor(number), .events = POLLIN | POLLPRI | POLLOUT | POLLRDHUP, .revents = 0};
    looks_often_ = true;
    return poll(&question, 1, 0) > 0 ? static_cast<std::uint16_t>(question.revents) : 0;
}

std::optional<std::int64_t> ScriptHost::tcp_info(SocketNumber number,
                                                 std::string_view field) const {
    if (is_open(number)) return tcp_info_of(descriptor(number), field);
    if (field != "tcpi_state") return std::nullopt;
    return std::int64_t{7}; // TCP_CLOSE
}

bool ScriptHost::is_open(SocketNumber number) const {
    return number < sockets_.size() && sockets_[number].descriptor.is_open();
}

bool ScriptHost::listens(SocketNumber number) const {
    return is_open(number) && sockets_[number].listening;
}

bool ScriptHost::is_nonblocking(SocketNumber number) const {
    return sockets_[number].nonblocking;
}

void ScriptHost::set_nonblocking(SocketNumber number, bool nonblocking) {
    sockets_[number].nonblocking = nonblocking;
}

ScriptHost::PollNumber ScriptHost::call_epoll_create() {
    polls_.emplace_back(epoll_create1(EPOLL_CLOEXEC));
    return static_cast<PollNumber>(polls_.size() - 1);
}

void ScriptHost::watch(PollNumber poll, SocketNumber number,
                       const std::optional<std::uint32_t>& events) {
    epoll_event event{};
    event.events = events.value_or(0);
    event.data.u32 = number;
    const int set = polls_[poll].number();
    const int socket = descriptor(number);
    if (!events) {
        epoll_ctl(set, EPOLL_CTL_DEL, socket, nullptr);
    } else if (epoll_ctl(set, EPOLL_CTL_MOD, socket, &event) != 0) {
        epoll_ctl(set, EPOLL_CTL_ADD, socket, &event);
    }
}

std::uint32_t ScriptHost::call_epoll_wait(PollNumber poll) {
    epoll_event event{};
    if (epoll_wait(polls_[poll].number(), &event, 1, 0) > 0) return event.events;
    waits_for(polls_[poll].number(), POLLIN, "");
    return 0;
}

void ScriptHost::deliver_udp(std::uint32_t bytes) {
    for (std::size_t i = sockets_.size(); i > 0; --i) { // the newest first
        const ScriptSocket& one = sockets_[i - 1];
        if (!one.datagram || !one.descriptor.is_open()) continue;
        sim::Path path = path_of(one.descriptor.number());
        if (path.remote.port == 0) path.remote.port = pd::default_port;
        put(datagram_of(reversed(path), bytes, addresses_), 0);
        return;
    }
}

} // namespace live
