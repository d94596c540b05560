#pragma once

#include "sim/base/digest.h"
#include "sim/base/time.h"
#include "sim/tcp/profile.h"
#include "sim/tcp/slot_row.h"
#include "sim/tcp/socket_options.h"

#include <cstdint>

namespace sim {

/// What a listener does with a SYN.
enum class SynVerdict : std::uint8_t {
    queue,             ///< it gets a slot in the SYN queue
    evict_oldest,      ///< it does when the oldest entry has gone (BSD)
    cookie,            ///< it is answered, and nothing is kept
    syn_queue_full,    ///< dropped
    accept_queue_full, ///< dropped
    last_quarter,      ///< dropped: the rest of tcp_max_syn_backlog is for hosts known from before
    backlog_full,      ///< dropped: the one queue of the textbook is full
};

/// A port where connections are welcome, with those under way and those that wait for accept().
/// Its rows hold the places of connections in their World.
struct Listener {
    std::uint16_t port{};
    std::uint32_t backlog{}; ///< of listen(), not more than net.core.somaxconn
    std::uint16_t program{}; ///< whose socket it is
    bool open{true};
    bool reuse_address{};    ///< its socket's; those who connect inherit it
    SocketOptions options{}; ///< likewise
    SlotRow syn_queue;
    SlotRow accept_queue;
    std::uint32_t young{}; ///< entries of the SYN queue whose SYN-ACK was sent only once
    Time last_cookie{never};

    /// How many half-open connections there can be at once, and how many complete ones.
    [[nodiscard]] std::uint32_t most_half_open(const Profile& profile) const;
    [[nodiscard]] std::uint32_t most_complete(const Profile& profile) const;

    /// The order of checks is the kernel's (tcp_conn_request).
    [[nodiscard]] SynVerdict judge_syn(const Profile& profile) const;
    /// The SYN queue takes no more, or cookies are for all: a SYN is not queued.
    [[nodiscard]] bool turns_syns_away(const Profile& profile) const;
    /// Whether a handshake that completes finds a place for its connection.
    [[nodiscard]] bool takes_complete(const Profile& profile) const;
    /// How often a SYN-ACK is sent again by now: net.ipv4.tcp_synack_retries, fewer while more than
    /// half of the SYN queue is taken and most of its entries are old (reqsk_timer_handler).
    [[nodiscard]] std::uint32_t synack_retries(const Profile& profile) const;
    /// Cookies have been given so lately that an ACK may bring one.
    [[nodiscard]] bool expects_cookies(Time now, const Profile& profile) const;

    void add_to(Digest& digest) const;
    bool operator==(const Listener&) const = default;
};

} // namespace sim
