#pragma once

#include "live/descriptor.h"
#include "live/step.h"

#include <cstdint>
#include <span>
#include <string>

namespace live {

/// Puts frames into a cable, also such that a device which joins segments would hand over: one
/// frame that the kernel takes for several segments of `segment_bytes` each (GRO).
class ScriptWire {
public:
    /// On the interface `name` of the namespace we are in.
    static Attempt<ScriptWire> open(const std::string& name);

    /// An IP packet with TCP in it, in a frame with this Ethernet header. `segment_bytes` 0: what
    /// it is, one segment. Yields 0 or an errno.
    [[nodiscard]] int write(std::span<const std::uint8_t> ethernet,
                            std::span<const std::uint8_t> packet,
                            std::uint16_t segment_bytes) const;

private:
    explicit ScriptWire(Descriptor socket) : socket_(std::move(socket)) {}
    Descriptor socket_;
};

} // namespace live
