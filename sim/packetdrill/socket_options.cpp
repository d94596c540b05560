#include "sim/packetdrill/socket_options.h"

#include <algorithm>
#include <array>

namespace sim::packetdrill {

namespace {

/// Options that change nothing that a script could see.
constexpr std::array without_effect{
    std::string_view{"SO_REUSEADDR"},    std::string_view{"SO_SNDBUF"},
    std::string_view{"SO_RCVBUF"},       std::string_view{"SO_KEEPALIVE"},
    std::string_view{"IP_TOS"},          std::string_view{"IP_TTL"},
    std::string_view{"IP_MTU_DISCOVER"}, std::string_view{"IP_RECVERR"}};

} // namespace

std::optional<std::int64_t> socket_option(Endpoint& endpoint, SocketNumber number,
                                          const std::string& name) {
    const Connection* const connection = endpoint.connection_of(number);
    if (name == "SO_RCVBUF") return endpoint.profile().rmem.initial;
    if (name == "SO_SNDBUF") return endpoint.profile().wmem.initial;
    if (name == "TCP_MAXSEG" && connection != nullptr) return connection->snd.mss;
    return std::nullopt;
}

std::optional<CallOutcome> set_socket_option(Endpoint&, SocketNumber, const std::string& name,
                                             std::int64_t) {
    const bool known =
        std::find(without_effect.begin(), without_effect.end(), name) != without_effect.end();
    if (known) return CallOutcome{};
    return std::nullopt;
}

} // namespace sim::packetdrill
