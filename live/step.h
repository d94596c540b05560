#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace live {

/// What the stage needs from the kernel, in the order it is asked for. A system may allow one step
/// and forbid the next: Ubuntu's AppArmor rule grants the user namespace and then no capability in
/// it.
enum class Step : std::uint8_t {
    user_namespace,    ///< unshare(CLONE_NEWUSER | CLONE_NEWNET)
    identity_map,      ///< /proc/self/uid_map and gid_map
    network_namespace, ///< a further namespace for each host
    system_control,    ///< /proc/sys/net, written inside
    cable,             ///< a pair of virtual Ethernet devices (veth)
    interface,         ///< MTU, offloads, up
    address,           ///< address, route, neighbour
    packet_socket,     ///< AF_PACKET, to see and to carry every frame
    socket_diagnosis,  ///< NETLINK_SOCK_DIAG, to see the state of every socket
};

/// "user namespace", "packet socket" and so on.
constexpr std::string_view name_of(Step step) {
    constexpr std::array<std::string_view, 9> names{
        "user namespace",    "identity map", "network namespace", "sysctl",          "veth pair",
        "network interface", "address",      "packet socket",     "socket diagnosis"};
    return names.at(static_cast<std::size_t>(step));
}

/// The step that the kernel refused, and its errno.
struct StepFailure {
    Step step{};
    int error{};
    std::string subject{}; ///< the sysctl or file it was about; may be empty

    bool operator==(const StepFailure&) const = default;
};

/// What came of a step.
template <typename T>
using Attempt = tl::expected<T, StepFailure>;

/// A step as an Attempt: `error` is 0 or an errno.
inline Attempt<void> attempt(Step step, int error, const std::string& subject = {}) {
    if (error == 0) return {};
    return tl::unexpected<StepFailure>(StepFailure{step, error, subject});
}

} // namespace live
