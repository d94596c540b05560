#pragma once

#include "live/bridge.h"
#include "live/injector.h"
#include "live/medium.h"

#include <algorithm>

namespace live {

/// The wire between two namespaces: carries each frame itself, from the end of one cable to the end
/// of the other, with the delay and the faults of the scenario.
class Wire : public Medium {
public:
    explicit Wire(const Surroundings& around)
        : Medium(around), bridge_(around.scenario), injector_(around.scenario.injections) {}

    bool take() override;
    bool deliver() override;
    [[nodiscard]] sim::Time next_due() const override {
        return std::min(bridge_.next_due(), injector_.next_due());
    }

private:
    void take_departure(sim::HostId from, const Frame& frame);
    void hand_over(FrameInFlight frame);
    void inject(const Injector::Due& due);

    Bridge bridge_;
    Injector injector_;
};

} // namespace live
