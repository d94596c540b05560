#pragma once

#include <cstdint>

#include <QColor>
#include <QPainter>
#include <QRectF>

namespace ui {

/// The pictures on buttons. Each is a path on a grid of 24 by 24, drawn with round strokes.
enum class Icon : std::uint8_t {
    play,
    pause,
    step_forward,
    step_back,
    to_start,
    to_end,
    next_state,
    sun,
    moon,
    contrast,
    projector,
    export_picture,
    globe,
    help,
    open_file,
    numbers,
    home,
    sliders,
    close,
    fit_width,
    plot,
    queue,
};

/// Draws `icon` into `box`, which should be square.
void paintIcon(QPainter& painter, Icon icon, const QRectF& box, const QColor& colour);

/// Draws the program's mark: two lifelines and a segment there and back.
void paintLogo(QPainter& painter, const QRectF& box, const QColor& left, const QColor& right,
               const QColor& segments);

} // namespace ui
