#pragma once

#include "ui/layout/ladder_layout.h"
#include "ui/layout/running_timers.h"

#include <optional>

#include <QPainter>

namespace ui {

/// Draws a ladder's shapes as they stand at a moment; what lies in the future is left out. Draws to
/// any painter: a window, a picture, a page.
class LadderPainter {
public:
    LadderPainter(QPainter& painter, const LadderSource& source, const LadderShapes& shapes,
                  const LadderMoment& moment);

    /// Everything below the header, in the coordinates of the content; only what touches `visible`.
    void paintContent(const QRectF& visible);
    /// The same without the line of now and what is under way: a run that is over, for a page.
    void paintWhole(const QRectF& visible);
    /// The same without words, axis or line of now: what still tells something when it is small.
    void paintThumbnail(const QRectF& visible);

private:
    void paintTicks();
    void paintFolds();
    void paintLifelines();
    void paintTimers();
    void paintSides();
    void paintArrows();
    void paintMessages();
    void paintNow();
    void paintCapsules();

    void paintPill(const SideLabel& label);
    void paintCall(const SideLabel& label);
    [[nodiscard]] std::optional<QRectF> boxOfFired(const SideLabel& label) const;
    void paintFiredTimer(const SideLabel& label);
    void paintAlarm(const QRectF& box, const QString& text);
    void paintToldMessage(const SideLabel& label);
    void paintLeader(const SideLabel& label);
    void paintRunning(const RunningTimer& timer);

    [[nodiscard]] std::vector<const Arrow*> shownArrows() const;
    [[nodiscard]] bool happened(sim::RecordId record) const { return record <= moment_.cursor; }
    [[nodiscard]] bool touches(qreal top, qreal bottom) const;
    [[nodiscard]] bool isCurrentState(const SideLabel& label) const;
    [[nodiscard]] qreal factor() const { return source_.theme.type_factor; }
    [[nodiscard]] qreal stroke(qreal width) const { return width * source_.theme.stroke_factor; }

    QPainter& painter_;
    const LadderSource& source_;
    const LadderShapes& shapes_;
    const LadderMoment& moment_;
    qreal now_;
    bool thins_{};     ///< leaves out lines that stand too close to be told apart
    bool shows_now_{}; ///< the chip at the line of now covers the axis beside it
    QRectF visible_;
};

/// The two boxes with the hosts' names and addresses, and between them what lies between the hosts.
void paintLadderHeader(QPainter& painter, const LadderSource& source, const QRectF& area);
/// The height of the header, in pixels.
qreal ladderHeaderHeight(const Theme& theme);

} // namespace ui
