#pragma once

#include "live/descriptor.h"
#include "live/step.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace live {

/// An Ethernet frame that left a host.
struct Frame {
    std::int64_t wall_ns{}; ///< CLOCK_REALTIME, by the kernel: when the device was given the frame
    std::vector<std::uint8_t> bytes;
};

inline constexpr std::size_t ethernet_header = 14;

/// The bridge's end of a cable: sees every frame that comes out of it, and puts frames into it.
class Tap {
public:
    /// Taps the interface `name` of the namespace we are in.
    static Attempt<Tap> open(const std::string& name);

    /// The next frame that waits; false when there is none.
    [[nodiscard]] bool read(Frame& frame) const;
    /// Hands a frame to the host at the far end, whose TCP works it off before this returns (veth
    /// delivers in the sender's softirq). Yields 0 or an errno.
    [[nodiscard]] int write(std::span<const std::uint8_t> frame) const;
    /// Frames the kernel threw away because we were too slow to read them, since the last question.
    [[nodiscard]] std::uint32_t overflowed() const;
    [[nodiscard]] int number() const { return socket_.number(); }

private:
    explicit Tap(Descriptor socket) : socket_(std::move(socket)) {}
    Descriptor socket_;
};

} // namespace live
