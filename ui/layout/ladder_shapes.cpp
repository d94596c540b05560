#include "ui/layout/ladder_shapes.h"

namespace ui {

qreal LineLabel::width() const {
    return numbers.isEmpty() ? badge_width : badge_width + gap + numbers_width;
}

qreal Arrow::shareAt(qreal y) const {
    const qreal fall = line.y2() - line.y1();
    if (y < line.y1()) return -1;
    return fall <= 0 ? 1 : (y - line.y1()) / fall;
}

} // namespace ui
