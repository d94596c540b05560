#include "live/script_info.h"

#include <algorithm>
#include <array>
#include <linux/tcp.h> // has the fields of today; netinet/tcp.h those of yesterday
#include <sys/socket.h>

namespace live {

namespace {

struct Field {
    std::string_view name;
    std::int64_t (*value)(const tcp_info& info);
};

template <auto Member>
constexpr std::int64_t value_of(const tcp_info& info) {
    return static_cast<std::int64_t>(info.*Member);
}

constexpr std::array fields{
    Field{"tcpi_state", value_of<&tcp_info::tcpi_state>},
    Field{"tcpi_ca_state", value_of<&tcp_info::tcpi_ca_state>},
    Field{"tcpi_retransmits", value_of<&tcp_info::tcpi_retransmits>},
    Field{"tcpi_probes", value_of<&tcp_info::tcpi_probes>},
    Field{"tcpi_backoff", value_of<&tcp_info::tcpi_backoff>},
    Field{"tcpi_options", value_of<&tcp_info::tcpi_options>},
    Field{"tcpi_snd_wscale", [](const tcp_info& i) { return std::int64_t{i.tcpi_snd_wscale}; }},
    Field{"tcpi_rcv_wscale", [](const tcp_info& i) { return std::int64_t{i.tcpi_rcv_wscale}; }},
    Field{"tcpi_rto", value_of<&tcp_info::tcpi_rto>},
    Field{"tcpi_ato", value_of<&tcp_info::tcpi_ato>},
    Field{"tcpi_snd_mss", value_of<&tcp_info::tcpi_snd_mss>},
    Field{"tcpi_rcv_mss", value_of<&tcp_info::tcpi_rcv_mss>},
    Field{"tcpi_unacked", value_of<&tcp_info::tcpi_unacked>},
    Field{"tcpi_sacked", value_of<&tcp_info::tcpi_sacked>},
    Field{"tcpi_lost", value_of<&tcp_info::tcpi_lost>},
    Field{"tcpi_retrans", value_of<&tcp_info::tcpi_retrans>},
    Field{"tcpi_last_data_sent", value_of<&tcp_info::tcpi_last_data_sent>},
    Field{"tcpi_last_data_recv", value_of<&tcp_info::tcpi_last_data_recv>},
    Field{"tcpi_last_ack_recv", value_of<&tcp_info::tcpi_last_ack_recv>},
    Field{"tcpi_pmtu", value_of<&tcp_info::tcpi_pmtu>},
    Field{"tcpi_rcv_ssthresh", value_of<&tcp_info::tcpi_rcv_ssthresh>},
    Field{"tcpi_rtt", value_of<&tcp_info::tcpi_rtt>},
    Field{"tcpi_rttvar", value_of<&tcp_info::tcpi_rttvar>},
    Field{"tcpi_snd_ssthresh", value_of<&tcp_info::tcpi_snd_ssthresh>},
    Field{"tcpi_snd_cwnd", value_of<&tcp_info::tcpi_snd_cwnd>},
    Field{"tcpi_advmss", value_of<&tcp_info::tcpi_advmss>},
    Field{"tcpi_reordering", value_of<&tcp_info::tcpi_reordering>},
    Field{"tcpi_rcv_rtt", value_of<&tcp_info::tcpi_rcv_rtt>},
    Field{"tcpi_rcv_space", value_of<&tcp_info::tcpi_rcv_space>},
    Field{"tcpi_total_retrans", value_of<&tcp_info::tcpi_total_retrans>},
    Field{"tcpi_bytes_acked", value_of<&tcp_info::tcpi_bytes_acked>},
    Field{"tcpi_bytes_received", value_of<&tcp_info::tcpi_bytes_received>},
    Field{"tcpi_segs_out", value_of<&tcp_info::tcpi_segs_out>},
    Field{"tcpi_segs_in", value_of<&tcp_info::tcpi_segs_in>},
    Field{"tcpi_notsent_bytes", value_of<&tcp_info::tcpi_notsent_bytes>},
    Field{"tcpi_min_rtt", value_of<&tcp_info::tcpi_min_rtt>},
    Field{"tcpi_data_segs_in", value_of<&tcp_info::tcpi_data_segs_in>},
    Field{"tcpi_data_segs_out", value_of<&tcp_info::tcpi_data_segs_out>},
    Field{"tcpi_delivery_rate", value_of<&tcp_info::tcpi_delivery_rate>},
    Field{"tcpi_busy_time", value_of<&tcp_info::tcpi_busy_time>},
    Field{"tcpi_rwnd_limited", value_of<&tcp_info::tcpi_rwnd_limited>},
    Field{"tcpi_sndbuf_limited", value_of<&tcp_info::tcpi_sndbuf_limited>},
    Field{"tcpi_delivered", value_of<&tcp_info::tcpi_delivered>},
    Field{"tcpi_delivered_ce", value_of<&tcp_info::tcpi_delivered_ce>},
    Field{"tcpi_bytes_sent", value_of<&tcp_info::tcpi_bytes_sent>},
    Field{"tcpi_bytes_retrans", value_of<&tcp_info::tcpi_bytes_retrans>},
    Field{"tcpi_dsack_dups", value_of<&tcp_info::tcpi_dsack_dups>},
    Field{"tcpi_reord_seen", value_of<&tcp_info::tcpi_reord_seen>},
    Field{"tcpi_rcv_ooopack", value_of<&tcp_info::tcpi_rcv_ooopack>},
    Field{"tcpi_snd_wnd", value_of<&tcp_info::tcpi_snd_wnd>},
};

} // namespace

std::optional<std::int64_t> tcp_info_of(int socket, std::string_view name) {
    const auto* const field = std::find_if(fields.begin(), fields.end(),
                                           [&](const Field& one) { return one.name == name; });
    if (field == fields.end()) return std::nullopt;
    tcp_info info{};
    socklen_t size = sizeof info;
    constexpr int level_tcp = 6, option_info = 11; // IPPROTO_TCP, TCP_INFO
    if (getsockopt(socket, level_tcp, option_info, &info, &size) != 0) return std::nullopt;
    return field->value(info);
}

} // namespace live
