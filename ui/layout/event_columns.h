#pragma once

#include <QRectF>

namespace ui {

/// How wide the words of the narrow columns are, and how tall a line of them, in pixels.
struct EventMeasure {
    qreal number{}, time{}, host{}, line{};
};

/// Where the parts of a row of the event list stand, from the row's top left corner. A wide list
/// has the sentence as its last column; in a narrow one it is a second line.
struct EventColumns {
    QRectF number, time, host, what, sentence;
    qreal height{}; ///< of a row
    bool two_lines{};
};

/// The columns of a list that is `width` pixels wide.
EventColumns eventColumns(qreal width, const EventMeasure& measure);

} // namespace ui
