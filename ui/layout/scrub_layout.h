#pragma once

#include "ui/layout/ladder_index.h"
#include "ui/theme/segment_look.h"

#include <cstdint>
#include <vector>

#include <QRectF>

namespace ui {

enum class ScrubMark : std::uint8_t { departure, loss };

/// A tick of the scrub line: a segment that left, above the line for the first host, below it for
/// others.
struct ScrubTick {
    sim::RecordId record{};
    ScrubMark mark{};
    SegmentKind kind{};
    sim::HostId sender{};
    qreal x{};
};

/// The line the cursor is dragged along: the run's stage time as length.
class ScrubLayout {
public:
    /// `line` is the box of the line itself; ticks stand above and below it.
    ScrubLayout(const Run& run, const QRectF& line);

    [[nodiscard]] const std::vector<ScrubTick>& ticks() const { return ticks_; }
    [[nodiscard]] qreal xOf(StageTime stage) const;
    [[nodiscard]] StageTime stageAt(qreal x) const;

private:
    QRectF line_;
    StageTime end_;
    std::vector<ScrubTick> ticks_;
};

} // namespace ui
