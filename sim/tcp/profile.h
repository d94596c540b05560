#pragma once

#include "sim/base/expected.h"
#include "sim/base/time.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sim {

enum class ProfileName : std::uint8_t { classroom, rfc9293, linux, freebsd };
std::string_view name_of(ProfileName name);
/// The profile called `text`; an Error names those that exist.
Expected<ProfileName> profile_called(std::string_view text);

/// How initial sequence numbers are chosen.
enum class IsnChoice : std::uint8_t { zero, keyed_hash };

/// How the window a receiver advertises comes about.
enum class WindowChoice : std::uint8_t {
    fixed,        ///< the buffer less what is unread (RFC 9293 3.8.6)
    linux_buffer, ///< tcp_rmem, overhead of buffers, growth by auto-tuning
    bsd_buffer,   ///< the buffer less what is unread, to the byte; it is rounded up to whole
                  ///< segments when the handshake is over
};

/// When a receiver delays an ACK.
enum class DelayedAckChoice : std::uint8_t {
    off,
    every_second, ///< RFC 9293 3.8.6.3: every second full segment, else after a time
    every_other,  ///< every second segment, full or not, else after a time (FreeBSD)
    linux_quick,  ///< quick ACKs first, then 40 ms
};

/// The three values of tcp_rmem and tcp_wmem, in bytes.
struct BufferSizes {
    std::uint32_t least{}, initial{}, most{};

    bool operator==(const BufferSizes&) const = default;
};

/// How the retransmission timeout follows the round trip times.
enum class RttChoice : std::uint8_t {
    rfc6298,        ///< four mean deviations, at least min_rto in all
    linux_variance, ///< the largest deviation of a round trip, itself at least min_rto
};

/// When a segment that is not full waits for an ACK (Nagle's algorithm).
enum class NagleChoice : std::uint8_t {
    off,
    any_unacknowledged,   ///< RFC 9293 3.7.4: while any data is unacknowledged
    small_unacknowledged, ///< Minshall's variant: while a small segment is unacknowledged
};

/// Which queues a listening socket has, and what happens when they are full.
enum class BacklogPolicy : std::uint8_t {
    linux, ///< a SYN queue and an accept queue, each of backlog + 1; cookies beyond the first
    bsd,   ///< a SYN cache that evicts its oldest entry; an accept queue of 1.5 times the backlog
    textbook, ///< one queue of backlog entries for half-open and complete connections together
};

/// When a listener answers with a SYN cookie (RFC 4987 3.6).
enum class SynCookies : std::uint8_t { off, when_full, always };

/// How the congestion window grows and shrinks.
enum class ControlChoice : std::uint8_t {
    none, ///< not at all; no kernel has that
    reno, ///< RFC 5681
    cubic ///< RFC 9438
};

/// "none", "reno" or "cubic", as the sysctl has it.
std::string_view name_of(ControlChoice control);

/// How a sender finds out that a segment is lost before its timer does.
enum class LossDetection : std::uint8_t {
    by_count, ///< three duplicate ACKs, or as much told by SACK (RFC 5681 3.2, RFC 6675 4)
    by_time   ///< RACK (RFC 8985); duplicate ACKs are counted without SACK only
};

/// Explicit congestion notification (RFC 3168).
enum class EcnChoice : std::uint8_t {
    off,
    active, ///< asked for on every SYN, and granted
    passive ///< granted to a peer that asks
};

/// Every knob of a TCP stack, as a value. Where a knob is a sysctl, its name stands beside it.
// They stand by subject, not by size. NOLINTNEXTLINE(clang-analyzer-optin.performance.Padding)
struct Profile {
    ProfileName name{ProfileName::linux};
    std::uint16_t mtu{1500};
    std::uint16_t ip_header{20};           ///< bytes; 40 where the host has an IPv6 address
    std::uint16_t mss_without_option{536}; ///< RFC 9293 MUST-15
    bool timestamps{true};                 ///< net.ipv4.tcp_timestamps
    bool sack{true};                       ///< net.ipv4.tcp_sack
    bool window_scaling{true};             ///< net.ipv4.tcp_window_scaling
    IsnChoice isn{IsnChoice::keyed_hash};
    WindowChoice window{WindowChoice::linux_buffer};
    DelayedAckChoice delayed_ack{DelayedAckChoice::linux_quick};
    NagleChoice nagle{NagleChoice::small_unacknowledged};
    std::uint32_t fixed_window{65535};       ///< with WindowChoice::fixed
    BufferSizes rmem{4096, 131072, 6291456}; ///< net.ipv4.tcp_rmem
    BufferSizes wmem{4096, 16384, 4194304};  ///< net.ipv4.tcp_wmem
    RttChoice rtt{RttChoice::linux_variance};
    Duration initial_rto{std::chrono::seconds{1}};
    Duration rto_after_lost_syn{
        std::chrono::seconds{3}};                     ///< RFC 6298 5.7; without a round trip time
    Duration min_rto{std::chrono::milliseconds{200}}; ///< net.ipv4.tcp_rto_min_us
    Duration max_rto{std::chrono::seconds{120}};      ///< net.ipv4.tcp_rto_max_ms
    Duration delayed_ack_time{std::chrono::milliseconds{40}};
    std::uint32_t syn_retries{6};         ///< net.ipv4.tcp_syn_retries
    std::uint32_t syn_linear_timeouts{4}; ///< net.ipv4.tcp_syn_linear_timeouts
    std::uint32_t synack_retries{5};      ///< net.ipv4.tcp_synack_retries
    std::uint32_t retries2{15};           ///< net.ipv4.tcp_retries2
    std::uint32_t orphan_retries{0};      ///< net.ipv4.tcp_orphan_retries; 0 means 8
    /// net.inet.tcp.keepinit: after so long an active OPEN has failed; 0: after so many tries.
    Duration connect_patience{0};
    Duration keep_idle{std::chrono::hours{2}};        ///< net.ipv4.tcp_keepalive_time
    Duration keep_interval{std::chrono::seconds{75}}; ///< net.ipv4.tcp_keepalive_intvl
    std::uint32_t keep_count{9};                      ///< net.ipv4.tcp_keepalive_probes
    Duration time_wait{std::chrono::seconds{60}};     ///< 2 MSL; TCP_TIMEWAIT_LEN
    Duration fin_timeout{std::chrono::seconds{60}};   ///< net.ipv4.tcp_fin_timeout
    bool loss_probe{true};                            ///< net.ipv4.tcp_early_retrans
    bool retransmit_collapse{true};                   ///< net.ipv4.tcp_retrans_collapse
    std::uint32_t initial_cwnd_segments{10};          ///< RFC 6928
    /// Slow start opens the window for each segment acknowledged (RFC 3465); RFC 5681 3.1: by one
    /// an ACK.
    bool grows_by_segment{true};
    /// A program that asks for soft errors hears of the third retransmission in a row (RFC 9293
    /// 3.8.3, R1).
    bool reports_r1{false};
    bool slow_start_after_idle{true}; ///< net.ipv4.tcp_slow_start_after_idle
    /// cwnd that was not needed for a timeout decays (RFC 2861 3.2).
    bool decays_unused{true};
    /// net.ipv4.tcp_congestion_control
    ControlChoice congestion_control{ControlChoice::cubic};
    /// Reno halves what is outstanding (RFC 5681 equation 4), not cwnd.
    bool halves_flight{false};
    LossDetection loss_detection{LossDetection::by_time};
    std::uint32_t reordering{3};       ///< net.ipv4.tcp_reordering
    std::uint32_t max_reordering{300}; ///< net.ipv4.tcp_max_reordering
    bool rate_reduction{true};         ///< cwnd shrinks ACK by ACK (RFC 9937), not at once
    bool undo{true};                   ///< a needless reduction is taken back (RFC 4015)
    bool frto{true};                   ///< net.ipv4.tcp_frto (RFC 5682)
    bool dsack{true};                  ///< net.ipv4.tcp_dsack (RFC 2883): tells what came twice
    /// ACKs beyond a gap are put together: after three of them, for so long, or a third of a round
    /// trip; 0: never.
    Duration sack_delay{std::chrono::milliseconds{1}}; ///< net.ipv4.tcp_comp_sack_delay_ns
    std::uint32_t sack_count{44};                      ///< net.ipv4.tcp_comp_sack_nr
    /// Segments leave spread over the round trip (Linux with tc-fq(8)).
    bool pacing{false};
    std::uint32_t pacing_ss_ratio{200}; ///< net.ipv4.tcp_pacing_ss_ratio, percent
    std::uint32_t pacing_ca_ratio{120}; ///< net.ipv4.tcp_pacing_ca_ratio, percent
    std::uint32_t tso_win_divisor{3};   ///< net.ipv4.tcp_tso_win_divisor
    /// Any ICMP error ends a connection in SYN-SENT and none ends a later one; RFC 9293 3.9.2.2 has
    /// the hard ones end it and the soft ones not, in all states.
    bool icmp_opening_aborts{true};
    /// SYN and FIN together do not open a connection.
    bool drops_syn_fin{true};
    /// The device cuts what the stack gives it into segments (TSO): one decision for several.
    bool segmentation_offload{false};
    /// The device joins what it receives (GRO); the segments were of this size. 0: it does not.
    std::uint32_t joined_segment_size{0};
    std::uint32_t min_tso_segments{2}; ///< net.ipv4.tcp_min_tso_segs
    /// A probe of a closed window repeats an old number and carries nothing; RFC 9293 3.8.6.1 has
    /// it carry a byte of new data.
    bool empty_window_probe{true};
    std::uint32_t somaxconn{4096}; ///< net.core.somaxconn
    BacklogPolicy backlog_policy{BacklogPolicy::linux};
    SynCookies syn_cookies{SynCookies::when_full}; ///< net.ipv4.tcp_syncookies
    std::uint32_t max_syn_backlog{2048};           ///< net.ipv4.tcp_max_syn_backlog
    bool abort_on_overflow{false};                 ///< net.ipv4.tcp_abort_on_overflow
    /// Least time between two answers to segments that are not acceptable; 0 answers each.
    Duration invalid_ratelimit{std::chrono::milliseconds{500}}; ///< net.ipv4.tcp_invalid_ratelimit
    EcnChoice ecn{EcnChoice::off};                              ///< net.ipv4.tcp_ecn: 0, 1, 2
    /// So many SYNs sent again still ask for ECN: some middleboxes drop those that do (RFC 3168
    /// 6.1.1.1).
    std::uint32_t ecn_syn_retries{0};
    bool rfc1337{false}; ///< net.ipv4.tcp_rfc1337: a reset does not end TIME-WAIT
    /// TIME-WAIT, and FIN-WAIT-2 after close(), are no longer the program's: little is kept of
    /// them.
    bool detached_time_wait{true};
    /// The urgent byte is taken out of the stream (tcp(7), without SO_OOBINLINE); RFC 9293 3.8.5
    /// leaves it there.
    bool urgent_apart{true};
    bool reset_carries_ack{true}; ///< ABORT sends RST with ACK; RFC 9293 3.10.5 has RST alone
    /// A reset is also exact one before RCV.NXT once the peer's FIN was taken, and behind the last
    /// block of a SACK.
    bool lenient_reset{true};
    /// What a program hears of a reset: EPIPE in CLOSE-WAIT, ECONNRESET in SYN-RECEIVED.
    bool linux_reset_errors{true};
    /// A repeated SYN is answered by the SYN-ACK again; RFC 9293 3.10.7.4 (first) has an ACK.
    bool syn_ack_again{true};
    /// A SYN of another number that takes a passive OPEN back to LISTEN is answered by a reset; RFC
    /// 9293 3.10.7.4 (fourth) says nothing.
    bool embryonic_reset{true};
    /// In SYN-SENT an unacceptable ACK brings the next SYN forward to so soon; 0: it does not.
    Duration syn_after_bad_ack{std::chrono::milliseconds{8}};
    /// Any reset in the window counts, as RFC 793 had it (net.inet.tcp.insecure_rst).
    bool any_reset_in_window{false};
    /// A SYN in the window resets a connection, as RFC 793 had it (net.inet.tcp.insecure_syn).
    bool syn_in_window_resets{false};
    /// FreeBSD's SYN cache and TIME-WAIT: a half-open connection knows little, and what reaches a
    /// closed one is answered by rules of their own (syncache_add(), tcp_twcheck()).
    bool bsd_small_states{false};
    /// The ACK that leads to CLOSING carries our FIN again.
    bool fin_again_in_closing{false};
    /// Added to each timeout but the first (net.inet.tcp.rexmit_slop).
    Duration rto_slop{0};
    /// A broken variant for teaching: the SYN-ACK is not waited to be acknowledged, nor
    /// acknowledged.
    bool two_way_handshake{false};
    /// Ticks a second of the timer wheel that deadlines are rounded up to; 0 means exact deadlines.
    std::uint32_t timer_hz{};

    /// The largest segment it announces and takes (RFC 9293 3.7.1).
    [[nodiscard]] std::uint16_t own_mss() const {
        return static_cast<std::uint16_t>(mtu - ip_header - 20);
    }
    bool operator==(const Profile&) const = default;
};

/// Does what Linux does where the RFCs leave it open, with Linux's memory and windows.
inline bool is_linux(const Profile& profile) {
    return profile.window == WindowChoice::linux_buffer;
}

/// The profile as it is shipped.
Profile profile_named(ProfileName name);

/// A sysctl the model knows.
struct SysctlText {
    std::string_view name;        ///< "net.ipv4.tcp_sack"
    std::string_view description; ///< what it does, one sentence
};
std::vector<SysctlText> known_sysctls();

/// Sets a knob by its sysctl's name; `value` as the kernel takes it ("4096 131072 6291456"). An
/// Error says what is wrong with the value or names the nearest known sysctls.
Expected<void> set_sysctl(Profile& profile, std::string_view name, std::string_view value);

/// The sysctls that make a kernel behave as `profile`: name and value, all per network namespace.
struct SysctlSetting {
    std::string name, value;

    bool operator==(const SysctlSetting&) const = default;
};
std::vector<SysctlSetting> sysctls_of(const Profile& profile);

} // namespace sim
