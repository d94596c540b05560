#include "sim/tcp/socket_options.h"

#include "sim/base/assert.h"

#include <algorithm>
#include <array>

namespace sim {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// What a program may ask a buffer to be, doubled for the bookkeeping beside the bytes
/// (sock_set_rcvbuf, sock_set_sndbuf). net.core.rmem_max and wmem_max are not private to a
/// namespace: their defaults since Linux 6.18.
std::uint32_t doubled(std::int64_t wanted, std::uint32_t least) {
    constexpr std::int64_t most = 4 << 20;
    const auto bytes = static_cast<std::uint32_t>(std::clamp<std::int64_t>(wanted, 0, most));
    return std::max(2 * bytes, least);
}

constexpr std::uint32_t least_receive_buffer = 2304; // SOCK_MIN_RCVBUF
constexpr std::uint32_t least_send_buffer = 4608;    // SOCK_MIN_SNDBUF

/// The values that Linux takes: TCP_MIN_MSS, MAX_TCP_WINDOW, MAX_TCP_KEEPIDLE, MAX_TCP_KEEPINTVL,
/// MAX_TCP_KEEPCNT.
bool is_valid(SocketOption option, std::int64_t value) {
    constexpr std::int64_t least_segment = 88, most_segment = 32767;
    constexpr std::int64_t most_seconds = 32767, most_probes = 127;
    switch (option) {
    case SocketOption::max_segment:
        return value == 0 || (value >= least_segment && value <= most_segment);
    case SocketOption::keep_idle:
    case SocketOption::keep_interval: return value >= 1 && value <= most_seconds;
    case SocketOption::keep_count: return value >= 1 && value <= most_probes;
    case SocketOption::user_timeout: return value >= 0;
    case SocketOption::linger:
    case SocketOption::reuse_address:
    case SocketOption::no_delay:
    case SocketOption::cork:
    case SocketOption::quick_ack:
    case SocketOption::keep_alive:
    case SocketOption::not_sent_low:
    case SocketOption::receive_buffer:
    case SocketOption::send_buffer: return true;
    }
    unreachable();
}

} // namespace

std::string_view name_of(SocketOption option) {
    constexpr std::array<std::string_view, socket_options> names{
        "SO_LINGER",        "SO_REUSEADDR",      "TCP_NODELAY",  "TCP_CORK",      "TCP_QUICKACK",
        "TCP_MAXSEG",       "SO_KEEPALIVE",      "TCP_KEEPIDLE", "TCP_KEEPINTVL", "TCP_KEEPCNT",
        "TCP_USER_TIMEOUT", "TCP_NOTSENT_LOWAT", "SO_RCVBUF",    "SO_SNDBUF"};
    return names.at(static_cast<std::size_t>(option));
}

std::optional<SocketOption> socket_option_called(std::string_view name) {
    for (std::size_t i = 0; i < socket_options; ++i)
        if (name_of(static_cast<SocketOption>(i)) == name) return static_cast<SocketOption>(i);
    return std::nullopt;
}

bool change(SocketOptions& options, SocketOption option, std::int64_t value) {
    if (!is_valid(option, value)) return false;
    constexpr std::int64_t most = 0x7fffffff;
    const auto number = static_cast<std::uint32_t>(std::clamp<std::int64_t>(value, 0, most));
    switch (option) {
    case SocketOption::no_delay: options.no_delay = value != 0; return true;
    case SocketOption::cork: options.cork = value != 0; return true;
    case SocketOption::max_segment:
        options.max_segment = static_cast<std::uint16_t>(number);
        return true;
    case SocketOption::keep_alive: options.keep_alive = value != 0; return true;
    case SocketOption::keep_idle: options.keep_idle = seconds{number}; return true;
    case SocketOption::keep_interval: options.keep_interval = seconds{number}; return true;
    case SocketOption::keep_count: options.keep_count = number; return true;
    case SocketOption::user_timeout: options.user_timeout = milliseconds{number}; return true;
    case SocketOption::not_sent_low: options.not_sent_low = number; return true;
    case SocketOption::receive_buffer:
        options.receive_buffer = doubled(value, least_receive_buffer);
        return true;
    case SocketOption::send_buffer:
        options.send_buffer = doubled(value, least_send_buffer);
        return true;
    case SocketOption::linger:
    case SocketOption::reuse_address:
    case SocketOption::quick_ack: return true;
    }
    unreachable();
}

} // namespace sim
