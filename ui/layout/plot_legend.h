#pragma once

#include "ui/layout/plot_layout.h"
#include "ui/theme/theme.h"

#include <functional>
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

/// Whose instant a legend tells of.
enum class PlotReading : std::uint8_t {
    pointer,
    cursor, ///< nothing is told of what comes after it
    end,    ///< the cursor behind all of the model's run: all of the kernel's has happened as well
};

/// When the values of a legend are read.
struct PlotMoment {
    std::int64_t at_ns{};
    PlotReading reading{};
};

/// Values are those of the moment, without one there are none; where both stages are shown, the
/// model's and then the kernel's. Of what has no value, such as losses, it is the number so far.
PlotLegend layoutLegend(const PlotShapes& shapes, const PlotStages& stages,
                        std::optional<PlotMoment> moment, const QRectF& area, const Theme& theme);

/// "cwnd", "in flight": in the window's language.
QString topicText(PlotTopic topic);
/// "Sequence numbers over time".
QString chartText(PlotChart chart);
/// What is to be said of a plot: how to tell the two stages apart, over which interval bytes are
/// counted, that equal ratios are equally far apart. What matters least is left out where `fits` is
/// false; empty where there is nothing.
QString noteOf(const PlotShapes& shapes, const PlotStages& stages,
               const std::function<bool(const QString&)>& fits);
/// What lies at a point, in two lines: what and how much, and the instant.
QStringList hitText(const PlotHit& hit, const PlotShapes& shapes, std::uint32_t offset);

} // namespace ui
