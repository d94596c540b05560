#include "sim/packetdrill/tcp_info.h"

#include <algorithm>
#include <array>

namespace sim::packetdrill {

namespace {

struct Asked {
    const Connection& connection;
    const Profile& profile;
    Time now;
};

struct Field {
    std::string_view name;
    std::int64_t (*value)(const Asked& asked);
};

/// TCP_CA_Open to TCP_CA_Loss, in the kernel's order and the model's.
std::int64_t congestion_state(const Asked& asked) {
    return static_cast<std::int64_t>(asked.connection.congestion.phase);
}

std::int64_t agreed_options(const Asked& asked) {
    const Connection& connection = asked.connection;
    return (connection.agreed.timestamps ? 1 : 0) | (connection.agreed.sack ? 2 : 0)
           | (connection.agreed.window_scaling ? 4 : 0);
}

std::int64_t milliseconds_since(const Asked& asked, Time time) {
    return (asked.now - time).count() / 1'000'000;
}

constexpr std::int64_t zero(const Asked&) {
    return 0;
}

const std::array fields{
    Field{"tcpi_state", [](const Asked& a) { return tcp_info_state(a.connection.state()); }},
    Field{"tcpi_ca_state", congestion_state},
    Field{"tcpi_retransmits",
          [](const Asked& a) { return std::int64_t{a.connection.attempts.in_a_row}; }},
    Field{"tcpi_backoff",
          [](const Asked& a) { return std::int64_t{a.connection.attempts.in_a_row}; }},
    Field{"tcpi_probes", zero},
    Field{"tcpi_options", agreed_options},
    Field{"tcpi_snd_wscale", [](const Asked& a) { return std::int64_t{a.connection.snd.shift}; }},
    Field{"tcpi_rcv_wscale", [](const Asked& a) { return std::int64_t{a.connection.rcv.shift}; }},
    Field{"tcpi_rto", [](const Asked& a) { return std::int64_t{a.connection.rtt.rto.count()}; }},
    Field{"tcpi_snd_mss",
          [](const Asked& a) { return std::int64_t{a.connection.current_mss(a.profile)}; }},
    Field{"tcpi_rcv_mss",
          [](const Asked& a) { return std::int64_t{a.connection.receive_window.segment_size()}; }},
    Field{"tcpi_unacked", [](const Asked& a) { return std::int64_t{a.connection.sent.size()}; }},
    Field{"tcpi_sacked", [](const Asked& a) { return std::int64_t{a.connection.sent.sacked()}; }},
    Field{"tcpi_lost", [](const Asked& a) { return std::int64_t{a.connection.sent.lost()}; }},
    Field{"tcpi_retrans", [](const Asked& a) { return std::int64_t{a.connection.sent.resent()}; }},
    Field{"tcpi_reordering",
          [](const Asked& a) { return std::int64_t{a.connection.recovery.reordering.degree}; }},
    Field{"tcpi_reord_seen",
          [](const Asked& a) { return std::int64_t{a.connection.recovery.reordering.seen}; }},
    Field{"tcpi_dsack_dups",
          [](const Asked& a) { return std::int64_t{a.connection.recovery.duplicates_told}; }},
    Field{"tcpi_last_data_recv",
          [](const Asked& a) { return milliseconds_since(a, a.connection.delayed_ack.last_data); }},
    Field{"tcpi_rtt", [](const Asked& a) { return std::int64_t{a.connection.rtt.srtt.count()}; }},
    Field{"tcpi_rttvar",
          [](const Asked& a) { return std::int64_t{a.connection.rtt.rttvar.count()}; }},
    Field{"tcpi_min_rtt",
          [](const Asked& a) { return std::int64_t{a.connection.rtt.least.count()}; }},
    Field{"tcpi_snd_ssthresh",
          [](const Asked& a) { return std::int64_t{a.connection.congestion.ssthresh}; }},
    Field{"tcpi_snd_cwnd",
          [](const Asked& a) { return std::int64_t{a.connection.congestion.cwnd}; }},
    Field{
        "tcpi_advmss",
        [](const Asked& a) { return std::int64_t{a.connection.receive_window.advertised_mss()}; }},
    Field{"tcpi_bytes_received",
          [](const Asked& a) {
              return std::int64_t{distance(a.connection.rcv.irs + 1, a.connection.rcv.nxt)};
          }},
    Field{"tcpi_total_retrans",
          [](const Asked& a) { return std::int64_t{a.connection.attempts.in_all}; }},
    Field{"tcpi_rcv_rtt", zero},
    Field{"tcpi_busy_time", zero},
    Field{"tcpi_rwnd_limited", zero},
    Field{"tcpi_sndbuf_limited", zero},
};

} // namespace

std::int64_t tcp_info_state(State state) {
    constexpr std::array<std::int64_t, 11> numbers{7, 10, 2, 3, 1, 4, 5, 8, 11, 9, 6};
    return numbers.at(static_cast<std::size_t>(state));
}

std::optional<std::int64_t> tcp_info(const Connection& connection, const Profile& profile,
                                     std::string_view field, Time now) {
    const auto* const found = std::find_if(fields.begin(), fields.end(),
                                           [&](const Field& one) { return one.name == field; });
    if (found == fields.end()) return std::nullopt;
    return found->value({.connection = connection, .profile = profile, .now = now});
}

} // namespace sim::packetdrill
