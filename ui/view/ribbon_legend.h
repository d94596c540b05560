#pragma once

#include "ui/model/byte_fates.h"
#include "ui/theme/theme.h"

#include <functional>
#include <vector>

#include <QPainter>
#include <QRectF>

namespace ui {

/// Where a ribbon's legend may stand.
struct LegendRoom {
    QRectF beside; ///< in the title's line
    QRectF below;  ///< below the ribbons; no height where they have it all
};

/// What the signs in a ribbon's cells mean: a cell of each fate with its name.
class RibbonLegend {
public:
    /// Whether a fate is on the picture.
    using Shows = std::function<bool(ByteFate fate)>;

    static constexpr double line_height = 22; ///< at the screen's size of type

    /// Beside the title where all have room, else in lines of their own where there is height for
    /// those, else as many as the title's line takes: what is not on the picture goes first.
    void place(const Theme& theme, const std::vector<ByteFate>& fates, const Shows& shows,
               const LegendRoom& room);
    void paint(QPainter& painter, const Theme& theme, const ByteFlow& flow) const;

private:
    /// A cell with its name.
    struct Entry {
        ByteFate fate{};
        QString text;
        QRectF sample, words;
    };

    std::vector<Entry> entries_;
};

} // namespace ui
