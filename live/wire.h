#pragma once

#include "live/bridge.h"
#include "live/medium.h"

namespace live {

/// The wire between two namespaces: carries each frame itself, from the end of one cable to the end
/// of the other, with the delay and the faults of the scenario.
class Wire : public Medium {
public:
    explicit Wire(const Surroundings& around) : Medium(around), bridge_(around.scenario) {}

    bool take() override;
    bool deliver() override;
    [[nodiscard]] sim::Time next_due() const override { return bridge_.next_due(); }

private:
    void take_departure(sim::HostId from, const Frame& frame);
    void hand_over(FrameInFlight frame);

    Bridge bridge_;
};

} // namespace live
