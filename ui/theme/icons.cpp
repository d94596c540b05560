#include "ui/theme/icons.h"

#include "sim/base/assert.h"

#include <QPainterPath>
#include <QPolygonF>

namespace ui {

namespace {

/// What is stroked and what is filled of an icon, on the grid of 24 by 24.
class IconPaths {
public:
    QPainterPath strokes, fills;

    IconPaths& line(QPointF from, QPointF to) {
        strokes.moveTo(from);
        strokes.lineTo(to);
        return *this;
    }
    IconPaths& lines(const QPolygonF& points) {
        strokes.addPolygon(points);
        return *this;
    }
    IconPaths& ring(QPointF centre, qreal width, qreal height) {
        strokes.addEllipse(centre, width, height);
        return *this;
    }
    IconPaths& solid(const QPolygonF& points) {
        fills.addPolygon(points);
        fills.closeSubpath();
        return *this;
    }
    IconPaths& bar(const QRectF& box) {
        fills.addRoundedRect(box, 1, 1);
        return *this;
    }
    IconPaths& dot(QPointF centre, qreal radius) {
        fills.addEllipse(centre, radius, radius);
        return *this;
    }
};

IconPaths sun() {
    IconPaths icon;
    icon.ring({12, 12}, 4, 4);
    for (int turn = 0; turn < 8; ++turn) {
        QTransform rotation;
        rotation.translate(12, 12).rotate(45.0 * turn);
        icon.line(rotation.map(QPointF(0, -7)), rotation.map(QPointF(0, -9)));
    }
    return icon;
}

IconPaths moon() {
    IconPaths icon;
    QPainterPath disc, bite;
    disc.addEllipse(QPointF(11.5, 12.5), 8, 8);
    bite.addEllipse(QPointF(15.5, 9), 7, 7);
    icon.fills = disc.subtracted(bite);
    return icon;
}

/// A disc, one half of it filled.
IconPaths contrast() {
    IconPaths icon;
    icon.fills.moveTo(12, 4);
    icon.fills.arcTo(QRectF(4, 4, 16, 16), 90, -180);
    icon.fills.closeSubpath();
    return icon.ring({12, 12}, 8.5, 8.5);
}

IconPaths projector() {
    IconPaths icon;
    icon.strokes.addRoundedRect(QRectF(3, 7.5, 18, 9.5), 2, 2);
    icon.ring({15, 12.2}, 2.6, 2.6).line({6, 10.5}, {9, 10.5});
    return icon.line({6, 17}, {6, 19}).line({18, 17}, {18, 19});
}

/// A tray, and an arrow out of it.
IconPaths exportPicture() {
    IconPaths icon;
    icon.lines({{8, 7.5}, {12, 3.5}, {16, 7.5}}).line({12, 4}, {12, 14});
    return icon.lines({{5, 12.5}, {5, 19.5}, {19, 19.5}, {19, 12.5}});
}

IconPaths globe() {
    IconPaths icon;
    return icon.ring({12, 12}, 8.5, 8.5).ring({12, 12}, 3.8, 8.5).line({3.5, 12}, {20.5, 12});
}

IconPaths help() {
    IconPaths icon;
    icon.strokes.moveTo(8.6, 9);
    icon.strokes.cubicTo(8.6, 4.2, 15.4, 4.2, 15.4, 8.8);
    icon.strokes.cubicTo(15.4, 11.6, 12, 11.6, 12, 14.6);
    return icon.dot({12, 18.6}, 1.4);
}

IconPaths openFile() {
    IconPaths icon;
    icon.lines({{3.5, 18.5}, {3.5, 6}, {9, 6}, {11, 8.5}, {18, 8.5}, {18, 11}});
    return icon.lines({{3.5, 18.5}, {6.5, 11}, {21, 11}, {18, 18.5}, {3.5, 18.5}});
}

IconPaths home() {
    IconPaths icon;
    icon.lines({{3.5, 11.5}, {12, 4.5}, {20.5, 11.5}});
    return icon.lines({{6, 10}, {6, 19}, {18, 19}, {18, 10}});
}

IconPaths sliders() {
    IconPaths icon;
    icon.line({4, 7}, {20, 7}).line({4, 12}, {20, 12}).line({4, 17}, {20, 17});
    return icon.dot({9, 7}, 2.6).dot({15.5, 12}, 2.6).dot({7.5, 17}, 2.6);
}

IconPaths hash() {
    IconPaths icon;
    icon.line({9.5, 4.5}, {7.5, 19.5}).line({16.5, 4.5}, {14.5, 19.5});
    return icon.line({4.5, 9}, {20, 9}).line({4, 15}, {19.5, 15});
}

IconPaths nextState() {
    IconPaths icon;
    icon.strokes.addRoundedRect(QRectF(2.5, 8, 7.5, 8), 3, 3);
    icon.fills.addRoundedRect(QRectF(15, 7.5, 7.5, 9), 3, 3);
    return icon.line({11, 12}, {13.5, 12});
}

/// Two axes, and steps that rise between them.
IconPaths plot() {
    IconPaths icon;
    icon.lines({{4, 4}, {4, 20}, {20.5, 20}});
    return icon.lines({{8, 15.5}, {11.5, 15.5}, {11.5, 11}, {15.5, 11}, {15.5, 6.5}, {19.5, 6.5}});
}

/// Room for three, two of whom are there, and who comes.
IconPaths queue() {
    IconPaths icon;
    icon.lines({{2.5, 12.5}, {21.5, 12.5}, {21.5, 21}, {2.5, 21}, {2.5, 12.5}});
    icon.bar({5.5, 15.2, 3.6, 3.1}).bar({10.9, 15.2, 3.6, 3.1});
    return icon.line({18, 2.5}, {18, 8.5}).lines({{15.2, 6}, {18, 8.8}, {20.8, 6}});
}

IconPaths pathsOf(Icon icon) {
    IconPaths paths;
    switch (icon) {
    case Icon::play: return paths.solid({{8.5, 5}, {19, 12}, {8.5, 19}});
    case Icon::pause: return paths.bar({7, 5, 3.6, 14}).bar({13.4, 5, 3.6, 14});
    case Icon::step_forward:
        return paths.solid({{6.5, 6.5}, {14.5, 12}, {6.5, 17.5}}).line({17, 6.5}, {17, 17.5});
    case Icon::step_back:
        return paths.solid({{17.5, 6.5}, {9.5, 12}, {17.5, 17.5}}).line({7, 6.5}, {7, 17.5});
    case Icon::to_end:
        return paths.solid({{4, 6.5}, {11, 12}, {4, 17.5}})
            .solid({{11, 6.5}, {18, 12}, {11, 17.5}})
            .line({19.5, 6.5}, {19.5, 17.5});
    case Icon::to_start:
        return paths.solid({{20, 6.5}, {13, 12}, {20, 17.5}})
            .solid({{13, 6.5}, {6, 12}, {13, 17.5}})
            .line({4.5, 6.5}, {4.5, 17.5});
    case Icon::next_state: return nextState();
    case Icon::sun: return sun();
    case Icon::moon: return moon();
    case Icon::contrast: return contrast();
    case Icon::projector: return projector();
    case Icon::export_picture: return exportPicture();
    case Icon::globe: return globe();
    case Icon::help: return help();
    case Icon::open_file: return openFile();
    case Icon::numbers: return hash();
    case Icon::home: return home();
    case Icon::sliders: return sliders();
    case Icon::close: return paths.line({6, 6}, {18, 18}).line({18, 6}, {6, 18});
    case Icon::fit_width:
        return paths.line({4, 5}, {4, 19})
            .line({20, 5}, {20, 19})
            .line({8, 12}, {16, 12})
            .lines({{10, 9}, {7.5, 12}, {10, 15}})
            .lines({{14, 9}, {16.5, 12}, {14, 15}});
    case Icon::plot: return plot();
    case Icon::queue: return queue();
    }
    sim::unreachable();
}

} // namespace

void paintIcon(QPainter& painter, Icon icon, const QRectF& box, const QColor& colour) {
    const IconPaths paths = pathsOf(icon);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(box.topLeft());
    painter.scale(box.width() / 24, box.height() / 24);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(paths.strokes);
    painter.setBrush(colour);
    painter.setPen(QPen(colour, 1, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(paths.fills);
    painter.restore();
}

void paintLogo(QPainter& painter, const QRectF& box, const QColor& left, const QColor& right,
               const QColor& segments) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(box.topLeft());
    painter.scale(box.width() / 24, box.height() / 24);
    painter.setPen(QPen(left, 2.6, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(QPointF(2.5, 2), QPointF(2.5, 22));
    painter.setPen(QPen(right, 2.6, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(QPointF(21.5, 2), QPointF(21.5, 22));
    painter.setPen(QPen(segments, 1.9, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(QPolygonF({{6, 6}, {18, 11.5}, {6, 17.5}}));
    painter.restore();
}

} // namespace ui
