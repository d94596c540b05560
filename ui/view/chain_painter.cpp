#include "ui/view/chain_painter.h"

namespace ui {

namespace {

constexpr qreal halo_width = 10;
constexpr qreal frame_width = 2;

} // namespace

void paintChain(QPainter& painter, const Theme& theme, const std::vector<ChainStep>& steps) {
    painter.save();
    for (const ChainStep& step : steps) {
        if (step.ahead && step.flight) continue; // the selection's own halo is there
        QColor colour = theme.accent;
        colour.setAlphaF(step.ahead ? 0.5F : 0.34F);
        QPen pen(colour, (step.ahead ? 0.8 : 1) * halo_width * theme.stroke_factor, Qt::SolidLine,
                 step.ahead ? Qt::FlatCap : Qt::RoundCap);
        if (step.ahead) pen.setDashPattern({0.4, 0.5});
        painter.setPen(pen);
        painter.drawLine(step.line);
    }
    painter.restore();
}

void paintChainFrame(QPainter& painter, const Theme& theme, const QRectF& box) {
    painter.save();
    painter.setPen(QPen(theme.accent, frame_width * theme.stroke_factor));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(box.adjusted(-3, -2, 3, 2), 6, 6);
    painter.restore();
}

} // namespace ui
