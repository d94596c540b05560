#pragma once

#include "sim/base/time.h"
#include "sim/trace/record.h"

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace sim {

/// What a host counts of its listeners, by Linux's names in /proc/net/netstat. They count from the
/// start of the run and over all ports of the host.
enum class ListenCounter : std::uint8_t {
    listen_overflows,      ///< found the accept queue full: a SYN, or the ACK of a handshake
    listen_drops,          ///< all that a listener has dropped, whatever the reason
    req_q_full_drop,       ///< SYNs dropped because the SYN queue was full
    req_q_full_do_cookies, ///< SYNs answered by a cookie because the SYN queue was full
    syncookies_sent,       ///< SYN-ACKs that were cookies
    syncookies_recv,       ///< ACKs that brought a valid cookie
    syncookies_failed,     ///< ACKs whose cookie was forged or too old
};
inline constexpr std::size_t listen_counters = 7;

/// "ListenOverflows", "TCPReqQFullDrop" and so on.
std::string_view name_of(ListenCounter counter);

using ListenCounts = std::array<std::uint64_t, listen_counters>;

/// What became of a flood's SYNs at the host they went to. Their sum is what has arrived.
struct FloodCounts {
    std::uint64_t sent{};     ///< have left, whether they have arrived or not
    std::uint64_t answered{}; ///< by a SYN-ACK, a cookie's included; retransmissions do not count
    std::uint64_t refused{};  ///< by a reset: nobody listens
    std::uint64_t dropped{};  ///< without an answer

    bool operator==(const FloodCounts&) const = default;
};

/// The two queues of a listener at one instant, and what its host has counted by then.
struct QueueSample {
    Time at{};
    HostId host{};
    std::uint16_t port{};
    std::uint32_t syn_queue{};      ///< half-open connections
    std::uint32_t accept_queue{};   ///< complete ones that wait for accept()
    std::uint32_t syn_queue_most{}; ///< how many of the first it takes: a SYN beyond is not queued
    std::uint32_t accept_queue_most{}; ///< and of the second
    ListenCounts counts{};
    FloodCounts flood; ///< of all floods that go to this port

    bool operator==(const QueueSample&) const = default;
};

/// What becomes of one SYN of a flood. A kernel only shows whether it was answered.
enum class FloodFate : std::uint8_t {
    queued,            ///< has a place in the SYN queue, and a SYN-ACK was sent
    cookie,            ///< answered by a cookie, nothing is kept of it
    syn_queue_full,    ///< dropped: the SYN queue was full
    accept_queue_full, ///< dropped: the accept queue was full
    last_quarter,      ///< dropped: without cookies the last quarter of tcp_max_syn_backlog is kept
    refused,           ///< nobody listens: a reset
    known,             ///< its ports had a connection already
    answered,          ///< by a SYN-ACK, of which kind is not known
    unanswered,        ///< by nothing, why is not known
};
inline constexpr std::size_t flood_fates = 9;

/// "queued", "cookie", "syn_queue_full" and so on.
std::string_view name_of(FloodFate fate);

/// How many SYNs had one fate, and which were the first and the last of them, counted from 1.
struct FateTally {
    FloodFate fate{};
    std::uint64_t count{}, first{}, last{};

    bool operator==(const FateTally&) const = default;
};

/// What a trace says of a flood as a whole. Its records hold, with all that follows from them, only
/// SYN 1, every `trace_every`-th after it, the last, and the first and last of each fate.
struct FloodSummary {
    HostId to{};
    std::uint16_t port{};
    std::uint64_t sent{};
    std::uint32_t trace_every{1};
    std::vector<FateTally> fates; ///< those that occurred, in the order of the enum

    bool operator==(const FloodSummary&) const = default;
};

/// The load of a run: samples of every listener's queues and what became of the floods.
struct Load {
    Duration sample_period{};         ///< 0: the scenario asks for none
    std::vector<QueueSample> samples; ///< in order of time
    std::vector<FloodSummary> floods; ///< in the scenario's order

    bool operator==(const Load&) const = default;
};

} // namespace sim
