#include "sim/tcp/sysctl_table.h"

#include <array>
#include <charconv>
#include <limits>
#include <optional>
#include <vector>

namespace sim {

namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::uint32_t largest = std::numeric_limits<std::int32_t>::max();

/// Bounds are the kernel's own. To make a sysctl changeable, turn its ConstantKnob into another
/// one.
constexpr std::array table{
    Sysctl{"net.ipv4.tcp_timestamps", SwitchKnob{&Profile::timestamps}, 0, 2,
           "Timestamps on every segment (RFC 7323)."},
    Sysctl{"net.ipv4.tcp_sack", SwitchKnob{&Profile::sack}, 0, 1,
           "Selective acknowledgements (RFC 2018)."},
    Sysctl{"net.ipv4.tcp_window_scaling", SwitchKnob{&Profile::window_scaling}, 0, 1,
           "Windows beyond 65535 bytes (RFC 7323)."},
    Sysctl{"net.ipv4.tcp_rmem", BuffersKnob{&Profile::rmem}, 1, largest,
           "Least, initial and largest receive buffer, in bytes."},
    Sysctl{"net.ipv4.tcp_wmem", BuffersKnob{&Profile::wmem}, 1, largest,
           "Least, initial and largest send buffer, in bytes."},
    Sysctl{"net.ipv4.tcp_rto_min_us", TimeKnob{&Profile::min_rto, microseconds{1}}, 1, 60'000'000,
           "Least variance part of the retransmission timeout, in microseconds."},
    Sysctl{"net.ipv4.tcp_rto_max_ms", TimeKnob{&Profile::max_rto, milliseconds{1}}, 1000, 120'000,
           "Largest retransmission timeout, in milliseconds."},
    Sysctl{"net.ipv4.tcp_syn_retries", NumberKnob{&Profile::syn_retries}, 1, 127,
           "How often a SYN is sent again, beside the linear timeouts."},
    Sysctl{"net.ipv4.tcp_syn_linear_timeouts", NumberKnob{&Profile::syn_linear_timeouts}, 0, 127,
           "How many times a SYN is sent again after the first timeout, before it doubles."},
    Sysctl{"net.ipv4.tcp_synack_retries", NumberKnob{&Profile::synack_retries}, 0, 255,
           "How often a SYN-ACK is sent again."},
    Sysctl{"net.ipv4.tcp_retries2", NumberKnob{&Profile::retries2}, 0, 255,
           "How often data is sent again before the connection is given up."},
    Sysctl{"net.ipv4.tcp_orphan_retries", NumberKnob{&Profile::orphan_retries}, 0, 255,
           "The same after the program has closed; 0 means 8."},
    Sysctl{"net.ipv4.tcp_fin_timeout", TimeKnob{&Profile::fin_timeout, seconds{1}}, 1, 3600,
           "How long a closed socket waits in FIN-WAIT-2, in seconds."},
    Sysctl{"net.ipv4.tcp_early_retrans", SwitchKnob{&Profile::loss_probe, 3}, 0, 4,
           "Tail loss probes (RFC 8985): 3 on, 0 off."},
    Sysctl{"net.ipv4.tcp_retrans_collapse", SwitchKnob{&Profile::retransmit_collapse}, 0, 1,
           "Whether a segment sent again takes small ones behind it along."},
    Sysctl{"net.ipv4.tcp_min_tso_segs", NumberKnob{&Profile::min_tso_segments}, 1, 65535,
           "Least segments of one burst, where the device cuts them."},
    Sysctl{"net.ipv4.tcp_rfc1337", SwitchKnob{&Profile::rfc1337}, 0, 1,
           "Whether TIME-WAIT takes no notice of a reset (RFC 1337)."},
    Sysctl{"net.core.somaxconn", NumberKnob{&Profile::somaxconn}, 0, largest,
           "Upper bound of the backlog given to listen()."},
    Sysctl{"net.ipv4.tcp_congestion_control", ControlKnob{&Profile::congestion_control}, 0, 0,
           "How the congestion window grows and shrinks."},
    Sysctl{"net.ipv4.tcp_ecn", EcnKnob{&Profile::ecn}, 0, 2,
           "Explicit congestion notification (RFC 3168): 0 never, 1 asked for, 2 when asked."},
    Sysctl{"net.ipv4.tcp_fastopen", ConstantKnob{"0"}, 0, 0, "Data on the SYN (RFC 7413)."},
    Sysctl{"net.ipv4.tcp_no_metrics_save", ConstantKnob{"1"}, 0, 0,
           "Whether a connection forgets what earlier ones measured."},
    Sysctl{"net.ipv4.tcp_syncookies", CookiesKnob{&Profile::syn_cookies}, 0, 2,
           "SYN cookies: 0 never, 1 when the SYN queue is full, 2 always."},
    Sysctl{"net.ipv4.tcp_max_syn_backlog", NumberKnob{&Profile::max_syn_backlog}, 0, largest,
           "Without cookies, half-open connections of a listener; the last quarter is kept free."},
    Sysctl{"net.ipv4.tcp_abort_on_overflow", SwitchKnob{&Profile::abort_on_overflow}, 0, 1,
           "Whether a full accept queue answers with RST."},
    Sysctl{"net.ipv4.tcp_dsack", SwitchKnob{&Profile::dsack}, 0, 1,
           "Reports of data received twice (RFC 2883)."},
    Sysctl{"net.ipv4.tcp_recovery", ConstantKnob{"1"}, 0, 0,
           "Loss detection by time, RACK (RFC 8985)."},
    Sysctl{"net.ipv4.tcp_frto", SwitchKnob{&Profile::frto, 2}, 0, 2,
           "Detection of spurious timeouts (RFC 5682): 2 on, 0 off."},
    Sysctl{"net.ipv4.tcp_reordering", NumberKnob{&Profile::reordering}, 1, 65535,
           "How many places a segment may be late before it counts as lost."},
    Sysctl{"net.ipv4.tcp_max_reordering", NumberKnob{&Profile::max_reordering}, 1, 65535,
           "Upper bound of what a connection learns of that."},
    Sysctl{"net.ipv4.tcp_comp_sack_delay_ns", TimeKnob{&Profile::sack_delay, Duration{1}}, 0,
           largest, "How long ACKs beyond a gap are put together, in nanoseconds."},
    Sysctl{"net.ipv4.tcp_comp_sack_nr", NumberKnob{&Profile::sack_count}, 0, 255,
           "How many ACKs beyond a gap are put together at most; 0: none."},
    Sysctl{"net.ipv4.tcp_pacing_ss_ratio", NumberKnob{&Profile::pacing_ss_ratio}, 0, 1000,
           "Pacing rate in slow start, in percent of cwnd a round trip."},
    Sysctl{"net.ipv4.tcp_pacing_ca_ratio", NumberKnob{&Profile::pacing_ca_ratio}, 0, 1000,
           "The same in congestion avoidance."},
    Sysctl{"net.ipv4.tcp_tso_win_divisor", NumberKnob{&Profile::tso_win_divisor}, 0, 65535,
           "What part of the window a burst may wait for, where the device cuts segments."},
    Sysctl{"net.ipv4.tcp_retries1", ConstantKnob{"3"}, 0, 0,
           "Retransmissions before the network layer is asked for another route."},
    Sysctl{"net.ipv4.tcp_moderate_rcvbuf", ConstantKnob{"1"}, 0, 0,
           "Growth of the receive buffer with what the program reads."},
    Sysctl{"net.ipv4.tcp_autocorking", ConstantKnob{"1"}, 0, 0,
           "Joining small writes while earlier ones wait in the device."},
    Sysctl{"net.ipv4.tcp_limit_output_bytes", ConstantKnob{"1048576"}, 0, 0,
           "Bytes of one connection that may wait in the device."},
    Sysctl{"net.ipv4.tcp_slow_start_after_idle", SwitchKnob{&Profile::slow_start_after_idle}, 0, 1,
           "Whether the congestion window shrinks after a silence (RFC 2861)."},
    Sysctl{"net.ipv4.tcp_shrink_window", ConstantKnob{"0"}, 0, 0,
           "Whether an offered window may be taken back."},
    Sysctl{"net.ipv4.tcp_invalid_ratelimit", TimeKnob{&Profile::invalid_ratelimit, milliseconds{1}},
           0, largest, "Least time between answers to unacceptable segments, in milliseconds."},
    Sysctl{"net.ipv4.tcp_tw_reuse", ConstantKnob{"2"}, 0, 0,
           "Whether a new connection may take over a TIME-WAIT."},
    Sysctl{"net.ipv4.tcp_keepalive_time", ConstantKnob{"7200"}, 0, 0,
           "Seconds of silence before the first keep-alive probe."},
};

/// The numbers in `text`, parted by blanks or tabs; nothing when something else stands there.
std::optional<std::vector<std::uint32_t>> numbers_in(std::string_view text) {
    constexpr std::string_view blanks = " \t";
    std::vector<std::uint32_t> numbers;
    while (true) {
        const std::size_t first = text.find_first_not_of(blanks);
        if (first == std::string_view::npos) return numbers;
        text.remove_prefix(first);
        const std::string_view word = text.substr(0, text.find_first_of(blanks));
        std::uint32_t number = 0;
        const auto [end, problem] = std::from_chars(word.data(), word.data() + word.size(), number);
        if (problem != std::errc{} || end != word.data() + word.size()) return std::nullopt;
        numbers.push_back(number);
        text.remove_prefix(word.size());
    }
}

std::size_t values_of(const Sysctl& sysctl) {
    return std::holds_alternative<BuffersKnob>(sysctl.knob) ? 3 : 1;
}

tl::unexpected<Error> refusal(const Sysctl& sysctl, std::string_view value) {
    const std::string count = values_of(sysctl) == 1 ? "a number" : "three rising numbers";
    return failure(
        {.message = std::string(sysctl.name) + " can not be \"" + std::string(value) + "\"",
         .remedy = "write " + count + " from " + std::to_string(sysctl.least) + " to "
                   + std::to_string(sysctl.most)});
}

/// Puts numbers that are within bounds where they belong.
struct Assignment {
    const std::vector<std::uint32_t>& numbers;
    Profile& profile;

    void operator()(const SwitchKnob& knob) const { profile.*knob.field = numbers[0] >= knob.on; }
    void operator()(const NumberKnob& knob) const { profile.*knob.field = numbers[0]; }
    void operator()(const CookiesKnob& knob) const {
        profile.*knob.field = static_cast<SynCookies>(numbers[0]);
    }
    void operator()(const EcnKnob& knob) const {
        profile.*knob.field = static_cast<EcnChoice>(numbers[0]);
    }
    void operator()(const ControlKnob&) const {} // a name, not a number
    void operator()(const TimeKnob& knob) const { profile.*knob.field = numbers[0] * knob.unit; }
    void operator()(const BuffersKnob& knob) const {
        profile.*knob.field = {.least = numbers[0], .initial = numbers[1], .most = numbers[2]};
    }
    void operator()(const ConstantKnob&) const {}
};

struct Value {
    const Profile& profile;

    std::string operator()(const SwitchKnob& knob) const {
        return std::to_string(profile.*knob.field ? knob.on : 0);
    }
    std::string operator()(const NumberKnob& knob) const {
        return std::to_string(profile.*knob.field);
    }
    std::string operator()(const CookiesKnob& knob) const {
        return std::to_string(static_cast<unsigned>(profile.*knob.field));
    }
    std::string operator()(const EcnKnob& knob) const {
        return std::to_string(static_cast<unsigned>(profile.*knob.field));
    }
    std::string operator()(const ControlKnob& knob) const {
        return std::string(name_of(profile.*knob.field));
    }
    std::string operator()(const TimeKnob& knob) const {
        return std::to_string(profile.*knob.field / knob.unit);
    }
    std::string operator()(const BuffersKnob& knob) const {
        const BufferSizes& sizes = profile.*knob.field;
        return std::to_string(sizes.least) + " " + std::to_string(sizes.initial) + " "
               + std::to_string(sizes.most);
    }
    std::string operator()(const ConstantKnob& knob) const { return std::string(knob.value); }
};

Expected<void> assign_control(const Sysctl& sysctl, const ControlKnob& knob, std::string_view value,
                              Profile& profile) {
    for (const ControlChoice control :
         {ControlChoice::none, ControlChoice::reno, ControlChoice::cubic}) {
        if (name_of(control) != value) continue;
        profile.*knob.field = control;
        return {};
    }
    return failure(
        {.message = std::string(sysctl.name) + " can not be \"" + std::string(value) + "\"",
         .remedy = "write none, reno or cubic"});
}

Expected<void> assign_constant(const Sysctl& sysctl, const ConstantKnob& knob,
                               std::string_view value) {
    if (value == knob.value) return {};
    return failure({.message = "the model does not play " + std::string(sysctl.name) + " = "
                               + std::string(value) + " yet",
                    .remedy = "only " + std::string(knob.value) + " is possible"});
}

} // namespace

std::span<const Sysctl> all_sysctls() {
    return table;
}

Expected<void> assign(const Sysctl& sysctl, std::string_view value, Profile& profile) {
    if (const auto* constant = std::get_if<ConstantKnob>(&sysctl.knob))
        return assign_constant(sysctl, *constant, value);
    if (const auto* control = std::get_if<ControlKnob>(&sysctl.knob))
        return assign_control(sysctl, *control, value, profile);
    const std::optional<std::vector<std::uint32_t>> numbers = numbers_in(value);
    if (!numbers || numbers->size() != values_of(sysctl)) return refusal(sysctl, value);
    std::uint32_t least = sysctl.least;
    for (const std::uint32_t number : *numbers) {
        if (number < least || number > sysctl.most) return refusal(sysctl, value);
        least = number;
    }
    std::visit(Assignment{*numbers, profile}, sysctl.knob);
    return {};
}

std::string value_in(const Profile& profile, const Sysctl& sysctl) {
    return std::visit(Value{profile}, sysctl.knob);
}

} // namespace sim
