#pragma once

#include "live/flooder.h"
#include "live/surroundings.h"

#include <cstdint>
#include <span>

namespace live {

/// What carries packets between the hosts, sees every one of them and tells the capture.
class Medium {
public:
    explicit Medium(const Surroundings& around) : around_(around), flooder_(around) {}
    Medium(const Medium&) = delete;
    Medium& operator=(const Medium&) = delete;
    virtual ~Medium() = default;

    /// Takes down what the hosts have sent since the last call. True when there was something.
    virtual bool take() = 0;
    /// Hands over the next packet when it is due. True when it did.
    virtual bool deliver() = 0;
    /// When the next packet is due; `never` when none is on its way.
    [[nodiscard]] virtual sim::Time next_due() const = 0;

    /// Nothing is on its way.
    [[nodiscard]] virtual bool is_empty() const = 0;
    /// The kernel is carrying a packet at this very moment: no program can go on before it is done.
    [[nodiscard]] virtual bool is_carrying() const { return false; }

    /// Why the run can not go on as the scenario asks; none where all is well.
    [[nodiscard]] sim::Rule trouble() const { return trouble_; }
    /// When it last carried something.
    [[nodiscard]] sim::Time last_event() const { return last_event_; }
    /// Segments sent so far.
    [[nodiscard]] std::uint32_t segments() const {
        return segments_ + static_cast<std::uint32_t>(flooder_.packets());
    }
    /// The scenario's floods, as far as they have come.
    [[nodiscard]] Flooder& flooder() { return flooder_; }
    [[nodiscard]] const Flooder& flooder() const { return flooder_; }

    [[nodiscard]] const Surroundings& around() const { return around_; }

protected:
    /// Hands an IP packet to a host. Yields 0 or an errno.
    [[nodiscard]] virtual int put(sim::HostId to, std::span<const std::uint8_t> packet) const = 0;
    /// Hands over the next packet of a flood.
    void flood() {
        flooder_.deliver([this](sim::HostId to, std::span<const std::uint8_t> packet) {
            return put(to, packet);
        });
        note_event(around_.clock.now());
    }
    void note_event(sim::Time at) { last_event_ = at; }
    void count_segment() { ++segments_; }
    void give_up(sim::Rule why) { trouble_ = why; }

private:
    Surroundings around_;
    Flooder flooder_;
    sim::Rule trouble_{};
    sim::Time last_event_;
    std::uint32_t segments_{};
};

} // namespace live
