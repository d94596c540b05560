#pragma once

#include "ui/model/load_story.h"

#include <array>
#include <cstdint>
#include <vector>

#include <QPolygonF>
#include <QRectF>
#include <QString>

namespace ui {

/// Which queue a curve tells of.
enum class QueueKind : std::uint8_t { syn, accept };

/// How full a queue was over time, as one line; it steps from sample to sample.
struct OccupancyCurve {
    QueueKind queue{};
    bool of_kernel{};
    QPolygonF line;
};

/// A number at an axis.
struct AxisMark {
    qreal position{}; ///< x of the time axis, y of the other
    QString text;
};

/// An honest client below the plot: from its first SYN to what came of it.
struct VisitSpan {
    std::size_t visit{}; ///< its place in LoadStory::visits
    QRectF track;        ///< from the first knock until it was in, gave up, or the run ended
    std::vector<qreal> knocks;
    bool settled{}; ///< the track ends because something came of it
};

/// The plot of occupancy over time.
struct OccupancyShapes {
    QRectF plot;
    std::vector<OccupancyCurve> curves;
    std::vector<AxisMark> times, counts;
    std::array<qreal, 2> limits{}; ///< y of the SYN queue's and the accept queue's limit
    QRectF flood;                  ///< the stretch in which the flood's SYNs leave; may be empty
    std::vector<VisitSpan> visits;
    sim::Time end;

    [[nodiscard]] qreal xOf(sim::Time time) const;
    [[nodiscard]] sim::Time timeAt(qreal x) const;
};

/// What the plot has room for around its lines.
struct OccupancyMargins {
    qreal left{}, right{}, top{}, bottom{};
    qreal visit_row{}; ///< of each visit, below the times
};

/// `kernel` is null where there is no kernel's run. At most
/// `most_visit_rows` visits are drawn.
OccupancyShapes layoutOccupancy(const LoadStory& model, const LoadStory* kernel, const QRectF& area,
                                const OccupancyMargins& margins);

/// How many visits have a row of their own below the plot.
inline constexpr std::size_t most_visit_rows = 6;

} // namespace ui
