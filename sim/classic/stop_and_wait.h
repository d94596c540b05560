#pragma once

#include "sim/classic/scheme.h"
#include "sim/classic/scheme_step.h"

#include <cstdint>

namespace sim {

/// Stop-and-wait, the sender: one frame, and nothing more until it is acknowledged.
struct StopAndWaitSender {
    std::uint32_t base{}; ///< the oldest frame that is not acknowledged
    std::uint32_t next{}; ///< the first that has not been sent
    bool again{};         ///< the frame under way is to be sent once more
    Time deadline{never};

    /// Whether a frame may leave as soon as the line is free.
    [[nodiscard]] bool wants_line(const Scheme& scheme) const;
    void send(const Scheme& scheme, SchemeStep& step);
    void ack_arrives(std::uint32_t number, const Scheme& scheme, SchemeStep& step);
    void timer_fires(SchemeStep& step);
    [[nodiscard]] Time soonest() const { return deadline; }

    bool operator==(const StopAndWaitSender&) const = default;
};

/// Stop-and-wait, the receiver: takes the frame it expects, and acknowledges it again when it comes
/// again.
struct StopAndWaitReceiver {
    std::uint32_t expected{}; ///< this many frames have been accepted

    void frame_arrives(std::uint32_t number, const Scheme& scheme, SchemeStep& step);
    [[nodiscard]] static std::uint32_t kept() { return 0; }

    bool operator==(const StopAndWaitReceiver&) const = default;
};

} // namespace sim
