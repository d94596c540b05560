#pragma once

#include "live/flooder.h"

#include <vector>

namespace live {

/// Looks at the queues of every listener at the times the scenario asks for.
class QueueSampler {
public:
    QueueSampler(const sim::Scenario& scenario, const Lab& lab);

    /// When the next sample is due; `never` when the scenario asks for none.
    [[nodiscard]] sim::Time next_due() const { return next_; }
    /// Takes one now.
    void sample(sim::Time now, const Flooder& floods);
    /// The first one; one more as the run ends; and what has been seen.
    void start();
    sim::Load finish(sim::Time now, const Flooder& floods);

    /// Whether somebody is still half open at a host that is flooded: its timer will send.
    [[nodiscard]] bool is_anyone_half_open() const;

private:
    void sample_host(sim::Time now, sim::HostId host, const Flooder& floods);

    const sim::Scenario& scenario_;
    const Lab& lab_;
    sim::Time next_{sim::never};
    std::vector<sim::ListenCounts> start_; ///< of each host
    std::vector<sim::QueueSample> samples_;
};

} // namespace live
