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
        return std::min({bridge_.next_due(), injector_.next_due(), flooder().next_due()});
    }

    [[nodiscard]] bool is_empty() const override { return Wire::next_due() == sim::never; }

protected:
    [[nodiscard]] sim::Time next_frame_due() const { return bridge_.next_due(); }
    [[nodiscard]] sim::Time next_injection_due() const { return injector_.next_due(); }
    void hand_over_next() { hand_over(bridge_.next()); }
    void inject_next() { inject(injector_.next()); }
    /// Whether a packet that has left a host goes no further, and is not counted.
    virtual bool swallows(sim::HostId /*from*/, const sim::WirePacket& /*packet*/) { return false; }
    /// A packet is on its way that nothing has killed.
    virtual void has_taken(sim::HostId /*from*/, const sim::WirePacket& /*packet*/) {}

private:
    [[nodiscard]] int put(sim::HostId to, std::span<const std::uint8_t> packet) const override;
    void take_departure(sim::HostId from, const Frame& frame);
    void hand_over(FrameInFlight frame);
    void inject_icmp(const Injector::Due& due);
    void inject(const Injector::Due& due);

    Bridge bridge_;
    Injector injector_;
};

} // namespace live
