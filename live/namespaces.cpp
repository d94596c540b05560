#include "live/namespaces.h"

#include "live/small_file.h"
#include "sim/base/assert.h"

#include <cerrno>
#include <fcntl.h>
#include <sched.h>
#include <string>

namespace live {

namespace {

/// One line of uid_map: our own identity outside is root inside.
std::string map_of(unsigned identity) {
    return "0 " + std::to_string(identity) + " 1";
}

Attempt<void> write_identity_maps(uid_t user, gid_t group) {
    // A group map may only be written after setgroups is given up (user_namespaces(7)); kernels
    // before 3.19 have no such file.
    const int denied = write_file("/proc/self/setgroups", "deny");
    if (denied != 0 && denied != ENOENT) return attempt(Step::identity_map, denied, "setgroups");
    if (const int error = write_file("/proc/self/uid_map", map_of(user)); error != 0)
        return attempt(Step::identity_map, error, "uid_map");
    return attempt(Step::identity_map, write_file("/proc/self/gid_map", map_of(group)), "gid_map");
}

} // namespace

Attempt<Descriptor> enter_private_namespaces() {
    const uid_t user = geteuid();
    const gid_t group = getegid();
    if (unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0)
        return tl::unexpected<StepFailure>(StepFailure{Step::user_namespace, errno});
    if (const Attempt<void> mapped = write_identity_maps(user, group); !mapped)
        return tl::unexpected<StepFailure>(mapped.error());
    return current_network();
}

Attempt<Descriptor> current_network() {
    Descriptor network{open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC)};
    if (!network.is_open())
        return tl::unexpected<StepFailure>(StepFailure{Step::network_namespace, errno});
    return network;
}

Attempt<Descriptor> enter_new_network() {
    if (unshare(CLONE_NEWNET) != 0)
        return tl::unexpected<StepFailure>(StepFailure{Step::network_namespace, errno});
    return current_network();
}

Inside::Inside(const Descriptor& network, const Descriptor& home) : home_(home) {
    SIM_ASSERT(setns(network.number(), CLONE_NEWNET) == 0);
}

Inside::~Inside() {
    SIM_ASSERT(setns(home_.number(), CLONE_NEWNET) == 0);
}

} // namespace live
