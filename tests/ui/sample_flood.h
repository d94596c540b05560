#pragma once

#include "sim/trace/snapshot.h"
#include "ui/model/run.h"

#include <cstdint>
#include <memory>

namespace ui_test {

/// How the listener of a sample stands the flood.
enum class Flooded : std::uint8_t {
    without_cookies, ///< the queue is full after `most` SYNs, the client waits until 8.05 s
    with_cookies,    ///< all others are answered by cookies, the client is in at 1.03 s
    for_good,        ///< as without cookies, but the client gives up at 30 s
};

/// A listener on B, port 8080, whose queues take `most` entries each. Client 1 comes at 200 ms and
/// waits in the accept queue from 230 ms on. 2000 SYNs of a flood leave from 500 ms to 2.5 s.
/// Client 2 comes at 1 s. Half-open entries have 2 retries while more than half of the queue is
/// full, which is until 7.5 s, and 5 afterwards; the last go at 63.5 s. Sampled every 100 ms until
/// 66 s.
sim::Trace floodTrace(std::uint32_t most, Flooded flooded);

/// What is in the listener's slots at an instant.
sim::ListenerSnapshot floodedListener(std::uint32_t most, Flooded flooded, sim::Time now);

/// A run of it, as the model has one: with slots.
std::shared_ptr<const ui::Run> floodRun(std::uint32_t most, Flooded flooded);

/// The same as a kernel shows it: counts without slots, and the queue shorter 430 ms later.
std::shared_ptr<const ui::Run> observedFlood(std::uint32_t most, Flooded flooded);

} // namespace ui_test
