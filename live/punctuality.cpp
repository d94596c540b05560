#include "live/punctuality.h"

#include <cstdint>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace live {

namespace {

/// struct sched_attr of sched_setattr(2), which glibc does not declare.
struct SchedulingAttributes {
    std::uint32_t size{sizeof(SchedulingAttributes)};
    std::uint32_t policy{};
    std::uint64_t flags{};
    std::int32_t nice{};
    std::uint32_t priority{};
    std::uint64_t runtime_ns{};
    std::uint64_t deadline_ns{};
    std::uint64_t period_ns{};
};

constexpr std::uint64_t shortest_slice_ns = 100'000; // that sched_setattr(2) takes

constexpr int favoured = -10;

} // namespace

void ask_for_punctuality() {
    prctl(PR_SET_TIMERSLACK, 1);
    setpriority(PRIO_PROCESS, 0, favoured); // for root; others keep what they have
    // Since Linux 6.12 an ordinary process may ask for a shorter slice; who asks for less is served
    // sooner. Real-time scheduling would be more punctual still, but a real-time process that is
    // busy keeps ksoftirqd from its processor, and with it the very packets it waits for.
    SchedulingAttributes attributes;
    attributes.policy = SCHED_OTHER;
    attributes.runtime_ns = shortest_slice_ns;
    syscall(SYS_sched_setattr, 0, &attributes, 0);
}

} // namespace live
