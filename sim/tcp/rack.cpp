#include "sim/tcp/rack.h"

namespace sim {

void Rack::adapt(Time newest_sent_at, Time now) {
    constexpr std::uint8_t most_steps = 255;
    if (newest_sent_at < adapted_at) saw_duplicate = false; // of before it was lengthened
    if (saw_duplicate) {
        if (steps < most_steps) ++steps;
        saw_duplicate = false;
        adapted_at = now;
        persist = recoveries_kept;
    } else if (persist == 0) {
        steps = 1;
    }
}

void Rack::add_to(Digest& digest) const {
    digest.add(newest);
    digest.add(rtt.count());
    digest.add(steps);
    digest.add(persist);
    digest.add(advanced);
    digest.add(saw_duplicate);
    digest.add(adapted_at.since_start_ns);
}

} // namespace sim
