#pragma once

#include "ui/model/run.h"
#include "ui/theme/theme.h"

#include <vector>

#include <QSizeF>

namespace ui {

/// How wide and how tall things of a ladder are: where lifelines stand, how many pixels a
/// nanosecond of stage time takes.
class LadderGeometry {
public:
    static constexpr qreal pixels_per_flight = 112; ///< at zoom 1
    static constexpr qreal top_space = 52;          ///< above stage time 0
    static constexpr qreal bottom_space = 96;       ///< below the last record

    LadderGeometry(const Run& run, qreal width, qreal zoom, const Theme& theme);

    [[nodiscard]] qreal width() const { return width_; }
    [[nodiscard]] qreal factor() const { return factor_; }
    [[nodiscard]] qreal axisWidth() const { return axis_width_; }
    /// The room outside a lifeline.
    [[nodiscard]] qreal sideWidth() const { return side_width_; }
    [[nodiscard]] qreal lifeline(sim::HostId host) const { return lifelines_.at(host); }
    [[nodiscard]] const std::vector<qreal>& lifelines() const { return lifelines_; }
    /// -1 where a host's side labels stand to the left of its lifeline, 1 where to the right.
    [[nodiscard]] static int outward(sim::HostId host) { return host == 0 ? -1 : 1; }

    [[nodiscard]] qreal yOf(StageTime stage) const;
    [[nodiscard]] StageTime stageAt(qreal y) const;
    [[nodiscard]] qreal contentHeight() const { return content_height_; }

private:
    qreal width_, factor_, axis_width_, side_width_;
    qreal pixels_per_ns_;
    qreal content_height_{};
    std::vector<qreal> lifelines_;
};

} // namespace ui
