#pragma once

#include "ui/model/run.h"

#include <cstdint>
#include <vector>

namespace ui {

/// One segment under way: from the record that sent it to the record that tells its end.
struct SegmentLine {
    sim::RecordId departure{};
    sim::RecordId end{}; ///< received, dropped or ignored; 0 while nobody knows
    bool sent_again{};   ///< it repeats sequence numbers that had left before
    bool copy{};         ///< a second arrival of the same departure

    bool operator==(const SegmentLine&) const = default;
};

enum class TimerOutcome : std::uint8_t { running, fired, cancelled };

/// A timer from the record that set it to the one that ended it; setting it anew ends it as well.
struct TimerSpan {
    sim::RecordId set{}, end{}; ///< end is 0 while it runs
    TimerOutcome outcome{};

    bool operator==(const TimerSpan&) const = default;
};

/// What a ladder looks up in a trace, gathered once a run.
struct LadderIndex {
    std::vector<SegmentLine> lines;    ///< by departure
    std::vector<StageTime> latest_end; ///< the latest end of a line and all before it
    std::vector<TimerSpan> timers;     ///< by the record that set them
    std::vector<sim::RecordId> states; ///< records of kind state
    std::vector<sim::RecordId>
        calls; ///< records of kind call; waiting (sleep) is none of the network's
    std::vector<sim::RecordId> messages; ///< records of kind icmp

    /// The stage time at which `line` ends, or would if nothing happened to it.
    static StageTime endOf(const Run& run, const SegmentLine& line);
    /// The first line that may still be under way at `stage`.
    [[nodiscard]] std::size_t firstUnderWay(StageTime stage) const;
};

LadderIndex indexOf(const Run& run);

} // namespace ui
