#include "ui/view/states_painter.h"

#include "ui/theme/fonts.h"

#include <algorithm>

#include <QFontMetricsF>
#include <QLinearGradient>

namespace ui {

QFont stateLabelFont(const Theme& theme, double scale) {
    return sansFont(theme, 12 * std::max(scale, least_type_scale), Weight::bold);
}

void StatesPainter::paint(const StateShapes& shapes, double progress) {
    scale_ = shapes.scale;
    for (const StateArrow& arrow : shapes.arrows)
        paintArrow(arrow);
    const sim::HostId mover = shapes.arrows.empty() ? sim::no_host : shapes.arrows.back().host;
    for (const StatePill& pill : shapes.pills) {
        const bool entered =
            std::find(pill.here.begin(), pill.here.end(), mover) != pill.here.end();
        paintPill(pill, entered ? progress : 1);
    }
    for (const StateLabel& label : shapes.labels)
        paintLabel(label);
    for (const StateToken& token : shapes.tokens)
        paintToken(token, travellingCentre(shapes, token, progress));
}

void StatesPainter::paintArrow(const StateArrow& arrow) {
    const bool idle = arrow.look == ArrowLook::idle;
    const QColor colour =
        idle ? mixed(theme_.border, theme_.third_text, 0.45) : theme_.ofHost(arrow.host);
    painter_.setBrush(Qt::NoBrush);
    if (arrow.look == ArrowLook::fresh) {
        QColor halo = colour;
        halo.setAlphaF(0.28F);
        painter_.setPen(QPen{halo, 9 * scale_, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin});
        painter_.drawPath(arrow.path);
    }
    const double width = (idle ? 1.4 : 2.8) * scale_ * theme_.stroke_factor;
    QPen pen{colour, width, arrow.line, Qt::FlatCap, Qt::RoundJoin};
    if (arrow.line == Qt::DashLine) pen.setDashPattern({3.2, 2.2});
    painter_.setPen(pen);
    painter_.drawPath(arrow.path);
    painter_.setPen(QPen{colour, 1, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin});
    painter_.setBrush(colour);
    painter_.drawPolygon(arrow.head);
}

QBrush StatesPainter::pillBrush(const StatePill& pill) const {
    if (pill.here.empty()) return theme_.field;
    const QColor first = theme_.tint(theme_.ofHost(pill.here.front()));
    const QColor last = theme_.tint(theme_.ofHost(pill.here.back()));
    QLinearGradient across{pill.rect.topLeft(), pill.rect.topRight()};
    across.setColorAt(0, first);
    across.setColorAt(1, last);
    return across;
}

QBrush StatesPainter::rimBrush(const StatePill& pill) const {
    if (pill.here.empty()) return theme_.border;
    QLinearGradient across{pill.rect.topLeft(), pill.rect.topRight()};
    across.setColorAt(0.42, theme_.ofHost(pill.here.front()));
    across.setColorAt(0.58, theme_.ofHost(pill.here.back()));
    return across;
}

/// The ring that runs outwards when a state is entered, and what remains of it.
void StatesPainter::paintGlow(const StatePill& pill, double glow) {
    painter_.setBrush(Qt::NoBrush);
    for (const double ring : {3.0, 6.5, 10.0}) {
        const double spread = ring * scale_ * (1 + 1.2 * (1 - glow));
        QColor colour = theme_.ofHost(pill.here.back());
        colour.setAlphaF(static_cast<float>(0.30 * (1 - ring / 13) + 0.25 * (1 - glow)));
        painter_.setPen(QPen{colour, 3.5 * scale_});
        const QRectF rect = pill.rect.adjusted(-spread, -spread, spread, spread)
                                .adjusted(2 * scale_, 2 * scale_, -2 * scale_, -2 * scale_);
        painter_.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2);
    }
}

void StatesPainter::paintPill(const StatePill& pill, double glow) {
    const bool current = !pill.here.empty();
    if (current) paintGlow(pill, glow);
    const double radius = pill.rect.height() / 2;
    painter_.setPen(Qt::NoPen);
    painter_.setBrush(theme_.card);
    painter_.drawRoundedRect(pill.rect, radius, radius);
    painter_.setPen(QPen{rimBrush(pill), (current ? 2.2 : 1.2) * scale_});
    painter_.setBrush(pillBrush(pill));
    painter_.drawRoundedRect(pill.rect, radius, radius);
    const std::string_view name = sim::name_of(pill.state);
    painter_.setFont(pillFont(pill.rect));
    painter_.setPen(current ? theme_.text : theme_.second_text);
    painter_.drawText(pill.rect, Qt::AlignCenter, QLatin1String(name.data()));
}

/// For all states alike, so that the longest name does not reach from rim to rim.
QFont StatesPainter::pillFont(const QRectF& pill) const {
    const double size = type_size::state_pill * std::max(scale_, least_type_scale);
    const QFontMetricsF metrics(sansFont(theme_, size, Weight::bold));
    const double widest = metrics.horizontalAdvance(QStringLiteral("SYN-RECEIVED"));
    const double room = pill.width() - 0.4 * pill.height();
    return sansFont(theme_, size * std::min(1.0, room / widest), Weight::bold);
}

void StatesPainter::paintLabel(const StateLabel& label) {
    const bool fresh = label.look == ArrowLook::fresh;
    painter_.setPen(QPen{fresh ? theme_.ofHost(label.host) : theme_.border, 1});
    painter_.setBrush(theme_.card);
    painter_.drawRoundedRect(label.rect, 4 * scale_, 4 * scale_);
    painter_.setFont(stateLabelFont(theme_, scale_));
    painter_.setPen(fresh ? theme_.ofHost(label.host) : theme_.second_text);
    painter_.drawText(label.rect, Qt::AlignCenter, label.text);
}

void StatesPainter::paintToken(const StateToken& token, QPointF centre) {
    const QColor hue = theme_.ofHost(token.host);
    QRectF rect{0, 0, 2 * token.radius, 2 * token.radius};
    rect.moveCenter(centre);
    painter_.setPen(QPen{theme_.card, 2 * scale_});
    painter_.setBrush(hue);
    if (token.host == 0)
        painter_.drawEllipse(rect);
    else
        painter_.drawRoundedRect(rect, 4 * scale_, 4 * scale_);
    painter_.setFont(sansFont(theme_, 12 * std::max(scale_, least_type_scale), Weight::bold));
    painter_.setPen(theme_.onHue());
    painter_.drawText(rect, Qt::AlignCenter, QString{QChar{u'A' + token.host}});
}

} // namespace ui
