#pragma once

#include "sim/tcp/connection.h"

#include <cstdint>
#include <string>

namespace soak {

/// What a queue of sent segments says of itself without looking at them.
struct SentCounts {
    std::uint32_t size{}, sacked{}, lost{}, resent{}, in_flight{};

    bool operator==(const SentCounts&) const = default;
};
SentCounts counts_of(const sim::SendQueue& queue);

/// What is wrong with these counts when each segment in the queue is looked at; empty when they
/// agree with it.
std::string wrong_counts(const sim::SendQueue& queue, const SentCounts& told);
/// What is wrong with what a sender believes of its segments and of the network; empty when all is
/// well (RFC 6675 3 and 4, RFC 5681 3.1).
std::string wrong_sending(const sim::Connection& connection);
/// What is wrong with the timers of one that is alive: who waits for an ACK, or for a window, has a
/// clock, and nobody else (RFC 6298 5.1 and 5.2, RFC 9293 3.8.6.1).
std::string wrong_transmit_timers(const sim::Connection& connection);

} // namespace soak
