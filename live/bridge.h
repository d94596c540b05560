#pragma once

#include "live/lab.h"
#include "sim/link/fault_list.h"
#include "sim/link/loss_stream.h"
#include "sim/link/transmitter.h"
#include "sim/scenario/scenario.h"
#include "sim/trace/record.h"

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace live {

/// A frame on its way through the bridge.
struct FrameInFlight {
    sim::Time due;
    sim::HostId to{};
    sim::RecordId departure{}; ///< the record of its being sent, or what an ICMP message follows
    std::uint16_t icmp{};      ///< the number of its injection from 1, when it is an ICMP message
    bool corrupted{};
    bool marked{}; ///< congestion is to be noted, where the sender takes note
    std::vector<std::uint8_t> bytes;
};

/// The link between two kernels: takes every frame that leaves one, asks the same faults, loss,
/// delay, rate and queue as the model's link, and says when the frame is to reach the other.
class Bridge {
public:
    explicit Bridge(const sim::Scenario& scenario);

    /// Takes a frame that left at `departed`. Yields why it, or a copy of it, died, if it did.
    std::optional<sim::DropReason> take(sim::Time departed, const sim::Departure& departure,
                                        FrameInFlight frame);
    /// Takes a frame that no fault may touch and that waits in no queue.
    void carry(sim::Time departed, FrameInFlight frame);
    /// When the next frame is due; `never` when none is on its way.
    [[nodiscard]] sim::Time next_due() const;
    /// Removes the next frame, which must exist.
    FrameInFlight next();

private:
    /// One direction.
    struct Line {
        sim::LossStream loss;
        sim::Transmitter transmitter;
    };
    std::optional<sim::DropReason> judge(sim::Time departed, const sim::Departure& departure,
                                         FrameInFlight frame);
    void release_held(sim::Time at);
    void insert(FrameInFlight frame);

    sim::LinkSpec link_;
    sim::FaultList faults_;
    std::array<Line, host_count> lines_;
    /// A frame that waits for the end of a hold.
    struct Held {
        std::uint32_t hold{};
        FrameInFlight frame;
    };

    std::vector<Held> held_;
    std::deque<FrameInFlight> in_flight_; ///< by due time; of equals, the one taken first
};

} // namespace live
