#pragma once

#include "sim/classic/scheme.h"
#include "sim/classic/scheme_step.h"

#include <cstdint>
#include <vector>

namespace sim {

/// A frame that has been sent and lies in the window.
struct FrameUnderWay {
    Time deadline{never}; ///< of its own timer
    bool acked{};
    bool again{}; ///< to be sent once more

    bool operator==(const FrameUnderWay&) const = default;
};

/// Selective repeat, the sender: a window of frames, each with a timer of its own.
struct SelectiveRepeatSender {
    std::uint32_t base{};                   ///< the oldest frame that is not acknowledged
    std::uint32_t next{};                   ///< the first that has not been sent
    std::vector<FrameUnderWay> under_way{}; ///< `base` and those after it

    /// Whether a frame may leave as soon as the line is free.
    [[nodiscard]] bool wants_line(const Scheme& scheme) const;
    void send(const Scheme& scheme, SchemeStep& step);
    /// An acknowledgment stands for its frame alone.
    void ack_arrives(std::uint32_t number, const Scheme& scheme, SchemeStep& step);
    /// Those frames whose time has come will be sent again, and no others.
    void timer_fires(SchemeStep& step);
    [[nodiscard]] Time soonest() const;

    bool operator==(const SelectiveRepeatSender&) const = default;

private:
    [[nodiscard]] bool has_room(const Scheme& scheme) const;
};

/// Selective repeat, the receiver: keeps what comes behind a gap, and acknowledges each frame by
/// itself.
struct SelectiveRepeatReceiver {
    std::uint32_t expected{}; ///< all before it have been delivered in order
    std::vector<std::uint8_t>
        arrived{}; ///< of `expected` and those after it: 1 for one that is kept

    void frame_arrives(std::uint32_t number, const Scheme& scheme, SchemeStep& step);
    /// How many are kept behind a gap.
    [[nodiscard]] std::uint32_t kept() const;

    bool operator==(const SelectiveRepeatReceiver&) const = default;

private:
    void accept(std::uint32_t frame, SchemeStep& step);
};

} // namespace sim
