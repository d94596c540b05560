#include "ui/view/status_sign.h"

#include "sim/base/assert.h"
#include "ui/model/comparison.h"
#include "ui/theme/fonts.h"

#include <QPolygonF>

namespace ui {

QColor hueOf(const Theme& theme, sim::PairStatus status) {
    switch (status) {
    case sim::PairStatus::matched: return theme.opening;
    case sim::PairStatus::explained: return theme.accent;
    case sim::PairStatus::unexplained: return theme.alarm;
    }
    sim::unreachable();
}

void paintStatusSign(QPainter& painter, const Theme& theme, sim::PairStatus status,
                     const QRectF& box) {
    const QColor hue = hueOf(theme, status);
    painter.setFont(sansFont(theme, 15, Weight::bold));
    if (status == sim::PairStatus::matched) {
        painter.setPen(hue);
        painter.drawText(box.adjusted(-4, -4, 4, 4), Qt::AlignCenter, statusSign(status));
        return;
    }
    painter.setPen(QPen{hue, 1.6});
    painter.setBrush(theme.tint(hue));
    if (status == sim::PairStatus::explained) {
        painter.drawEllipse(box);
    } else {
        const double reach = 4;
        painter.drawPolygon(QPolygonF{{QPointF{box.center().x(), box.top() - reach},
                                       QPointF{box.right() + reach, box.center().y()},
                                       QPointF{box.center().x(), box.bottom() + reach},
                                       QPointF{box.left() - reach, box.center().y()}}});
    }
    painter.setPen(hue);
    painter.drawText(box, Qt::AlignCenter, statusSign(status));
}

} // namespace ui
