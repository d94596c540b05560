#include "live/punctuality.h"

#include <cstdint>
#include <sched.h>
#include <sys/prctl.h>
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

/// Since Linux 6.12 an ordinary process may ask for a shorter slice; who asks for less is served
/// sooner.
void ask_for_short_slice() {
    SchedulingAttributes attributes;
    attributes.policy = SCHED_OTHER;
    attributes.runtime_ns = 100'000; // the shortest that is taken
    syscall(SYS_sched_setattr, 0, &attributes, 0);
}

} // namespace

void ask_for_punctuality() {
    prctl(PR_SET_TIMERSLACK, 1);
    const sched_param lowest{.sched_priority = 1};
    if (sched_setscheduler(0, SCHED_FIFO | SCHED_RESET_ON_FORK, &lowest) != 0)
        ask_for_short_slice();
}

} // namespace live
