#pragma once

#include "ui/view/ladder_painter.h"

namespace ui {

/// Draws ICMP messages: a line of dots and dashes from an open diamond, the router that speaks, to
/// the host that hears it.
class MessagePainter {
public:
    MessagePainter(QPainter& painter, const Theme& theme, const LadderMoment& moment)
        : painter_(painter), theme_(theme), moment_(moment) {}

    void paint(const MessageMark& mark);
    /// The same as a sample from left to right, without the badge.
    void paintSample(const QLineF& line);

private:
    void paintLine(const QLineF& line);

    QPainter& painter_;
    const Theme& theme_;
    LadderMoment moment_;
};

} // namespace ui
