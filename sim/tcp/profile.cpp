#include "sim/tcp/profile.h"

#include "sim/base/assert.h"
#include "sim/base/spelling.h"
#include "sim/tcp/sysctl_table.h"

#include <algorithm>
#include <array>

namespace sim {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::array<std::string_view, 4> profile_names{"classroom", "rfc9293", "linux", "freebsd"};

/// Linux 6.18 as it comes out of the box, with HZ=250.
Profile linux_profile() {
    return {.name = ProfileName::linux, .timer_hz = 250};
}

/// RFC 9293 with its SHOULDs: MSS is the only option the document itself has.
Profile rfc9293_profile() {
    return {
        .name = ProfileName::rfc9293,
        .timestamps = false,
        .sack = false,
        .window_scaling = false,
        .window = WindowChoice::fixed,
        .delayed_ack = DelayedAckChoice::every_second,
        .nagle = NagleChoice::any_unacknowledged,
        .rmem = {4096, 540000, 6291456}, // a kernel then advertises 65535
        .rtt = RttChoice::rfc6298,
        .min_rto = seconds{1}, // RFC 6298 2.4
        .delayed_ack_time = milliseconds{200},
        .syn_retries = 7, // gives up after 247 s (MUST-23: three minutes at least)
        .syn_linear_timeouts = 0,
        .time_wait = seconds{240}, // twice an MSL of two minutes (RFC 9293 3.4.2)
        .loss_probe = false,
        .retransmit_collapse = false,
        .grows_by_segment = false,
        .reports_r1 = true,
        .decays_unused = false,
        .congestion_control = ControlChoice::reno,
        .halves_flight = true,
        .loss_detection = LossDetection::by_count,
        .rate_reduction = false,
        .undo = false,
        .frto = false,
        .sack_delay = Duration{0},
        .icmp_opening_aborts = false,
        .drops_syn_fin = false,
        .empty_window_probe = false,
        .invalid_ratelimit = Duration{0},
        .detached_time_wait = false,
        .urgent_apart = false,
        .reset_carries_ack = false,
        .lenient_reset = false,
        .linux_reset_errors = false,
        .syn_ack_again = false,
        .embryonic_reset = false,
        .syn_after_bad_ack = Duration{0},
    };
}

/// FreeBSD 15 as it comes out of the box.
Profile freebsd_profile() {
    return {
        .name = ProfileName::freebsd,
        .window = WindowChoice::bsd_buffer,
        .delayed_ack = DelayedAckChoice::every_other,
        .nagle = NagleChoice::any_unacknowledged,
        .fixed_window = 65536,          // net.inet.tcp.recvspace
        .rmem = {4096, 65536, 2097152}, // kern.ipc.maxsockbuf
        .wmem = {4096, 32768, 2097152}, // net.inet.tcp.sendspace
        .rtt = RttChoice::rfc6298,
        .rto_after_lost_syn = Duration{0},
        .min_rto = milliseconds{30}, // net.inet.tcp.rexmit_min
        .max_rto = seconds{64},
        .syn_retries = 12, // TCP_MAXRXTSHIFT; keepinit is over before
        .syn_linear_timeouts = 0,
        .synack_retries = 3, // net.inet.tcp.syncache.rexmtlimit
        .connect_patience = seconds{75},
        .keep_count = 8,
        .loss_probe = false,
        .retransmit_collapse = false,
        .grows_by_segment = false,
        .decays_unused = false,
        .loss_detection = LossDetection::by_count,
        .undo = false,
        .frto = false,
        .sack_delay = Duration{0},
        .icmp_opening_aborts = false,
        .drops_syn_fin = false,
        .empty_window_probe = false,
        .backlog_policy = BacklogPolicy::bsd,
        .invalid_ratelimit = Duration{0},
        .ecn = EcnChoice::passive,
        .ecn_syn_retries = 1, // net.inet.tcp.ecn.maxretries
        .detached_time_wait = false,
        .lenient_reset = false,
        .linux_reset_errors = false,
        .embryonic_reset = false,
        .syn_after_bad_ack = Duration{0},
        .bsd_small_states = true,
        .fin_again_in_closing = true,
        .rto_slop = milliseconds{200},
    };
}

/// Nothing but the core of TCP, in numbers a blackboard can hold.
Profile classroom_profile() {
    return {
        .name = ProfileName::classroom,
        .mss_without_option = 1460, // both ends know their link, no option tells them
        .timestamps = false,
        .sack = false,
        .window_scaling = false,
        .isn = IsnChoice::zero,
        .window = WindowChoice::fixed,
        .delayed_ack = DelayedAckChoice::off,
        .nagle = NagleChoice::any_unacknowledged,
        .rmem = {4096, 540000, 6291456}, // a kernel then advertises 65535
        .rtt = RttChoice::rfc6298,
        .syn_linear_timeouts = 0,
        .loss_probe = false,
        .retransmit_collapse = false,
        .decays_unused = false,
        .congestion_control = ControlChoice::reno,
        .halves_flight = true,
        .loss_detection = LossDetection::by_count,
        .rate_reduction = false,
        .undo = false,
        .frto = false,
        .sack_delay = Duration{0},
        .icmp_opening_aborts = false,
        .drops_syn_fin = false,
        .empty_window_probe = false,
        .invalid_ratelimit = Duration{0},
        .detached_time_wait = false,
        .urgent_apart = false,
        .reset_carries_ack = false,
        .lenient_reset = false,
        .linux_reset_errors = false,
        .syn_ack_again = false,
        .embryonic_reset = false,
        .syn_after_bad_ack = Duration{0},
    };
}

} // namespace

std::string_view name_of(ControlChoice control) {
    constexpr std::array<std::string_view, 3> names{"none", "reno", "cubic"};
    return names.at(static_cast<std::size_t>(control));
}

std::string_view name_of(ProfileName name) {
    return profile_names.at(static_cast<std::size_t>(name));
}

Expected<ProfileName> profile_called(std::string_view text) {
    const auto* const found = std::find(profile_names.begin(), profile_names.end(), text);
    if (found != profile_names.end())
        return static_cast<ProfileName>(found - profile_names.begin());
    return failure({.message = "there is no profile \"" + std::string(text) + "\"",
                    .remedy = "write classroom, rfc9293, linux or freebsd"});
}

Profile profile_named(ProfileName name) {
    switch (name) {
    case ProfileName::classroom: return classroom_profile();
    case ProfileName::rfc9293: return rfc9293_profile();
    case ProfileName::linux: return linux_profile();
    case ProfileName::freebsd: return freebsd_profile();
    }
    unreachable();
}

std::vector<SysctlText> known_sysctls() {
    std::vector<SysctlText> texts;
    for (const Sysctl& sysctl : all_sysctls())
        texts.push_back({.name = sysctl.name, .description = sysctl.description});
    return texts;
}

Expected<void> set_sysctl(Profile& profile, std::string_view name, std::string_view value) {
    std::vector<std::string_view> names;
    for (const Sysctl& sysctl : all_sysctls()) {
        if (sysctl.name == name) return assign(sysctl, value, profile);
        names.push_back(sysctl.name);
    }
    return failure({.message = "the sysctl " + std::string(name) + " is not known",
                    .remedy = nearest_remedy(name, names)});
}

std::vector<SysctlSetting> sysctls_of(const Profile& profile) {
    std::vector<SysctlSetting> settings;
    for (const Sysctl& sysctl : all_sysctls())
        settings.push_back({.name = std::string(sysctl.name), .value = value_in(profile, sysctl)});
    return settings;
}

} // namespace sim
