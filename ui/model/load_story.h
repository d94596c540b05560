#pragma once

#include "sim/trace/trace.h"

#include <optional>
#include <vector>

namespace ui {

/// An honest client at the listener's door: one connection that a program of the scenario asks for.
struct Visit {
    sim::ConversationId conversation{};
    sim::HostId host{};
    std::vector<sim::Time> knocks;      ///< when each of its SYNs left; never empty
    std::optional<sim::Time> connected; ///< ESTABLISHED in its own eyes
    std::optional<sim::Time> welcomed;  ///< ESTABLISHED in the listener's eyes
    std::optional<sim::Time> over;      ///< its end has CLOSED
    bool was_reset{};                   ///< by a RST
    bool gave_up{};                     ///< nothing had come by the end of its patience

    bool operator==(const Visit&) const = default;
};

/// How a visit stands at an instant.
enum class VisitStage : std::uint8_t {
    away,        ///< has not come yet
    knocking,    ///< has sent a SYN and waits
    ghost,       ///< believes it is in, of which the listener knows nothing
    inside,      ///< both ends are ESTABLISHED
    turned_away, ///< by a reset
    gave_up,     ///< without an answer
    left,        ///< was inside, and its connection is over
};

VisitStage stageOf(const Visit& visit, sim::Time now);

/// What one run says of a listener under load, read once.
struct LoadStory {
    sim::HostId host{};                            ///< the listener's
    std::uint16_t port{};                          ///< and its port
    std::vector<sim::QueueSample> samples;         ///< of this listener; empty: there is no load
    std::vector<sim::FloodSummary> floods;         ///< those that go to it
    std::optional<sim::Time> flood_from, flood_to; ///< when their first and last SYN left
    std::vector<Visit> visits;                     ///< in the order in which they came
    sim::Time end;                                 ///< of the run

    /// The last sample that had been taken at `now`; null before the first.
    [[nodiscard]] const sim::QueueSample* sampleAt(sim::Time now) const;
    /// SYNs that all floods send.
    [[nodiscard]] std::uint64_t floodSize() const;
};

/// The listener that is told of is the first flood's; without a flood the first that was sampled.
LoadStory loadStoryOf(const sim::Trace& trace);

} // namespace ui
