#include "sim/packetdrill/settings.h"

#include "sim/packetdrill/cursor.h"
#include "sim/packetdrill/freebsd_sysctls.h"

#include <algorithm>
#include <array>

namespace sim::packetdrill {

namespace {

/// Settings that the model has by itself, or that change nothing which a script sees.
constexpr std::array without_effect{
    std::string_view{"net.inet.tcp.hostcache.purgenow"},
    std::string_view{"net.inet.tcp.blackhole"},
    std::string_view{"net.inet.tcp.rexmit_drop_options"},
    std::string_view{"net.inet.tcp.icmp_may_rst"},
    std::string_view{"net.inet.tcp.rfc5827"},
    std::string_view{"net.ipv4.tcp_notsent_lowat"},
    std::string_view{"net.ipv4.tcp_syncookies"},
    std::string_view{"net.ipv4.tcp_shrink_window"},
    std::string_view{"net.ipv4.tcp_fack"},
    std::string_view{"net.ipv4.tcp_recovery"},
    std::string_view{"net.ipv4.tcp_fastopen"},
    std::string_view{"net.ipv4.tcp_ecn_option"},
    std::string_view{"net.ipv4.tcp_ecn_fallback"},
    std::string_view{"tcp_cubic.parameters.hystart_detect"},
};

tl::unexpected<Error> unsupported(const std::string& what) {
    return failure(Error{.message = std::string(unsupported_mark) + what});
}

/// An MTU in which headers and some bytes find room.
std::uint16_t usable_mtu(std::int64_t asked) {
    constexpr std::int64_t least = 256, most = 65535;
    return static_cast<std::uint16_t>(std::clamp(asked, least, most));
}

/// Accurate ECN (RFC 9768) is not modelled: who has it switched on speaks RFC 3168 with a peer that
/// does.
std::string value_without_accurate_ecn(const Command& command) {
    if (command.subject != "net.ipv4.tcp_ecn") return command.text;
    if (command.text == "3" || command.text == "4") return "1";
    return command.text == "5" ? "2" : command.text;
}

Expected<bool> apply_sysctl(const Command& command, Profile& profile) {
    if (is_of_another_system(command.subject)) {
        if (profile.name != ProfileName::freebsd) return true;
        if (set_freebsd_sysctl(profile, command.subject, command.text)) return true;
    }
    const std::string value = value_without_accurate_ecn(command);
    const bool ignored = std::find(without_effect.begin(), without_effect.end(), command.subject)
                         != without_effect.end();
    if (ignored) return true;
    const Expected<void> set = set_sysctl(profile, command.subject, value);
    if (!set) return unsupported("the setting " + command.subject + "=" + command.text);
    return true;
}

void apply_defaults(Profile& profile) {
    for (const SysctlSetting& setting : default_sysctls())
        static_cast<void>(set_sysctl(profile, setting.name, setting.value));
}

} // namespace

bool is_known_setting(std::string_view name) {
    const std::vector<SysctlText> known = known_sysctls();
    return std::find(without_effect.begin(), without_effect.end(), name) != without_effect.end()
           || std::any_of(known.begin(), known.end(),
                          [&](const SysctlText& one) { return one.name == name; });
}

bool is_of_another_system(std::string_view name) {
    return name.rfind("net.inet.", 0) == 0 || name.rfind("kern.", 0) == 0;
}

std::vector<SysctlSetting> default_sysctls() {
    return {{"net.ipv4.tcp_rmem", "4096 540000 15728640"},
            {"net.ipv4.tcp_wmem", "4096 262144 4194304"},
            {"net.ipv4.tcp_timestamps", "1"},
            {"net.ipv4.tcp_sack", "1"},
            {"net.ipv4.tcp_dsack", "1"},
            {"net.ipv4.tcp_syn_retries", "5"},
            {"net.ipv4.tcp_synack_retries", "5"},
            {"net.ipv4.tcp_frto", "2"},
            {"net.ipv4.tcp_early_retrans", "4"},
            {"net.ipv4.tcp_recovery", "1"},
            {"net.ipv4.tcp_reordering", "3"},
            {"net.ipv4.tcp_congestion_control", "cubic"},
            {"net.ipv4.tcp_slow_start_after_idle", "0"},
            {"net.ipv4.tcp_tso_win_divisor", "3"},
            {"net.ipv4.tcp_ecn", "0"},
            {"net.ipv4.tcp_pacing_ss_ratio", "200"},
            {"net.ipv4.tcp_pacing_ca_ratio", "120"},
            {"net.ipv4.tcp_syncookies", "1"}};
}

std::vector<std::string> names_defined_for(ProfileName name) {
    return {name == ProfileName::freebsd ? "FreeBSD" : "STANDARD"};
}

Profile starting_profile(ProfileName name, const ScriptOptions& options) {
    Profile profile = profile_named(name);
    profile.timer_hz = 0; // a script means the times it writes
    profile.segmentation_offload = name == ProfileName::linux;
    profile.joined_segment_size = options.inbound_mss.value_or(0);
    if (options.mtu) profile.mtu = usable_mtu(*options.mtu);
    if (!options.ipv6) return profile;
    profile.ip_header = 40;
    profile.mss_without_option = 1220; // RFC 9293 MUST-15
    return profile;
}

Expected<bool> apply_setting(const Command& command, Profile& profile) {
    switch (command.kind) {
    case Command::Kind::nothing:
    case Command::Kind::drop_outbound:
    case Command::Kind::route_mss:
    case Command::Kind::route_mtu: return true;
    case Command::Kind::defaults: apply_defaults(profile); return true;
    case Command::Kind::sysctl: return apply_sysctl(command, profile);
    case Command::Kind::pacing: profile.pacing = command.number != 0; return true;
    case Command::Kind::segmentation:
        profile.segmentation_offload = command.number != 0;
        return true;
    case Command::Kind::mtu: profile.mtu = usable_mtu(command.number); return true;
    case Command::Kind::count_sockets:
    case Command::Kind::drop_time_wait:
    case Command::Kind::counter: return false;
    }
    return false;
}

} // namespace sim::packetdrill
