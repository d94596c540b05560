#pragma once

#include "live/descriptor.h"
#include "live/step.h"

namespace live {

/// Moves this process, which must have one thread, into a user namespace and a network namespace of
/// its own, where it holds every capability over what is inside and none over what is outside
/// (user_namespaces(7)). Yields the network namespace, which has no interface but a loopback that
/// is down.
Attempt<Descriptor> enter_private_namespaces();

/// Makes a further network namespace and enters it.
Attempt<Descriptor> enter_new_network();

/// The network namespace we are in.
Attempt<Descriptor> current_network();

/// Enters `network` while it lives, and `home` again after it. Sockets stay in the namespace they
/// were made in, so one process can drive all hosts.
class Inside {
public:
    Inside(const Descriptor& network, const Descriptor& home);
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;
    ~Inside();

private:
    const Descriptor& home_;
};

} // namespace live
