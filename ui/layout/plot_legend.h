#pragma once

#include "ui/layout/plot_layout.h"
#include "ui/theme/theme.h"

#include <vector>

namespace ui {

/// A topic of a legend with what it is at an instant.
struct PlotLegendEntry {
    PlotTopic topic{};
    PlotShape shape{};
    QString name, value;
    QRectF sample, words, number; ///< `number` has room for any value
};

/// The legend of a plot, in as many rows as the width asks for.
struct PlotLegend {
    std::vector<PlotLegendEntry> entries;
    double bottom{};
};

/// Values are those at `at_ns`, without one there are none; where both stages are shown, the
/// model's and then the kernel's. Of what has no value, such as losses, it is the number so far.
PlotLegend layoutLegend(const PlotShapes& shapes, const PlotStages& stages,
                        std::optional<std::int64_t> at_ns, const QRectF& area, const Theme& theme);

/// "cwnd", "in flight": in the window's language.
QString topicText(PlotTopic topic);
/// "Sequence numbers over time".
QString chartText(PlotChart chart);
/// What is to be said of a plot: over which interval bytes are counted, that equal ratios are
/// equally far apart, else how to tell the two stages apart. Empty where nothing is.
QString noteOf(const PlotShapes& shapes, const PlotStages& stages);
/// What lies at a point, in two lines: what and how much, and the instant.
QStringList hitText(const PlotHit& hit, const PlotShapes& shapes, std::uint32_t offset);

} // namespace ui
