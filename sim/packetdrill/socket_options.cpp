#include "sim/packetdrill/socket_options.h"

#include <algorithm>
#include <array>

namespace sim::packetdrill {

namespace {

/// Options that change nothing that a script could see.
constexpr std::array without_effect{
    std::string_view{"SO_REUSEADDR"},    std::string_view{"SO_REUSEPORT"},
    std::string_view{"SO_SNDBUF"},       std::string_view{"SO_RCVBUF"},
    std::string_view{"IP_MTU_DISCOVER"},
};

using std::chrono::milliseconds;
using std::chrono::seconds;

std::int64_t max_segment(Endpoint& endpoint, SocketNumber number) {
    const Connection* const connection = endpoint.connection_of(number);
    if (connection != nullptr) return connection->snd.mss;
    const std::uint16_t wanted = endpoint.options(number).max_segment;
    return wanted == 0 ? endpoint.profile().mss_without_option : wanted;
}

/// What an option of the connection is set to; false for another option.
bool change(SocketOptions& options, const std::string& name, std::int64_t value) {
    constexpr std::int64_t most = 0x7fffffff;
    const auto number = static_cast<std::uint32_t>(std::clamp<std::int64_t>(value, 0, most));
    if (name == "TCP_NODELAY")
        options.no_delay = value != 0;
    else if (name == "IP_RECVERR" || name == "IPV6_RECVERR")
        options.soft_errors = value != 0;
    else if (name == "TCP_CORK")
        options.cork = value != 0;
    else if (name == "TCP_MAXSEG")
        options.max_segment = static_cast<std::uint16_t>(number);
    else if (name == "TCP_USER_TIMEOUT")
        options.user_timeout = milliseconds{number};
    else if (name == "SO_KEEPALIVE")
        options.keep_alive = value != 0;
    else if (name == "TCP_KEEPIDLE")
        options.keep_idle = seconds{number};
    else if (name == "TCP_KEEPINTVL")
        options.keep_interval = seconds{number};
    else if (name == "TCP_KEEPCNT")
        options.keep_count = number;
    else if (name == "TCP_NOTSENT_LOWAT")
        options.not_sent_low = number;
    else
        return false;
    return true;
}

/// The bounds of Linux: MAX_TCP_KEEPIDLE, MAX_TCP_KEEPINTVL, MAX_TCP_KEEPCNT.
bool keep_alive_is_valid(const std::string& name, std::int64_t value) {
    constexpr std::int64_t most_seconds = 32767, most_probes = 127;
    if (name == "TCP_KEEPCNT") return value >= 1 && value <= most_probes;
    const bool is_span = name == "TCP_KEEPIDLE" || name == "TCP_KEEPINTVL";
    return !is_span || (value >= 1 && value <= most_seconds);
}

} // namespace

std::optional<std::int64_t> socket_option(Endpoint& endpoint, SocketNumber number,
                                          const std::string& name) {
    const SocketOptions& options = endpoint.options(number);
    if (name == "SO_RCVBUF") return endpoint.profile().rmem.initial;
    if (name == "SO_SNDBUF") return endpoint.profile().wmem.initial;
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
    constexpr std::int64_t least_segment = 88, most_segment = 32767; // TCP_MIN_MSS, MAX_TCP_WINDOW
    if (name == "TCP_MAXSEG" && value != 0 && (value < least_segment || value > most_segment))
        return failed("EINVAL");
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
    if (!keep_alive_is_valid(name, value)) return failed("EINVAL");
    SocketOptions options = endpoint.options(number);
    if (change(options, name, value)) {
        endpoint.set_options(number, options);
        return CallOutcome{};
    }
    const bool known =
        std::find(without_effect.begin(), without_effect.end(), name) != without_effect.end();
    if (known) return CallOutcome{};
    return std::nullopt;
}

} // namespace sim::packetdrill
