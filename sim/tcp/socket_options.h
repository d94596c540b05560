#pragma once

#include "sim/base/digest.h"
#include "sim/base/time.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace sim {

/// The options of a socket that are played (socket(7), tcp(7)).
enum class SocketOption : std::uint8_t {
    linger,         ///< SO_LINGER with 0 seconds: close() aborts
    reuse_address,  ///< SO_REUSEADDR: bind() takes a port that old connections still hold
    no_delay,       ///< TCP_NODELAY
    cork,           ///< TCP_CORK
    quick_ack,      ///< TCP_QUICKACK: whether the next ACKs are delayed; not kept
    max_segment,    ///< TCP_MAXSEG, bytes
    keep_alive,     ///< SO_KEEPALIVE
    keep_idle,      ///< TCP_KEEPIDLE, seconds
    keep_interval,  ///< TCP_KEEPINTVL, seconds
    keep_count,     ///< TCP_KEEPCNT
    user_timeout,   ///< TCP_USER_TIMEOUT, milliseconds
    not_sent_low,   ///< TCP_NOTSENT_LOWAT, bytes
    receive_buffer, ///< SO_RCVBUF, bytes; the kernel doubles them
    send_buffer,    ///< SO_SNDBUF likewise
};
inline constexpr std::size_t socket_options = 14;

/// "SO_LINGER".
std::string_view name_of(SocketOption option);
/// The option of that name; nothing for one that is not played.
std::optional<SocketOption> socket_option_called(std::string_view name);

/// What a program has asked of its socket with setsockopt(2) (tcp(7), socket(7)). Zero stands for
/// what the stack does by itself.
struct SocketOptions {
    bool no_delay{};                ///< TCP_NODELAY: no Nagle (RFC 9293 3.7.4, MUST-17)
    bool soft_errors{};             ///< IP_RECVERR: a soft error is told at once (SHLD-20)
    bool cork{};                    ///< TCP_CORK: no segment that is not full
    std::uint16_t max_segment{};    ///< TCP_MAXSEG
    Duration user_timeout{};        ///< TCP_USER_TIMEOUT (RFC 9293 3.8.3, RFC 5482)
    std::uint32_t not_sent_low{};   ///< TCP_NOTSENT_LOWAT, bytes
    std::uint32_t send_buffer{};    ///< SO_SNDBUF as the kernel counts it, in bytes
    std::uint32_t receive_buffer{}; ///< SO_RCVBUF likewise

    bool keep_alive{};                         ///< SO_KEEPALIVE (RFC 9293 3.8.4, MUST-24, MUST-25)
    Duration keep_idle{std::chrono::hours{2}}; ///< TCP_KEEPIDLE (MUST-28)
    Duration keep_interval{std::chrono::seconds{75}}; ///< TCP_KEEPINTVL
    std::uint32_t keep_count{9};                      ///< TCP_KEEPCNT

    bool operator==(const SocketOptions&) const = default;

    void add_to(Digest& digest) const {
        digest.add(no_delay);
        digest.add(soft_errors);
        digest.add(cork);
        digest.add(max_segment);
        digest.add(user_timeout.count());
        digest.add(not_sent_low);
        digest.add(send_buffer);
        digest.add(receive_buffer);
        digest.add(keep_alive);
        digest.add(keep_idle.count());
        digest.add(keep_interval.count());
        digest.add(keep_count);
    }
};

/// Sets what an option of the connection stands for, as setsockopt(2) does; false where Linux
/// refuses the value (EINVAL). SO_LINGER, SO_REUSEADDR and TCP_QUICKACK are kept elsewhere: true.
bool change(SocketOptions& options, SocketOption option, std::int64_t value);

} // namespace sim
