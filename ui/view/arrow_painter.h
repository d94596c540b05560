#pragma once

#include "ui/view/ladder_painter.h"

namespace ui {

/// Draws segments: their lines, their words, and those under way as capsules.
class ArrowPainter {
public:
    ArrowPainter(QPainter& painter, const LadderSource& source, const LadderMoment& moment,
                 qreal now);

    void paintHalo(const Arrow& arrow);
    void paintLine(const Arrow& arrow);
    void paintLabel(const Arrow& arrow);
    /// The capsule of a segment under way; nothing once it has arrived or died.
    void paintCapsule(const Arrow& arrow);

private:
    void paintHead(const Arrow& arrow, const QColor& hue);
    void paintLoss(const Arrow& arrow, const QColor& hue);
    void paintBadge(const Arrow& arrow, const LineLabel& label);
    void paintTurningArrow(QPointF centre, qreal radius);
    [[nodiscard]] QPointF capsuleCentre(const Arrow& arrow, qreal width) const;
    [[nodiscard]] qreal progress(const Arrow& arrow) const;
    [[nodiscard]] bool underWay(const Arrow& arrow) const;
    [[nodiscard]] const QColor& hueOfArrow(const Arrow& arrow) const;

    QPainter& painter_;
    const LadderSource& source_;
    const LadderMoment& moment_;
    qreal now_;
};

} // namespace ui
