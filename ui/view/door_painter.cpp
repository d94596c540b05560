#include "ui/view/door_painter.h"

#include "sim/base/assert.h"
#include "ui/theme/fonts.h"

#include <QFontMetricsF>
#include <QPainterPath>

namespace ui {

namespace {

constexpr qreal scene_width = 92;
constexpr qreal door_left = 38;
/// Below this height a client is a line.
constexpr qreal least_scene = 58;
constexpr qreal scene_height = 62;
constexpr qreal door_width = 26;
constexpr qreal door_height = 52;
constexpr qreal person_width = 28;
constexpr qreal person_height = 50;

/// Beyond the door: in its own eyes at least.
bool isBeyond(VisitStage stage) {
    switch (stage) {
    case VisitStage::ghost:
    case VisitStage::inside: return true;
    case VisitStage::away:
    case VisitStage::knocking:
    case VisitStage::turned_away:
    case VisitStage::gave_up:
    case VisitStage::left: return false;
    }
    sim::unreachable();
}

/// Type within a scene, which is scaled as a whole.
QFont inScene(qreal size) {
    return sansFont(themeNamed(ThemeName::dark), size, Weight::bold);
}

bool isThere(VisitStage stage) {
    return stage != VisitStage::away && stage != VisitStage::left;
}

bool isTrouble(VisitStage stage) {
    switch (stage) {
    case VisitStage::ghost:
    case VisitStage::turned_away:
    case VisitStage::gave_up: return true;
    case VisitStage::away:
    case VisitStage::knocking:
    case VisitStage::inside:
    case VisitStage::left: return false;
    }
    sim::unreachable();
}

} // namespace

void DoorPainter::paint(const QRectF& box, const Visit& visit, const VisitText& text,
                        VisitStage stage) {
    const qreal scale = theme_.type_factor;
    if (box.height() < least_scene * scale) {
        paintLine(box, visit, text, stage);
        return;
    }
    painter_.save();
    painter_.translate(box.left(), box.center().y());
    painter_.scale(scale, scale);
    painter_.translate(0, -scene_height / 2);
    const QRectF door{door_left, scene_height - door_height - 2, door_width, door_height};
    const bool beyond = isBeyond(stage);
    paintDoor(door, beyond || stage == VisitStage::left);
    const qreal left = beyond ? door.left() + 14 : 0;
    const QRectF person{left, scene_height - person_height - 2, person_width, person_height};
    if (isThere(stage)) paintPerson(person, visit.host, stage);
    if (stage == VisitStage::knocking) paintKnocks({door.left() - 1, door.top() + 22});
    paintSign(person.topRight() + QPointF(0, 6), stage);
    painter_.restore();
    paintWords(box.adjusted((scene_width + 2) * scale, 0, 0, 0), text, stage);
}

/// A badge with its sign, and one line of words.
void DoorPainter::paintLine(const QRectF& box, const Visit& visit, const VisitText& text,
                            VisitStage stage) {
    constexpr qreal side = 20;
    const qreal scale = theme_.type_factor;
    painter_.save();
    painter_.translate(box.left(), box.center().y());
    painter_.scale(scale, scale);
    const QRectF badge{1, -side / 2, side, side};
    const bool here = isThere(stage);
    painter_.setPen(QPen(theme_.ofHost(visit.host), 1.6, here ? Qt::SolidLine : Qt::DashLine));
    painter_.setBrush(here ? theme_.ofHost(visit.host) : theme_.card);
    if (visit.host == 0)
        painter_.drawEllipse(badge);
    else
        painter_.drawRoundedRect(badge, 4, 4);
    painter_.setFont(inScene(11));
    painter_.setPen(here ? theme_.onHue() : theme_.text);
    painter_.drawText(badge.adjusted(-6, -6, 6, 6), Qt::AlignCenter,
                      letters_.value(visit.host).left(1));
    paintSign({side + 14, 0}, stage);
    painter_.restore();
    const QFont font = sansFont(theme_, 12.5);
    painter_.setFont(font);
    painter_.setPen(hueOfStage(stage));
    const QRectF words = box.adjusted(48 * scale, 0, 0, 0);
    painter_.drawText(
        words, Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetricsF(font).elidedText(text.stands + QStringLiteral(" · ") + text.since,
                                       Qt::ElideRight, words.width()));
}

const QColor& DoorPainter::hueOfStage(VisitStage stage) const {
    if (isTrouble(stage)) return theme_.alarm;
    return stage == VisitStage::inside ? theme_.opening : theme_.second_text;
}

/// A closed leaf with a knob, or an empty frame.
void DoorPainter::paintDoor(const QRectF& door, bool open) {
    const QColor frame = mixed(theme_.third_text, theme_.text, 0.2);
    painter_.setPen(QPen(frame, 2));
    painter_.setBrush(open ? theme_.card : theme_.field);
    painter_.drawRoundedRect(door, 2, 2);
    if (open) {
        const QPolygonF leaf{{door.topLeft(), door.topLeft() + QPointF(8, 6),
                              door.bottomLeft() + QPointF(8, 5), door.bottomLeft()}};
        painter_.setBrush(theme_.field);
        painter_.drawPolygon(leaf);
        return;
    }
    painter_.setPen(Qt::NoPen);
    painter_.setBrush(frame);
    painter_.drawEllipse(QPointF(door.left() + 6, door.center().y() + 4), 2.2, 2.2);
}

/// A head with the host's letter and shoulders; only an outline where the server knows of nobody.
void DoorPainter::paintPerson(const QRectF& box, sim::HostId host, VisitStage stage) {
    const QColor& hue = theme_.ofHost(host);
    const bool ghost = stage == VisitStage::ghost;
    const bool gone = stage == VisitStage::gave_up || stage == VisitStage::turned_away;
    const QRectF head{box.left() + 2, box.top(), box.width() - 4, box.width() - 4};
    QPainterPath body;
    body.moveTo(box.left(), box.bottom());
    body.cubicTo(box.left(), head.bottom() - 2, box.right(), head.bottom() - 2, box.right(),
                 box.bottom());
    body.closeSubpath();
    QPen pen(hue, 2);
    if (ghost) pen.setDashPattern({2, 1.6});
    painter_.setPen(pen);
    painter_.setBrush(ghost ? theme_.card : theme_.tint(hue));
    painter_.drawPath(body);
    const bool filled = !ghost && !gone;
    painter_.setBrush(filled ? hue : theme_.card);
    if (host == 0)
        painter_.drawEllipse(head);
    else
        painter_.drawRoundedRect(head, 5, 5);
    painter_.setFont(inScene(12.5));
    painter_.setPen(filled ? theme_.onHue() : theme_.text);
    painter_.drawText(head.adjusted(-6, -6, 6, 6), Qt::AlignCenter, letters_.value(host).left(1));
}

void DoorPainter::paintKnocks(QPointF at) {
    painter_.setPen(QPen(theme_.text, 1.8, Qt::SolidLine, Qt::RoundCap));
    painter_.drawLine(at + QPointF(-4, -6), at + QPointF(-8, -10));
    painter_.drawLine(at + QPointF(-5, 0), at + QPointF(-10, 0));
    painter_.drawLine(at + QPointF(-4, 6), at + QPointF(-8, 10));
}

/// A check for who is in, a cross for who is not, a question mark for who is mistaken.
void DoorPainter::paintSign(QPointF at, VisitStage stage) {
    const bool trouble = isTrouble(stage);
    if (!trouble && stage != VisitStage::inside) return;
    const QColor& hue = trouble ? theme_.alarm : theme_.opening;
    const QRectF disc{at.x() - 9, at.y() - 9, 18, 18};
    painter_.setPen(QPen(theme_.card, 2));
    painter_.setBrush(hue);
    painter_.drawEllipse(disc);
    const QPointF centre = disc.center();
    painter_.setPen(QPen(theme_.onHue(), 2.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    if (stage == VisitStage::inside) {
        painter_.drawPolyline(QPolygonF{
            {centre + QPointF(-4, 0), centre + QPointF(-1, 3.4), centre + QPointF(4.2, -3.2)}});
    } else if (stage == VisitStage::ghost) {
        painter_.setFont(inScene(12.5));
        painter_.drawText(disc.adjusted(-4, -4, 4, 4), Qt::AlignCenter, QStringLiteral("?"));
    } else {
        painter_.drawLine(centre + QPointF(-3.2, -3.2), centre + QPointF(3.2, 3.2));
        painter_.drawLine(centre + QPointF(-3.2, 3.2), centre + QPointF(3.2, -3.2));
    }
}

void DoorPainter::paintWords(const QRectF& box, const VisitText& text, VisitStage stage) {
    const QFont bold = sansFont(theme_, 13.5, Weight::bold);
    const QFont plain = sansFont(theme_, 12.5);
    QRectF row = box;
    painter_.setFont(bold);
    const qreal name_height = QFontMetricsF(bold).height() + 2;
    const QRectF stands = QFontMetricsF(plain).boundingRect(QRectF(0, 0, box.width(), 200),
                                                            Qt::TextWordWrap, text.stands);
    const QRectF since = QFontMetricsF(plain).boundingRect(QRectF(0, 0, box.width(), 200),
                                                           Qt::TextWordWrap, text.since);
    row.setTop(box.center().y() - (name_height + stands.height() + since.height()) / 2);
    row.setHeight(name_height);
    painter_.setPen(theme_.text);
    painter_.drawText(row, Qt::AlignLeft | Qt::AlignVCenter,
                      QFontMetricsF(bold).elidedText(text.name, Qt::ElideRight, row.width()));
    painter_.setFont(plain);
    painter_.setPen(hueOfStage(stage));
    painter_.drawText(QRectF(row.left(), row.bottom(), row.width(), stands.height() + 2),
                      Qt::AlignLeft | Qt::TextWordWrap, text.stands);
    painter_.setPen(theme_.second_text);
    painter_.drawText(
        QRectF(row.left(), row.bottom() + stands.height(), row.width(), since.height() + 2),
        Qt::AlignLeft | Qt::TextWordWrap, text.since);
}

} // namespace ui
