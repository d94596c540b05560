#include "live/diag.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/sock_diag.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <span>
#include <sys/socket.h>

namespace live {

namespace {

struct Question {
    nlmsghdr header;
    inet_diag_req_v2 request;
};

Question question_about(const SocketName& name) {
    Question question{};
    question.header.nlmsg_len = sizeof question;
    question.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
    question.header.nlmsg_flags = NLM_F_REQUEST;
    inet_diag_req_v2& request = question.request;
    request.sdiag_family = name.local.family == sim::AddressFamily::ipv4 ? AF_INET : AF_INET6;
    request.sdiag_protocol = IPPROTO_TCP;
    request.idiag_ext = 1U << (INET_DIAG_INFO - 1U);
    request.idiag_states = ~0U;
    request.id.idiag_sport = htons(name.local_port);
    request.id.idiag_dport = htons(name.remote_port);
    std::memcpy(request.id.idiag_src, name.local.bytes.data(), name.local.bytes.size());
    std::memcpy(request.id.idiag_dst, name.remote.bytes.data(), name.remote.bytes.size());
    request.id.idiag_cookie[0] = request.id.idiag_cookie[1] = INET_DIAG_NOCOOKIE;
    return question;
}

/// The RFC's name of a state of the kernel (include/net/tcp_states.h).
std::optional<sim::State> state_of(std::uint8_t kernel_state) {
    using sim::State;
    constexpr std::array<std::optional<State>, 13> states{
        std::nullopt,       State::established, State::syn_sent,  State::syn_received,
        State::fin_wait_1,  State::fin_wait_2,  State::time_wait, State::closed,
        State::close_wait,  State::last_ack,    State::listen,    State::closing,
        State::syn_received};
    return kernel_state < states.size() ? states.at(kernel_state) : std::nullopt;
}

TcpDetails details_of(std::span<const std::byte> attribute) {
    tcp_info info{};
    std::memcpy(&info, attribute.data(), std::min(attribute.size(), sizeof info));
    return {.mss = info.tcpi_snd_mss,
            .cwnd_segments = info.tcpi_snd_cwnd,
            .ssthresh_segments = info.tcpi_snd_ssthresh,
            .srtt_us = info.tcpi_rtt,
            .rttvar_us = info.tcpi_rttvar,
            .rto_us = info.tcpi_rto,
            .backoff = info.tcpi_backoff,
            .peer_window = info.tcpi_snd_wnd,
            .unsent = info.tcpi_notsent_bytes,
            .total_retransmissions = info.tcpi_total_retrans,
            .bytes_received = info.tcpi_bytes_received};
}

/// The attribute INET_DIAG_INFO among those that follow the message; empty where it is missing.
std::span<const std::byte> info_among(std::span<const std::byte> attributes) {
    rtattr header{};
    while (attributes.size() >= sizeof header) {
        std::memcpy(&header, attributes.data(), sizeof header);
        if (header.rta_len < sizeof header || header.rta_len > attributes.size()) return {};
        if (header.rta_type == INET_DIAG_INFO)
            return attributes.subspan(sizeof header, header.rta_len - sizeof header);
        attributes =
            attributes.subspan(std::min<std::size_t>(RTA_ALIGN(header.rta_len), attributes.size()));
    }
    return {};
}

std::optional<SocketSeen> read_answer(std::span<const std::byte> answer) {
    constexpr std::size_t headers = NLMSG_LENGTH(sizeof(inet_diag_msg));
    nlmsghdr header{};
    if (answer.size() < sizeof header) return std::nullopt;
    std::memcpy(&header, answer.data(), sizeof header);
    if (header.nlmsg_type != SOCK_DIAG_BY_FAMILY || answer.size() < headers) return std::nullopt;
    inet_diag_msg message{};
    std::memcpy(&message, answer.data() + NLMSG_HDRLEN, sizeof message);
    const std::optional<sim::State> state = state_of(message.idiag_state);
    if (!state) return std::nullopt;
    SocketSeen seen{.state = *state,
                    .timer =
                        message.idiag_timer <= 4 ? DiagTimer{message.idiag_timer} : DiagTimer::none,
                    .timer_left_ms = message.idiag_expires,
                    .unread = message.idiag_rqueue,
                    .unacked = message.idiag_wqueue,
                    .details = std::nullopt};
    const std::span<const std::byte> info = info_among(answer.subspan(headers));
    if (!info.empty()) seen.details = details_of(info);
    return seen;
}

/// Asks for all sockets of one state: the kernel leaves the others out.
Question question_about_all(sim::AddressFamily family, unsigned kernel_state) {
    Question question{};
    question.header.nlmsg_len = sizeof question;
    question.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
    question.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
    question.request.sdiag_family = family == sim::AddressFamily::ipv4 ? AF_INET : AF_INET6;
    question.request.sdiag_protocol = IPPROTO_TCP;
    question.request.idiag_states = 1U << kernel_state;
    return question;
}

sim::Address local_address(const inet_diag_msg& message) {
    sim::Address address{.family = message.idiag_family == AF_INET ? sim::AddressFamily::ipv4
                                                                   : sim::AddressFamily::ipv6};
    const std::size_t size = message.idiag_family == AF_INET ? 4 : address.bytes.size();
    std::memcpy(address.bytes.data(), message.id.idiag_src, size);
    return address;
}

/// The messages of one read, one after the other; false after the last one of the answer.
template <typename Each>
bool for_each_message(std::span<const std::byte> answer, const Each& each) {
    nlmsghdr header{};
    while (answer.size() >= sizeof header) {
        std::memcpy(&header, answer.data(), sizeof header);
        if (header.nlmsg_type != SOCK_DIAG_BY_FAMILY || header.nlmsg_len > answer.size())
            return false;
        inet_diag_msg message{};
        if (header.nlmsg_len < NLMSG_LENGTH(sizeof message)) return false;
        std::memcpy(&message, answer.data() + NLMSG_HDRLEN, sizeof message);
        each(message);
        answer =
            answer.subspan(std::min<std::size_t>(NLMSG_ALIGN(header.nlmsg_len), answer.size()));
    }
    return true;
}

} // namespace

Attempt<Diag> Diag::open() {
    Descriptor socket{::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG)};
    if (!socket.is_open())
        return tl::unexpected<StepFailure>(StepFailure{Step::socket_diagnosis, errno});
    return Diag{std::move(socket)};
}

std::optional<SocketSeen> Diag::look(const SocketName& name) const {
    const Question question = question_about(name);
    if (send(socket_.number(), &question, sizeof question, 0) < 0) return std::nullopt;
    alignas(nlmsghdr) std::array<std::byte, 8192> answer{};
    const ssize_t length = recv(socket_.number(), answer.data(), answer.size(), 0);
    if (length < 0) return std::nullopt;
    return read_answer(std::span{answer}.first(static_cast<std::size_t>(length)));
}

void Diag::list(sim::AddressFamily family, unsigned kernel_state, const Listing& each) const {
    const Question question = question_about_all(family, kernel_state);
    if (send(socket_.number(), &question, sizeof question, 0) < 0) return;
    const auto tell = [&](const inet_diag_msg& message) {
        each(local_address(message), ntohs(message.id.idiag_sport), message.idiag_rqueue,
             message.idiag_wqueue);
    };
    alignas(nlmsghdr) std::array<std::byte, 32768> answer{};
    for (bool more = true; more;) {
        const ssize_t length = recv(socket_.number(), answer.data(), answer.size(), 0);
        if (length < 0) return;
        more = for_each_message(std::span{answer}.first(static_cast<std::size_t>(length)), tell);
    }
}

/// Of a listener, the kernel shows its accept queue where others have their bytes.
std::vector<Diag::ListenerSeen> Diag::listeners(sim::AddressFamily family) const {
    constexpr unsigned kernel_listen = 10; // TCP_LISTEN
    std::vector<ListenerSeen> found;
    list(family, kernel_listen,
         [&](const sim::Address& local, std::uint16_t port, std::uint32_t rqueue,
             std::uint32_t wqueue) {
             found.push_back({local, port, rqueue, wqueue});
         });
    return found;
}

std::vector<Diag::HalfOpen> Diag::half_open(sim::AddressFamily family) const {
    constexpr unsigned kernel_syn_recv = 3; // TCP_SYN_RECV, and TCP_NEW_SYN_RECV with it
    std::vector<HalfOpen> found;
    list(family, kernel_syn_recv,
         [&](const sim::Address& local, std::uint16_t port, std::uint32_t, std::uint32_t) {
             found.push_back({local, port});
         });
    return found;
}

} // namespace live
