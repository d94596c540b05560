#include "ui/layout/ladder_geometry.h"

#include <algorithm>

namespace ui {

LadderGeometry::LadderGeometry(const Run& run, qreal width, qreal zoom, const Theme& theme)
    : width_(width),
      factor_(theme.type_factor),
      axis_width_(58 * factor_),
      side_width_(std::clamp(width * 0.225, 136 * factor_, 210 * factor_)),
      pixels_per_ns_(pixels_per_flight * factor_ * zoom
                     / static_cast<qreal>(run.stageMap().flight().count())) {
    const std::size_t hosts = std::max<std::size_t>(2, run.trace().header.hosts.size());
    const qreal first = axis_width_ + side_width_;
    const qreal last = width - side_width_;
    for (std::size_t n = 0; n < hosts; ++n)
        lifelines_.push_back(
            first + (last - first) * static_cast<qreal>(n) / static_cast<qreal>(hosts - 1));
    content_height_ = yOf(run.stageMap().end()) + bottom_space * factor_;
}

qreal LadderGeometry::yOf(StageTime stage) const {
    return top_space * factor_ + static_cast<qreal>(stage) * pixels_per_ns_;
}

StageTime LadderGeometry::stageAt(qreal y) const {
    return static_cast<StageTime>((y - top_space * factor_) / pixels_per_ns_);
}

} // namespace ui
