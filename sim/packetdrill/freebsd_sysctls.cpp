#include "sim/packetdrill/freebsd_sysctls.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace sim::packetdrill {

namespace {

using std::chrono::milliseconds;

struct FreebsdSysctl {
    std::string_view name;
    void (*set)(Profile& profile, std::uint32_t value);
};

void nothing(Profile&, std::uint32_t) {}

/// Times are in milliseconds.
constexpr std::array table{
    FreebsdSysctl{"kern.ipc.maxsockbuf", [](Profile& p, std::uint32_t v) { p.rmem.most = v; }},
    FreebsdSysctl{"net.inet.tcp.recvspace",
                  [](Profile& p, std::uint32_t v) { p.rmem.initial = v; }},
    FreebsdSysctl{"net.inet.tcp.sendspace",
                  [](Profile& p, std::uint32_t v) { p.wmem.initial = v; }},
    FreebsdSysctl{"net.inet.tcp.sack.enable", [](Profile& p, std::uint32_t v) { p.sack = v != 0; }},
    FreebsdSysctl{"net.inet.tcp.rfc1323",
                  [](Profile& p, std::uint32_t v) { // 1 both, 2 windows, 3 timestamps
                      p.window_scaling = v == 1 || v == 2;
                      p.timestamps = v == 1 || v == 3;
                  }},
    FreebsdSysctl{"net.inet.tcp.ecn.enable",
                  [](Profile& p, std::uint32_t v) {
                      p.ecn = v == 0   ? EcnChoice::off
                              : v == 1 ? EcnChoice::active
                                       : EcnChoice::passive;
                  }},
    FreebsdSysctl{"net.inet.tcp.ecn.maxretries",
                  [](Profile& p, std::uint32_t v) { p.ecn_syn_retries = v; }},
    FreebsdSysctl{"net.inet.tcp.insecure_rst",
                  [](Profile& p, std::uint32_t v) { p.any_reset_in_window = v != 0; }},
    FreebsdSysctl{"net.inet.tcp.insecure_syn",
                  [](Profile& p, std::uint32_t v) { p.syn_in_window_resets = v != 0; }},
    FreebsdSysctl{"net.inet.tcp.drop_synfin",
                  [](Profile& p, std::uint32_t v) { p.drops_syn_fin = v != 0; }},
    FreebsdSysctl{"net.inet.tcp.icmp_may_rst", nothing},
    FreebsdSysctl{"net.inet.tcp.rexmit_slop",
                  [](Profile& p, std::uint32_t v) { p.rto_slop = milliseconds{v}; }},
    FreebsdSysctl{"net.inet.tcp.rexmit_initial",
                  [](Profile& p, std::uint32_t v) { p.initial_rto = milliseconds{v}; }},
    FreebsdSysctl{"net.inet.tcp.rexmit_min",
                  [](Profile& p, std::uint32_t v) { p.min_rto = milliseconds{v}; }},
    FreebsdSysctl{"net.inet.tcp.delacktime",
                  [](Profile& p, std::uint32_t v) { p.delayed_ack_time = milliseconds{v}; }},
    FreebsdSysctl{"net.inet.tcp.keepinit",
                  [](Profile& p, std::uint32_t v) { p.connect_patience = milliseconds{v}; }},
    FreebsdSysctl{"net.inet.tcp.keepidle",
                  [](Profile& p, std::uint32_t v) { p.keep_idle = milliseconds{v}; }},
    FreebsdSysctl{"net.inet.tcp.keepintvl",
                  [](Profile& p, std::uint32_t v) { p.keep_interval = milliseconds{v}; }},
    FreebsdSysctl{"net.inet.tcp.keepcnt", [](Profile& p, std::uint32_t v) { p.keep_count = v; }},
    FreebsdSysctl{"net.inet.tcp.msl",
                  [](Profile& p, std::uint32_t v) { p.time_wait = 2 * milliseconds{v}; }},
    FreebsdSysctl{"net.inet.tcp.hostcache.purgenow", nothing},
    FreebsdSysctl{"net.inet.tcp.blackhole", nothing},
    FreebsdSysctl{"net.inet.tcp.rexmit_drop_options", nothing},
    FreebsdSysctl{"net.inet.tcp.rfc5827", nothing},
};

} // namespace

bool set_freebsd_sysctl(Profile& profile, std::string_view name, std::string_view value) {
    const auto* const found = std::find_if(
        table.begin(), table.end(), [&](const FreebsdSysctl& one) { return one.name == name; });
    std::uint32_t number = 0;
    const auto [end, problem] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (found == table.end() || problem != std::errc{} || end != value.data() + value.size())
        return false;
    found->set(profile, number);
    return true;
}

} // namespace sim::packetdrill
