#include "sim/packetdrill/socket_options.h"

#include <algorithm>
#include <array>

namespace sim::packetdrill {

namespace {

/// Options that change nothing that a script could see.
constexpr std::array without_effect{std::string_view{"SO_REUSEADDR"},
                                    std::string_view{"SO_REUSEPORT"},
                                    std::string_view{"IP_MTU_DISCOVER"}};

using std::chrono::milliseconds;
using std::chrono::seconds;

std::int64_t max_segment(Endpoint& endpoint, SocketNumber number) {
    const Connection* const connection = endpoint.connection_of(number);
    if (connection != nullptr) return connection->current_mss(endpoint.profile());
    const std::uint16_t wanted = endpoint.options(number).max_segment;
    return wanted == 0 ? endpoint.profile().mss_without_option : wanted;
}

/// Buffers grow with a connection.
std::int64_t receive_buffer(Endpoint& endpoint, SocketNumber number) {
    const Connection* const connection = endpoint.connection_of(number);
    if (connection != nullptr) return connection->receive_window.buffer();
    const std::uint32_t asked = endpoint.options(number).receive_buffer;
    return asked != 0 ? asked : endpoint.profile().rmem.initial;
}

std::int64_t send_buffer(Endpoint& endpoint, SocketNumber number) {
    const std::uint32_t asked = endpoint.options(number).send_buffer;
    if (asked != 0) return asked;
    const Connection* const connection = endpoint.connection_of(number);
    const std::uint32_t grown = connection == nullptr ? 0 : connection->own_send_buffer;
    return std::max(endpoint.profile().wmem.initial, grown);
}

/// Before there is a connection, nothing is known of it.
std::optional<CallOutcome> set_quick_ack(Endpoint& endpoint, SocketNumber number, bool at_once) {
    if (endpoint.connection_of(number) == nullptr) return std::nullopt;
    endpoint.quicken_acks(number, at_once);
    return CallOutcome{};
}

} // namespace

std::optional<std::int64_t> socket_option(Endpoint& endpoint, SocketNumber number,
                                          const std::string& name) {
    const SocketOptions& options = endpoint.options(number);
    if (name == "SO_RCVBUF") return receive_buffer(endpoint, number);
    if (name == "SO_SNDBUF") return send_buffer(endpoint, number);
    if (name == "TCP_MAXSEG") return max_segment(endpoint, number);
    if (name == "TCP_NODELAY") return std::int64_t{options.no_delay};
    if (name == "TCP_CORK") return std::int64_t{options.cork};
    if (name == "TCP_NOTSENT_LOWAT") return options.not_sent_low;
    if (name == "IP_TOS") return endpoint.socket(number)->tos;
    if (name == "IP_TTL") return endpoint.socket(number)->ttl;
    if (name == "TCP_USER_TIMEOUT") return options.user_timeout / milliseconds{1};
    if (name == "TCP_KEEPIDLE") return options.keep_idle / seconds{1};
    if (name == "TCP_KEEPINTVL") return options.keep_interval / seconds{1};
    if (name == "TCP_KEEPCNT") return options.keep_count;
    return std::nullopt;
}

std::optional<CallOutcome> set_socket_option(Endpoint& endpoint, SocketNumber number,
                                             const std::string& name, std::int64_t value) {
    if (name == "TCP_INQ") {
        endpoint.socket(number)->tells_unread = value != 0;
        return CallOutcome{};
    }
    EndpointSocket& one = *endpoint.socket(number);
    if (name == "IP_TOS" || name == "IP_TTL") {
        constexpr std::int64_t most = 255;
        if (value < 0 || value > most || (name == "IP_TTL" && value == 0)) return failed("EINVAL");
        (name == "IP_TOS" ? one.tos : one.ttl) = static_cast<std::uint8_t>(value);
        return CallOutcome{};
    }
    if (name == "IP_RECVERR" || name == "IPV6_RECVERR") {
        SocketOptions changed = endpoint.options(number);
        changed.soft_errors = value != 0;
        endpoint.set_options(number, changed);
        return CallOutcome{};
    }
    const bool known =
        std::find(without_effect.begin(), without_effect.end(), name) != without_effect.end();
    if (known) return CallOutcome{};
    const std::optional<SocketOption> option = socket_option_called(name);
    if (!option) return std::nullopt;
    if (*option == SocketOption::quick_ack) return set_quick_ack(endpoint, number, value != 0);
    SocketOptions options = endpoint.options(number);
    if (!change(options, *option, value)) return failed("EINVAL");
    endpoint.set_options(number, options);
    return CallOutcome{};
}

} // namespace sim::packetdrill
