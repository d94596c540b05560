#pragma once

#include "sim/packetdrill/endpoint.h"

#include <optional>
#include <string>

namespace sim::packetdrill {

/// The value of a socket's option; nothing for an option that is not played.
std::optional<std::int64_t> socket_option(Endpoint& endpoint, SocketNumber number,
                                          const std::string& name);

/// Sets a socket's option; nothing for an option that is not played.
std::optional<CallOutcome> set_socket_option(Endpoint& endpoint, SocketNumber number,
                                             const std::string& name, std::int64_t value);

} // namespace sim::packetdrill
