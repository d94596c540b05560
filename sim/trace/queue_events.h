#pragma once

#include "sim/trace/trace.h"

namespace sim {

/// The two queues of a listener.
enum class ListenQueue : std::uint8_t { half_open, complete };

/// When the two stages took the samples that are laid side by side.
struct SampleTimes {
    Time model{}, kernel{};
};

/// How much longer a queue of `host` is in the model at its sample than on the kernel at its own,
/// because connections of the hosts' own have entered or left it before the one and not before the
/// other. Only events count that lie less than 100 ms apart, or a quarter of the time since the
/// start, 1 s at most.
std::int32_t events_between(const Trace& model, const Trace& kernel, HostId host, ListenQueue queue,
                            const SampleTimes& taken);

} // namespace sim
