#include "ui/view/queue_stage_painter.h"

#include "sim/base/assert.h"
#include "ui/model/load_text.h"
#include "ui/theme/fonts.h"
#include "ui/view/door_painter.h"
#include "ui/view/slot_painter.h"

#include <algorithm>

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainterPath>

namespace ui {

namespace {

/// The first of the texts that fits into `width`, the shortest one cut where none does.
QString fitting(const QStringList& texts, const QFont& font, qreal width) {
    const QFontMetricsF metrics(font);
    for (const QString& text : texts)
        if (metrics.horizontalAdvance(text) <= width) return text;
    return metrics.elidedText(texts.last(), Qt::ElideRight, width);
}

} // namespace

void QueueStagePainter::paint() {
    paintStreet();
    paintFlood();
    paintPanel(
        shapes_.syn, scene_.moment.syn, QCoreApplication::translate("Queues", "SYN queue"),
        {QCoreApplication::translate("Queues", "half-open: SYN ACK sent, the last ACK is awaited"),
         QCoreApplication::translate("Queues", "half-open connections")},
        theme_.opening);
    paintPanel(
        shapes_.accept, scene_.moment.accept, QCoreApplication::translate("Queues", "Accept queue"),
        {QCoreApplication::translate("Queues", "complete: waiting for the program's accept()"),
         QCoreApplication::translate("Queues", "complete connections")},
        server());
    paintWays();
    paintFalls();
}

void QueueStagePainter::paintStreet() {
    DoorPainter door(painter_, theme_, scene_.hostNames());
    const sim::Trace& trace = scene_.run->trace();
    for (std::size_t n = 0; n < shapes_.visits.size(); ++n) {
        const Visit& visit = scene_.story.visits[n];
        door.paint(shapes_.visits[n], visit, visitText(trace, visit, n, scene_.now),
                   stageOf(visit, scene_.now));
    }
}

/// What the flood is doing: a row of SYNs, as many as have left of all.
void QueueStagePainter::paintFlood() {
    const std::uint64_t size = scene_.story.floodSize();
    if (size == 0) return;
    const QRectF& box = shapes_.flood;
    const bool live = scene_.isFlooded();
    painter_.setPen(QPen(live ? theme_.alarm : theme_.border, live ? 1.8 : 1));
    painter_.setBrush(theme_.field);
    painter_.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    const QRectF inner = box.adjusted(12, 8, -12, -8);
    const QFont bold = sansFont(theme_, 13.5, Weight::bold);
    painter_.setFont(bold);
    painter_.setPen(theme_.text);
    const qreal line = QFontMetricsF(bold).height();
    const QString name = live ? QCoreApplication::translate("Queues", "The flood is on")
                         : scene_.moment.flood.sent == 0
                             ? QCoreApplication::translate("Queues", "A flood will come")
                             : QCoreApplication::translate("Queues", "The flood is over");
    painter_.drawText(QRectF(inner.topLeft(), QSizeF(inner.width(), line)),
                      Qt::AlignLeft | Qt::AlignVCenter, name);
    const QRectF track{inner.left(), inner.top() + line + 6, inner.width(), 7};
    painter_.setPen(Qt::NoPen);
    painter_.setBrush(mixed(theme_.field, theme_.third_text, 0.35));
    painter_.drawRoundedRect(track, 3.5, 3.5);
    const auto share = static_cast<qreal>(scene_.moment.flood.sent) / static_cast<qreal>(size);
    painter_.setBrush(theme_.opening);
    painter_.drawRoundedRect(
        QRectF(track.topLeft(), QSizeF(track.width() * std::min(1.0, share), track.height())), 3.5,
        3.5);
    painter_.setFont(sansFont(theme_, 12.5));
    painter_.setPen(theme_.second_text);
    painter_.drawText(
        QRectF(inner.left(), track.bottom() + 3, inner.width(), inner.bottom() - track.bottom()),
        Qt::AlignLeft | Qt::AlignVCenter,
        QCoreApplication::translate("Queues", "%1 of %2 SYNs sent")
            .arg(countText(scene_.moment.flood.sent), countText(size)));
}

void QueueStagePainter::paintPanel(const QueuePanel& panel, const QueueRow& row,
                                   const QString& name, const QStringList& words,
                                   const QColor& hue) {
    const bool full = row.isFull();
    painter_.setPen(
        QPen(full ? theme_.alarm : theme_.border, (full ? 2.6 : 1.2) * theme_.stroke_factor));
    painter_.setBrush(theme_.card);
    painter_.drawRoundedRect(panel.box, 10, 10);
    paintHeadline(panel.head, row, name);
    const QFont small = sansFont(theme_, 12.5);
    painter_.setFont(small);
    painter_.setPen(theme_.second_text);
    painter_.drawText(panel.words, Qt::AlignLeft | Qt::AlignVCenter,
                      fitting(words, small, panel.words.width()));
    SlotPainter(painter_, theme_, scene_.hostNames()).paint(panel.grid, row, hue);
}

/// A queue's name, how many are in it, and whether that is all it holds. The count is written
/// smaller where there is no room.
void QueueStagePainter::paintHeadline(const QRectF& head, const QueueRow& row,
                                      const QString& name) {
    const QFont title = sansFont(theme_, 16, Weight::bold);
    painter_.setFont(title);
    painter_.setPen(theme_.text);
    painter_.drawText(head, Qt::AlignLeft | Qt::AlignVCenter, name);
    const QFont pill = sansFont(theme_, 12.5, Weight::bold);
    const QString word = QCoreApplication::translate("Queues", "FULL");
    const qreal pill_width = QFontMetricsF(pill).horizontalAdvance(word) + 16;
    const QString count = QStringLiteral("%1 / %2").arg(countText(row.taken), countText(row.most));
    const qreal room = head.width() - QFontMetricsF(title).horizontalAdvance(name)
                       - (row.isFull() ? pill_width + 20 : 10);
    constexpr qreal largest = 18;
    constexpr qreal least = 12;
    qreal size = largest;
    const auto width_at = [&](qreal pixels) {
        return QFontMetricsF(monoFont(theme_, pixels, Weight::bold)).horizontalAdvance(count);
    };
    while (size > least && width_at(size) > room)
        size -= 0.5;
    painter_.setFont(monoFont(theme_, size, Weight::bold));
    painter_.drawText(head, Qt::AlignRight | Qt::AlignVCenter, count);
    if (!row.isFull()) return;
    const QRectF box{head.right() - width_at(size) - 10 - pill_width,
                     head.center().y() - 11 * theme_.type_factor, pill_width,
                     22 * theme_.type_factor};
    painter_.setPen(Qt::NoPen);
    painter_.setBrush(theme_.alarm);
    painter_.drawRoundedRect(box, 6, 6);
    painter_.setFont(pill);
    painter_.setPen(theme_.onHue());
    painter_.drawText(box, Qt::AlignCenter, word);
}

void QueueStagePainter::paintHead(QPointF tip, QPointF direction, const QColor& hue) {
    const QPointF side{-direction.y(), direction.x()};
    painter_.setPen(Qt::NoPen);
    painter_.setBrush(hue);
    painter_.drawPolygon(QPolygonF{{tip, tip - 10 * direction + 4.8 * side, tip - 7 * direction,
                                    tip - 10 * direction - 4.8 * side}});
}

void QueueStagePainter::paintWay(const QLineF& way, const QString& word, const QPen& pen,
                                 int lines) {
    for (int n = 0; n < lines; ++n) {
        const QPointF shift{0, 11 * (n - (lines - 1) / 2.0)};
        painter_.setPen(pen);
        painter_.drawLine(way.p1() + shift, way.p2() + shift - QPointF(7, 0));
        paintHead(way.p2() + shift, {1, 0}, pen.color());
    }
    painter_.setFont(sansFont(theme_, 12.5, Weight::bold));
    painter_.setPen(theme_.second_text);
    const qreal above = 11 * (lines - 1) / 2.0 + 8;
    const QRectF words{way.p1().x() - 12, way.p1().y() - above - 22 * theme_.type_factor,
                       way.length() + 24, 22 * theme_.type_factor};
    painter_.drawText(words, Qt::AlignHCenter | Qt::AlignBottom, word);
}

void QueueStagePainter::paintWays() {
    const qreal stroke = theme_.stroke_factor;
    paintWay(shapes_.arrival, QStringLiteral("SYN"), QPen(theme_.opening, 2.6 * stroke),
             scene_.isFlooded() ? 3 : 1);
    paintWay(shapes_.promotion, QStringLiteral("ACK"), QPen(theme_.pure_ack, 1.8 * stroke));
    paintWay(shapes_.acceptance, QStringLiteral("accept()"), QPen(server(), 2.6 * stroke));
    SlotPainter(painter_, theme_, scene_.hostNames())
        .paintBadge(shapes_.program, scene_.story.host);
}

QColor QueueStagePainter::hueOf(Sign sign, bool live) const {
    if (!live) return mixed(theme_.border, theme_.third_text, 0.45);
    switch (sign) {
    case Sign::loss: return theme_.alarm;
    case Sign::cookie: return theme_.opening;
    case Sign::cookie_back: return theme_.pure_ack;
    }
    sim::unreachable();
}

void QueueStagePainter::paintFalls() {
    using sim::ListenCounter;
    const QueueMoment& moment = scene_.moment;
    const std::uint64_t overflows = moment.count(ListenCounter::listen_overflows);
    const std::uint64_t drops = moment.count(ListenCounter::listen_drops);
    const std::uint64_t dropped = drops > overflows ? drops - overflows : 0;
    const std::uint64_t sent = moment.count(ListenCounter::syncookies_sent);
    const std::uint64_t back = moment.count(ListenCounter::syncookies_recv);
    const auto below = [](const QueuePanel& panel, const QRectF& tile) {
        return QLineF{tile.center().x(), panel.box.bottom() + 2, tile.center().x(), tile.top() - 2};
    };
    const QLineF fall = below(shapes_.syn, shapes_.dropped);
    paintFall(fall.p1(), fall.p2(), Sign::loss, dropped > 0);
    const QLineF cookie = below(shapes_.syn, shapes_.cookies);
    paintFall(cookie.p1(), cookie.p2(), Sign::cookie, sent > 0);
    paintFall({shapes_.cookies.right() + 3, shapes_.cookies.center().y()},
              {shapes_.returned.left() - 3, shapes_.returned.center().y()}, Sign::cookie_back,
              back > 0);
    const QLineF rise = below(shapes_.accept, shapes_.returned);
    paintFall(rise.p2(), rise.p1(), Sign::cookie_back, back > 0);
    const QLineF overflow = below(shapes_.accept, shapes_.overflows);
    paintFall(overflow.p1(), overflow.p2(), Sign::loss, overflows > 0);
    paintTile({shapes_.dropped,
               Sign::loss,
               dropped,
               {QCoreApplication::translate("Queues", "SYNs dropped"),
                QCoreApplication::translate("Queues", "dropped")}});
    paintTile({shapes_.cookies,
               Sign::cookie,
               sent,
               {QCoreApplication::translate("Queues", "cookies, nothing kept"),
                QCoreApplication::translate("Queues", "cookies")}});
    paintTile({shapes_.returned,
               Sign::cookie_back,
               back,
               {QCoreApplication::translate("Queues", "cookies came back"),
                QCoreApplication::translate("Queues", "came back")}});
    paintTile({shapes_.overflows,
               Sign::loss,
               overflows,
               {QCoreApplication::translate("Queues", "found the queue full"),
                QCoreApplication::translate("Queues", "found it full")}});
}

/// Dotted for what is lost, dashed for what is not kept.
void QueueStagePainter::paintFall(QPointF from, QPointF to, Sign sign, bool live) {
    const QColor hue = hueOf(sign, live);
    const QLineF line{from, to};
    QPen pen(hue, 2.2 * theme_.stroke_factor, Qt::SolidLine, Qt::FlatCap);
    if (sign == Sign::loss)
        pen.setDashPattern({1.2, 1.6});
    else
        pen.setDashPattern({3.5, 2});
    const QPointF direction = (to - from) / std::max(1.0, line.length());
    painter_.setPen(pen);
    painter_.drawLine(from, to - 7 * direction);
    paintHead(to, direction, hue);
}

void QueueStagePainter::paintTile(const Tile& tile) {
    const bool live = tile.count > 0;
    painter_.setPen(QPen(live ? hueOf(tile.sign, true) : theme_.border, live ? 1.6 : 1));
    painter_.setBrush(live ? theme_.tint(hueOf(tile.sign, true)) : theme_.field);
    painter_.drawRoundedRect(tile.box.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    const qreal scale = theme_.type_factor;
    paintSign({tile.box.left() + 22 * scale, tile.box.center().y()}, tile.sign, live);
    const QRectF words = tile.box.adjusted(42 * scale, 7 * scale, -6, -6 * scale);
    painter_.setFont(monoFont(theme_, 17, Weight::bold));
    painter_.setPen(theme_.text);
    painter_.drawText(words, Qt::AlignLeft | Qt::AlignTop, countText(tile.count));
    const QFont small = sansFont(theme_, 12.5);
    painter_.setFont(small);
    painter_.setPen(live ? theme_.text : theme_.second_text);
    painter_.drawText(words, Qt::AlignLeft | Qt::AlignBottom,
                      fitting(tile.words, small, words.width()));
}

/// A crossed disc for a loss, a bitten biscuit for a cookie.
void QueueStagePainter::paintSign(QPointF centre, Sign sign, bool live) {
    const QColor hue = hueOf(sign, live);
    painter_.save();
    painter_.translate(centre);
    painter_.scale(theme_.type_factor, theme_.type_factor);
    painter_.setBrush(theme_.card);
    painter_.setPen(QPen(hue, 2.2, Qt::SolidLine, Qt::RoundCap));
    if (sign == Sign::loss) {
        painter_.drawEllipse(QPointF{}, 11.0, 11.0);
        painter_.drawLine(QPointF(-4.2, -4.2), QPointF(4.2, 4.2));
        painter_.drawLine(QPointF(-4.2, 4.2), QPointF(4.2, -4.2));
        painter_.restore();
        return;
    }
    QPainterPath biscuit;
    biscuit.addEllipse(QPointF{}, 11, 11);
    QPainterPath bite;
    bite.addEllipse(QPointF(10, -8), 6.5, 6.5);
    if (sign == Sign::cookie) biscuit = biscuit.subtracted(bite);
    painter_.drawPath(biscuit);
    painter_.setPen(Qt::NoPen);
    painter_.setBrush(hue);
    for (const QPointF crumb : {QPointF(-4, -3), QPointF(2, -1), QPointF(-2, 4), QPointF(5, 5)})
        painter_.drawEllipse(crumb, 1.7, 1.7);
    painter_.restore();
}

} // namespace ui
