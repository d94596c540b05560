#pragma once

#include "live/wire.h"

#include <cstdint>
#include <set>

namespace live {

/// A wire that holds every packet until it is told to let the next one go. The kernels' timers run
/// on meanwhile: what they send again of packets that are here, or have been, is swallowed.
class SteppedWire : public Wire {
public:
    using Wire::Wire;

    bool deliver() override;
    [[nodiscard]] sim::Time next_due() const override;

    /// Lets the next packet go, now or as soon as there is one.
    void let_one_go() { lets_one_go_ = true; }
    /// From now on it is a wire as any other.
    void let_all_go() { holds_ = false; }
    [[nodiscard]] bool holds() const { return holds_; }
    /// The packet that was let go has not come yet.
    [[nodiscard]] bool is_letting_go() const { return lets_one_go_; }

private:
    /// What makes a packet a copy of another one.
    struct Likeness {
        sim::HostId from{};
        std::uint16_t port{}, peer_port{};
        std::uint32_t seq{}, length{};
        bool syn{}, fin{};

        auto operator<=>(const Likeness&) const = default;
    };
    static Likeness likeness(sim::HostId from, const sim::WirePacket& packet);
    bool swallows(sim::HostId from, const sim::WirePacket& packet) override;
    void has_taken(sim::HostId from, const sim::WirePacket& packet) override;

    std::set<Likeness> taken_; ///< and not lost
    bool holds_{true}, lets_one_go_{};
};

} // namespace live
