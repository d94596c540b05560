// What a program asks of a socket, and what it is told: options, readiness, TCP_INFO.
#include "sim/packetdrill/endpoint.h"
#include "sim/packetdrill/socket_options.h"
#include "sim/packetdrill/tcp_info.h"

#include <algorithm>

namespace sim::packetdrill {

bool Endpoint::is_open(SocketNumber number) const {
    return number < sockets_.size() && sockets_[number].kind != SocketKind::closed;
}

bool Endpoint::listens(SocketNumber number) const {
    return is_open(number) && sockets_[number].kind == SocketKind::listening;
}

bool Endpoint::is_nonblocking(SocketNumber number) const {
    return sockets_[number].nonblocking;
}

void Endpoint::set_nonblocking(SocketNumber number, bool nonblocking) {
    sockets_[number].nonblocking = nonblocking;
}

std::optional<std::int64_t> Endpoint::ask(SocketNumber number, std::string_view request) const {
    const Connection* const connection = connection_of(number);
    if (connection == nullptr) return std::nullopt;
    if (request == "SIOCOUTQ") return connection->queued();
    if (request != "SIOCINQ" && request != "FIONREAD") return std::nullopt;
    return connection->unread(); // a FIN does not count (tcp_inq())
}

std::int64_t Endpoint::left_to_read(SocketNumber number) const {
    const Connection* const connection = connection_of(number);
    if (connection == nullptr) return 0;
    return connection->at_end_of_stream() ? 1 : std::int64_t{connection->unread()};
}

std::optional<std::int64_t> Endpoint::option(SocketNumber number, const std::string& name) {
    return socket_option(*this, number, name);
}

std::optional<CallOutcome> Endpoint::set_option(SocketNumber number, const std::string& name,
                                                std::int64_t value) {
    return set_socket_option(*this, number, name, value);
}

void Endpoint::set_linger(SocketNumber number, bool on, std::int64_t seconds) {
    sockets_[number].aborts_on_close = on && seconds == 0;
}

/// Without a connection only the state is known.
std::optional<std::int64_t> Endpoint::tcp_info(SocketNumber number, std::string_view field) const {
    const Connection* const connection = connection_of(number);
    const bool detached = connection != nullptr && connection->is_detached(profile_);
    if (detached && field == "tcpi_state") return tcp_info_state(State::closed);
    if (connection != nullptr) return packetdrill::tcp_info(*connection, profile(), field, now_);
    if (field != "tcpi_state") return std::nullopt;
    return tcp_info_state(listens(number) ? State::listen : State::closed);
}

PollNumber Endpoint::call_epoll_create() {
    polls_.emplace_back();
    return static_cast<PollNumber>(polls_.size() - 1);
}

void Endpoint::watch(PollNumber poll, SocketNumber number,
                     const std::optional<std::uint32_t>& events) {
    std::vector<Watched>& watched = polls_[poll].watched;
    std::erase_if(watched, [&](const Watched& one) { return one.socket == number; });
    if (events) watched.push_back({.socket = number, .events = *events});
}

std::uint32_t Endpoint::call_epoll_wait(PollNumber poll) {
    constexpr std::uint32_t always_told = 8 | 0x10; // errors and hang-ups
    constexpr std::uint32_t edge_triggered = 1U << 31U;
    for (Watched& one : polls_[poll].watched) {
        if (!is_open(one.socket)) continue;
        const std::uint32_t seen =
            readiness(one.socket) & (one.events | always_told) & ~edge_triggered;
        const std::uint32_t news = sockets_[one.socket].news;
        const bool edge = (one.events & edge_triggered) != 0;
        if (seen == 0 || (edge && !one.is_armed && news == one.news)) continue;
        one.is_armed = false;
        one.news = news;
        return seen;
    }
    return 0;
}

namespace {

constexpr std::uint32_t in = 1, out = 4, error = 8, hang_up = 0x10, read_hang_up = 0x2000;

/// What poll(2) tells of a connection past its handshake, but for its error.
std::uint32_t readiness_of(const Connection& connection, const Profile& profile) {
    const bool is_closed = connection.state() == State::closed;
    const bool ended = connection.at_end_of_stream() || is_closed;
    std::uint32_t events = 0;
    if (ended || connection.reads_no_more) events |= in | read_hang_up;
    if (connection.unread() != 0) events |= in;
    if (connection.is_writable(profile) || is_closed) events |= out;
    if (is_closed || (connection.snd.fin_wanted && ended)) events |= hang_up;
    return events;
}

} // namespace

std::uint32_t Endpoint::readiness(SocketNumber number) const {
    const EndpointSocket& one = sockets_[number];
    if (one.kind == SocketKind::listening) return one.accept_queue.empty() ? 0 : in;
    if (one.kind == SocketKind::datagram) return out | (one.datagrams.empty() ? 0 : in);
    if (one.kind != SocketKind::connected) return out | hang_up;
    const Connection& connection = slots_[one.slot].connection;
    const State state = connection.state();
    if (state == State::syn_sent || state == State::syn_received) return 0;
    const std::uint32_t events = readiness_of(connection, profile_);
    return has_error(number) ? events | error | in | out : events;
}

} // namespace sim::packetdrill
