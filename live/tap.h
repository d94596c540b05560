#pragma once

#include "live/descriptor.h"
#include "live/step.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace live {

/// Which way a frame passed an interface.
enum class Way : std::uint8_t { into_interface, out_of_interface };

/// An Ethernet frame that left a host.
struct Frame {
    std::int64_t wall_ns{}; ///< CLOCK_REALTIME, by the kernel: when the device was given the frame
    Way way{};              ///< seen from the host that has the interface
    std::vector<std::uint8_t> bytes;
};

inline constexpr std::size_t ethernet_header = 14;

/// What a tap shows of its interface.
enum class TapView : std::uint8_t {
    coming_out, ///< the bridge's end of a cable: what comes out of it, none of what is put into it
    both_ways,  ///< a loopback: each frame as it goes in and as it comes out
};

/// Sees the frames of an interface, and puts frames into it.
class Tap {
public:
    /// Taps the interface `name` of the namespace we are in.
    static Attempt<Tap> open(const std::string& name, TapView view);

    /// The next frame that waits; false when there is none.
    [[nodiscard]] bool read(Frame& frame) const;
    /// Hands a frame to the host at the far end, whose TCP works it off before this returns (veth
    /// delivers in the sender's softirq). Yields 0 or an errno.
    [[nodiscard]] int write(std::span<const std::uint8_t> frame) const;
    /// Frames the kernel threw away because we were too slow to read them, since the last question.
    [[nodiscard]] std::uint32_t overflowed() const;
    [[nodiscard]] int number() const { return socket_.number(); }
    /// The interface's.
    [[nodiscard]] const std::string& name() const { return name_; }

private:
    Tap(Descriptor socket, std::string name) : socket_(std::move(socket)), name_(std::move(name)) {}
    Descriptor socket_;
    std::string name_;
};

} // namespace live
