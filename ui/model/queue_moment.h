#pragma once

#include "sim/trace/snapshot.h"
#include "ui/model/load_story.h"

#include <optional>
#include <vector>

namespace ui {

/// Whose entry a slot holds.
enum class SlotOwner : std::uint8_t {
    stranger, ///< one of the flood's sources
    visitor,  ///< an honest client
    unknown,  ///< the stage counts entries, and does not tell them apart
};

/// A taken slot, as it stands at an instant.
struct SlotFigure {
    std::uint32_t slot{}; ///< its number in the row, from 0
    SlotOwner owner{};
    sim::HostId host{sim::no_host};      ///< the visitor's
    std::optional<double> time_left{};   ///< 1 when its timer was set, 0 when it is due
    std::optional<sim::Duration> left{}; ///< the same as a time
    std::uint32_t retries_left{};        ///< of its SYN-ACK
    std::uint32_t timeouts{};            ///< how often the SYN-ACK was sent again
    bool acked{};                        ///< its ACK has come, and found the accept queue full

    bool operator==(const SlotFigure&) const = default;
};

/// A queue at an instant.
struct QueueRow {
    std::uint32_t taken{}, most{};
    std::vector<SlotFigure> figures;

    [[nodiscard]] bool isFull() const { return most > 0 && taken >= most; }
};

/// A listener under load at an instant.
struct QueueMoment {
    QueueRow syn, accept;
    sim::ListenCounts counts{};
    sim::FloodCounts flood;

    [[nodiscard]] std::uint64_t count(sim::ListenCounter counter) const {
        return counts.at(static_cast<std::size_t>(counter));
    }
};

/// The queues at `now`: slot by slot where `listener` (of a snapshot not later than `now`) is
/// given, else as many as the last sample has counted.
QueueMoment momentOf(const sim::Trace& trace, const LoadStory& story,
                     const sim::ListenerSnapshot* listener, sim::Time now);

} // namespace ui
