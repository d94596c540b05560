#pragma once

#include "sim/trace/trace.h"
#include "ui/theme/segment_look.h"

#include <cstdint>
#include <vector>

#include <QString>

namespace ui {

enum class StoryKind : std::uint8_t {
    asks,        ///< a SYN leaves
    agrees,      ///< a SYN ACK leaves
    established, ///< both ends are ESTABLISHED
    sends,       ///< bytes leave
    loses,       ///< a segment dies on its way
    timer_fires, ///< a retransmission timer
    sends_again,
    intrudes, ///< a segment enters that `host` has not sent
    closes,   ///< a FIN leaves
    resets,   ///< an RST leaves
    waits,    ///< an end enters TIME-WAIT
    hears,    ///< an ICMP message arrives
    over,     ///< both ends are CLOSED
};

/// A step of the story as a person would tell it; several records of one kind make one step.
struct StoryStep {
    sim::RecordId record{}; ///< its first
    StoryKind kind{};
    sim::HostId host{};
    SegmentKind segment{}; ///< of loses, sends_again and intrudes
    std::uint64_t bytes{}; ///< of sends
    std::uint32_t segments{};
    bool of_flood{}; ///< asks, resets, loses: not `host` sends, but a source of a flood

    bool operator==(const StoryStep&) const = default;
};

/// The story of a trace, in order.
std::vector<StoryStep> storyOf(const sim::Trace& trace);

/// "A sends 5 bytes", in the language of the window.
QString storyText(const sim::Trace& trace, const StoryStep& step);

} // namespace ui
