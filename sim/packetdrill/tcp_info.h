#pragma once

#include "sim/tcp/connection.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace sim::packetdrill {

/// A field of Linux's TCP_INFO, such as tcpi_snd_cwnd; nothing for a field that is not known.
std::optional<std::int64_t> tcp_info(const Connection& connection, const Profile& profile,
                                     std::string_view field, Time now);

/// Linux's number of a state, TCP_ESTABLISHED and so on.
std::int64_t tcp_info_state(State state);

} // namespace sim::packetdrill
