#include "tests/soak/kinds.h"

#include <algorithm>
#include <array>

namespace soak {

namespace {

using namespace sim;

template <FaultAction action>
bool has_fault(const Scenario& scenario) {
    return std::any_of(scenario.faults.begin(), scenario.faults.end(),
                       [](const Fault& fault) { return fault.action == action; });
}

/// The next fault is of the same segments, and of the one behind.
bool goes_on(const Fault& fault, const Fault& next) {
    return fault.action == next.action && fault.from == next.from && fault.what == next.what
           && fault.every == 0 && next.every == 0 && fault.nth + 1 == next.nth;
}

bool has_burst(const Scenario& scenario) {
    return std::adjacent_find(scenario.faults.begin(), scenario.faults.end(), goes_on)
           != scenario.faults.end();
}

template <ProfileName name>
bool has_profile(const Scenario& scenario) {
    return scenario.profile == name;
}

template <typename Test>
bool any_host(const Scenario& scenario, Test test) {
    return std::any_of(scenario.hosts.begin(), scenario.hosts.end(),
                       [&](const HostSpec& host) { return test(host.profile); });
}

template <ControlChoice control>
bool has_control(const Scenario& scenario) {
    return any_host(scenario,
                    [](const Profile& profile) { return profile.congestion_control == control; });
}

template <bool Profile::*option, bool wanted>
bool has_switch(const Scenario& scenario) {
    return any_host(scenario, [](const Profile& profile) { return profile.*option == wanted; });
}

template <typename Test>
bool any_call(const Scenario& scenario, Test test) {
    return std::any_of(scenario.programs.begin(), scenario.programs.end(),
                       [&](const Program& program) {
                           return std::any_of(program.calls.begin(), program.calls.end(), test);
                       });
}

template <CallKind kind>
bool has_call(const Scenario& scenario) {
    return any_call(scenario, [](const Call& call) { return call.kind == kind; });
}

template <SocketOption option>
bool has_option(const Scenario& scenario) {
    return any_call(scenario, [](const Call& call) {
        return call.kind == CallKind::setsockopt && call.option == option;
    });
}

template <SocketOption option>
bool has_tiny(const Scenario& scenario) {
    constexpr std::uint32_t few_segments = 6000;
    return any_call(scenario, [](const Call& call) {
        return call.kind == CallKind::setsockopt && call.option == option
               && call.count < few_segments;
    });
}

template <BufferSizes Profile::*buffer>
bool has_tiny_sysctl(const Scenario& scenario) {
    constexpr std::uint32_t few_segments = 25'000;
    return any_host(scenario,
                    [](const Profile& profile) { return (profile.*buffer).most < few_segments; });
}

template <ShutdownHalf half>
bool has_shutdown(const Scenario& scenario) {
    return any_call(scenario, [](const Call& call) {
        return call.kind == CallKind::shutdown && call.half == half;
    });
}

/// A program that writes some hundred segments.
bool has_bulk(const Scenario& scenario) {
    constexpr std::uint64_t much = 100'000;
    const auto writes = [](const Program& program) {
        std::uint64_t sum = 0, rounds = 1;
        for (const Call& call : program.calls) {
            if (call.kind == CallKind::repeat) rounds = call.until_end_of_stream ? 1 : call.count;
            if (call.kind == CallKind::end_repeat) rounds = 1;
            if (call.kind == CallKind::send) sum += rounds * call.literal.length();
        }
        return sum;
    };
    return std::any_of(scenario.programs.begin(), scenario.programs.end(),
                       [&](const Program& program) { return writes(program) >= much; });
}

/// A host that both listens to nobody and is called.
bool has_crossing(const Scenario& scenario) {
    return std::any_of(
        scenario.programs.begin(), scenario.programs.end(),
        [](const Program& program) { return program.name.rfind("crosser", 0) == 0; });
}

constexpr std::array kinds{
    Kind{"random loss", [](const Scenario& s) { return s.link.loss_per_billion != 0; }, 30},
    Kind{"no loss at all",
         [](const Scenario& s) { return s.link.loss_per_billion == 0 && s.faults.empty(); }, 10},
    Kind{"a slow link", [](const Scenario& s) { return s.link.rate_bits_per_s != 0; }, 20},
    Kind{"a short queue", [](const Scenario& s) { return s.link.queue_packets != 0; }, 5},
    Kind{"drop", has_fault<FaultAction::drop>, 15},
    Kind{"duplicate", has_fault<FaultAction::duplicate>, 20},
    Kind{"delay", has_fault<FaultAction::delay>, 20},
    Kind{"corrupt", has_fault<FaultAction::corrupt>, 15},
    Kind{"hold", has_fault<FaultAction::hold>, 5},
    Kind{"mark", has_fault<FaultAction::mark>, 20},
    Kind{"a burst", has_burst, 8},
    Kind{"linux", has_profile<ProfileName::linux>, 25},
    Kind{"rfc9293", has_profile<ProfileName::rfc9293>, 12},
    Kind{"freebsd", has_profile<ProfileName::freebsd>, 12},
    Kind{"classroom", has_profile<ProfileName::classroom>, 12},
    Kind{"no congestion control", has_control<ControlChoice::none>, 8},
    Kind{"reno", has_control<ControlChoice::reno>, 20},
    Kind{"cubic", has_control<ControlChoice::cubic>, 40},
    Kind{"SACK", has_switch<&Profile::sack, true>, 40},
    Kind{"no SACK", has_switch<&Profile::sack, false>, 20},
    Kind{"timestamps", has_switch<&Profile::timestamps, true>, 40},
    Kind{"no timestamps", has_switch<&Profile::timestamps, false>, 15},
    Kind{"no window scaling", has_switch<&Profile::window_scaling, false>, 10},
    Kind{"ECN",
         [](const Scenario& s) {
             return any_host(s, [](const Profile& p) { return p.ecn == EcnChoice::active; });
         },
         20},
    Kind{"SYN cookies always",
         [](const Scenario& s) {
             return any_host(s,
                             [](const Profile& p) { return p.syn_cookies == SynCookies::always; });
         },
         1},
    Kind{"a tiny receive buffer", has_tiny<SocketOption::receive_buffer>, 15},
    Kind{"a tiny send buffer", has_tiny<SocketOption::send_buffer>, 15},
    Kind{"a tiny tcp_rmem", has_tiny_sysctl<&Profile::rmem>, 10},
    Kind{"a tiny tcp_wmem", has_tiny_sysctl<&Profile::wmem>, 8},
    Kind{"hundreds of segments", has_bulk, 10},
    Kind{"IPv6", [](const Scenario& s) { return s.hosts[0].address.family == AddressFamily::ipv6; },
         10},
    Kind{"a loopback", [](const Scenario& s) { return s.topology == Topology::loopback; }, 2},
    Kind{"both call at once", has_crossing, 20},
    Kind{"send_urgent", has_call<CallKind::send_urgent>, 15},
    Kind{"recv_urgent", has_call<CallKind::recv_urgent>, 10},
    Kind{"shutdown read", has_shutdown<ShutdownHalf::read>, 3},
    Kind{"shutdown write", has_shutdown<ShutdownHalf::write>, 30},
    Kind{"shutdown both", has_shutdown<ShutdownHalf::both>, 3},
    Kind{"a call that may fail",
         [](const Scenario& s) { return any_call(s, [](const Call& c) { return c.may_fail; }); },
         2},
    Kind{"SO_LINGER", has_option<SocketOption::linger>, 10},
    Kind{"SO_REUSEADDR", has_option<SocketOption::reuse_address>, 20},
    Kind{"TCP_NODELAY", has_option<SocketOption::no_delay>, 20},
    Kind{"TCP_CORK", has_option<SocketOption::cork>, 5},
    Kind{"TCP_QUICKACK", has_option<SocketOption::quick_ack>, 5},
    Kind{"TCP_MAXSEG", has_option<SocketOption::max_segment>, 30},
    Kind{"SO_KEEPALIVE", has_option<SocketOption::keep_alive>, 15},
    Kind{"TCP_USER_TIMEOUT", has_option<SocketOption::user_timeout>, 20},
    Kind{"SO_RCVBUF", has_option<SocketOption::receive_buffer>, 30},
    Kind{"SO_SNDBUF", has_option<SocketOption::send_buffer>, 30},
};

} // namespace

std::span<const Kind> all_kinds() {
    return kinds;
}

} // namespace soak
