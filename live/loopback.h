#pragma once

#include "live/medium.h"
#include "sim/packet/codec.h"

#include <deque>
#include <span>
#include <vector>

namespace live {

/// The `lo` of one namespace, where both hosts live: the kernel itself carries every packet, and
/// each is seen twice, as it goes into the interface and as it comes out of it.
class Loopback : public Medium {
public:
    using Medium::Medium;

    bool take() override;
    bool deliver() override;
    [[nodiscard]] sim::Time next_due() const override { return flooder().next_due(); }
    [[nodiscard]] bool is_empty() const override {
        return inside_.empty() && next_due() == sim::never;
    }
    [[nodiscard]] bool is_carrying() const override { return !inside_.empty(); }

private:
    /// A packet that went in and has not come out yet.
    struct Inside {
        sim::RecordId departure{};
        sim::Time since;
        std::vector<std::uint8_t> bytes;
    };
    [[nodiscard]] int put(sim::HostId to, std::span<const std::uint8_t> packet) const override;
    void take_departure(const Frame& frame, const sim::WirePacket& packet);
    void take_arrival(const Frame& frame);
    bool give_up_lost();

    std::deque<Inside> inside_;
};

} // namespace live
