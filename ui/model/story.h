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
    refuses,  ///< an RST leaves before both ends were ESTABLISHED
    resets,   ///< an RST leaves afterwards
    waits,    ///< an end enters TIME-WAIT
    hears,    ///< an ICMP message arrives
    over,     ///< both ends are CLOSED
};

/// A segment of a step that sends, with how many bytes have left by then in that step.
struct StorySending {
    sim::RecordId record{};
    std::uint64_t bytes{};

    bool operator==(const StorySending&) const = default;
};

/// A step of the story as a person would tell it; several records of one kind make one step.
struct StoryStep {
    sim::RecordId record{}; ///< its first
    StoryKind kind{};
    sim::HostId host{};
    SegmentKind segment{};              ///< of loses, sends_again and intrudes
    std::vector<StorySending> sendings; ///< of sends, in order
    bool of_flood{}; ///< asks, refuses, loses: not `host` sends, but a source of a flood

    bool operator==(const StoryStep&) const = default;
};

/// The story of a trace, in order.
std::vector<StoryStep> storyOf(const sim::Trace& trace);

/// "A sends 5 bytes", in the language of the window: what has been done of the step when `cursor`,
/// its first record or a later one, had happened.
QString storyText(const sim::Trace& trace, const StoryStep& step, sim::RecordId cursor);

} // namespace ui
