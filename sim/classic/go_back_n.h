#pragma once

#include "sim/classic/scheme.h"
#include "sim/classic/scheme_step.h"

#include <cstdint>

namespace sim {

/// Go-back-N, the sender: a window of frames under way, one timer for the oldest of them.
struct GoBackNSender {
    std::uint32_t base{};     ///< the oldest frame that is not acknowledged
    std::uint32_t next{};     ///< the next to be sent; a timeout takes it back to `base`
    std::uint32_t new_from{}; ///< the first that has never been sent
    Time deadline{never};

    /// Whether a frame may leave as soon as the line is free.
    [[nodiscard]] bool wants_line(const Scheme& scheme) const;
    void send(const Scheme& scheme, SchemeStep& step);
    /// An acknowledgment stands for its frame and for all before it.
    void ack_arrives(std::uint32_t number, const Scheme& scheme, SchemeStep& step);
    /// Everything under way will be sent again.
    void timer_fires(SchemeStep& step);
    [[nodiscard]] Time soonest() const { return deadline; }

    bool operator==(const GoBackNSender&) const = default;
};

/// Go-back-N, the receiver: takes the frame it expects and no other; it has no place to keep one.
struct GoBackNReceiver {
    std::uint32_t expected{}; ///< this many frames have been accepted

    void frame_arrives(std::uint32_t number, const Scheme& scheme, SchemeStep& step);
    [[nodiscard]] static std::uint32_t kept() { return 0; }

    bool operator==(const GoBackNReceiver&) const = default;
};

} // namespace sim
