#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace sim {

/// The states of RFC 9293 3.3.2, figure 5.
enum class State : std::uint8_t {
    closed,
    listen,
    syn_sent,
    syn_received,
    established,
    fin_wait_1,
    fin_wait_2,
    close_wait,
    closing,
    last_ack,
    time_wait,
};

inline constexpr std::array all_states{State::closed,       State::listen,      State::syn_sent,
                                       State::syn_received, State::established, State::fin_wait_1,
                                       State::fin_wait_2,   State::close_wait,  State::closing,
                                       State::last_ack,     State::time_wait};

/// The RFC's spelling, the same in every language: "FIN-WAIT-1".
constexpr std::string_view name_of(State state) {
    constexpr std::array<std::string_view, 11> names{
        "CLOSED",     "LISTEN",     "SYN-SENT", "SYN-RECEIVED", "ESTABLISHED", "FIN-WAIT-1",
        "FIN-WAIT-2", "CLOSE-WAIT", "CLOSING",  "LAST-ACK",     "TIME-WAIT"};
    return names.at(static_cast<std::size_t>(state));
}

/// The timers of a connection.
enum class TimerKind : std::uint8_t {
    retransmit,  ///< RFC 6298
    delayed_ack, ///< RFC 9293 3.8.6.3
    persist,     ///< RFC 9293 3.8.6.1
    keep_alive,  ///< RFC 9293 3.8.4
    time_wait,   ///< 2 MSL, RFC 9293 3.6.1
    fin_wait_2,  ///< net.ipv4.tcp_fin_timeout
    loss_probe,  ///< RFC 8985 7
    reordering,  ///< RFC 8985 6
    pacing,      ///< the next burst leaves then (Linux with tc-fq(8))
};
inline constexpr std::size_t timer_kinds = 9;

/// "retransmit", "delayed_ack" and so on, as in the trace.
constexpr std::string_view name_of(TimerKind kind) {
    constexpr std::array<std::string_view, timer_kinds> names{
        "retransmit", "delayed_ack", "persist",    "keep_alive", "time_wait",
        "fin_wait_2", "loss_probe",  "reordering", "pacing"};
    return names.at(static_cast<std::size_t>(kind));
}

} // namespace sim
