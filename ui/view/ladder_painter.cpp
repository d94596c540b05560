#include "ui/view/ladder_painter.h"

#include "sim/base/assert.h"
#include "ui/layout/time_text.h"
#include "ui/theme/fonts.h"
#include "ui/view/arrow_painter.h"
#include "ui/view/chain_painter.h"
#include "ui/view/message_painter.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <QCoreApplication>
#include <QPainterPath>

namespace ui {

namespace {

constexpr qreal track_width = 9;
constexpr qreal passed_width = 4.5;
constexpr qreal chip_reach = 19; ///< of the time beside the line of now, and of a tick's text
constexpr std::size_t most_smooth = 300;
constexpr std::size_t most_in_thumbnail = 60; ///< more are a surface: some are left out
constexpr qreal least_apart = 11;

QColor faded(QColor colour, qreal opacity) {
    colour.setAlphaF(static_cast<float>(opacity));
    return colour;
}

/// A zigzag from `left` to `right`, around the height `y`.
QPainterPath zigzag(qreal left, qreal right, qreal y) {
    QPainterPath path(QPointF(left, y));
    const int teeth = static_cast<int>((right - left) / 7);
    for (int tooth = 1; tooth < teeth; ++tooth)
        path.lineTo(left + 7 * tooth, tooth % 2 == 1 ? y - 4 : y + 4);
    path.lineTo(right, y);
    return path;
}

} // namespace

LadderPainter::LadderPainter(QPainter& painter, const LadderSource& source,
                             const LadderShapes& shapes, const LadderMoment& moment)
    : painter_(painter),
      source_(source),
      shapes_(shapes),
      moment_(moment),
      now_(source.geometry.yOf(moment.stage)) {}

void LadderPainter::paintContent(const QRectF& visible) {
    visible_ = visible;
    shows_now_ = true;
    painter_.setRenderHint(QPainter::Antialiasing);
    paintTicks();
    paintLifelines();
    paintFolds();
    paintTimers();
    if (moment_.chain != nullptr)
        paintChain(painter_, source_.theme,
                   layoutChain(source_, *moment_.chain, visible_.top(), visible_.bottom()));
    paintMessages();
    paintArrows();
    paintNow();
    paintSides();
    paintCapsules();
}

void LadderPainter::paintWhole(const QRectF& visible) {
    visible_ = visible;
    painter_.setRenderHint(QPainter::Antialiasing);
    paintTicks();
    paintLifelines();
    paintFolds();
    paintTimers();
    paintMessages();
    paintArrows();
    paintSides();
}

void LadderPainter::paintThumbnail(const QRectF& visible) {
    visible_ = visible;
    painter_.setRenderHint(QPainter::Antialiasing);
    paintLifelines();
    thins_ = shapes_.arrows.size() > most_in_thumbnail;
    paintArrows();
}

bool LadderPainter::touches(qreal top, qreal bottom) const {
    return bottom >= visible_.top() - 40 && top <= visible_.bottom() + 40;
}

/// The axis runs on into the future, but does not tell of a silence before it has come.
void LadderPainter::paintTicks() {
    const Theme& theme = source_.theme;
    const qreal axis = source_.geometry.axisWidth();
    painter_.setFont(monoFont(theme, 12));
    qreal known = std::numeric_limits<qreal>::max();
    for (const FoldBand& fold : shapes_.folds)
        if (fold.from > now_) known = std::min(known, fold.from);
    for (const Tick& tick : shapes_.ticks) {
        if (tick.y > known || !touches(tick.y, tick.y)) continue;
        painter_.setPen(QPen(faded(theme.border, 0.55), 1));
        painter_.drawLine(QLineF(axis + 6, tick.y, source_.geometry.width() - 8, tick.y));
        const bool cut =
            tick.y - 10 * factor() < visible_.top() || tick.y + 10 * factor() > visible_.bottom();
        if (cut || (shows_now_ && std::abs(tick.y - now_) < chip_reach * factor())) continue;
        painter_.setPen(theme.third_text);
        painter_.drawText(QRectF(0, tick.y - 10, axis - 4, 20), Qt::AlignRight | Qt::AlignVCenter,
                          tick.text);
    }
}

void LadderPainter::paintFolds() {
    const Theme& theme = source_.theme;
    const qreal left = 10;
    const qreal right = source_.geometry.width() - 12;
    for (const FoldBand& fold : shapes_.folds) {
        if (fold.from > now_ || !touches(fold.from, fold.to)) continue;
        QPainterPath band = zigzag(left, right, fold.from);
        const QPainterPath lower = zigzag(left, right, fold.to).toReversed();
        band.connectPath(lower);
        band.closeSubpath();
        painter_.setPen(Qt::NoPen);
        painter_.setBrush(theme.field);
        painter_.drawPath(band);
        painter_.setBrush(Qt::NoBrush);
        painter_.setPen(QPen(theme.third_text, 1.2));
        painter_.drawPath(zigzag(left, right, fold.from));
        painter_.drawPath(zigzag(left, right, fold.to));
        painter_.setFont(sansFont(theme, type_size::small, Weight::bold));
        painter_.setPen(theme.second_text);
        const auto& lines = source_.geometry.lifelines();
        QRectF words(lines.front(), fold.from, lines.back() - lines.front(), fold.to - fold.from);
        const qreal clear = 14 * factor();
        if (shows_now_ && std::abs(words.center().y() - now_) < clear)
            words.moveTop(now_ - clear - words.height() / 2); // not struck through
        painter_.drawText(words, Qt::AlignCenter, fold.text);
    }
}

void LadderPainter::paintLifelines() {
    const Theme& theme = source_.theme;
    for (std::size_t host = 0; host < source_.geometry.lifelines().size(); ++host) {
        const qreal x = source_.geometry.lifelines()[host];
        const QColor& hue = theme.ofHost(static_cast<sim::HostId>(host));
        const qreal bottom = std::max(source_.geometry.contentHeight(), visible_.bottom());
        painter_.setPen(
            QPen(mixed(theme.card, hue, 0.24), stroke(track_width), Qt::SolidLine, Qt::FlatCap));
        painter_.drawLine(QLineF(x, visible_.top() - 2, x, bottom));
        if (now_ < visible_.top()) continue;
        painter_.setPen(QPen(hue, stroke(passed_width), Qt::SolidLine, Qt::FlatCap));
        painter_.drawLine(QLineF(x, visible_.top() - 2, x, std::min(now_, visible_.bottom() + 2)));
    }
}

void LadderPainter::paintTimers() {
    const Theme& theme = source_.theme;
    for (const TimerBracket& timer : shapes_.timers) {
        const bool ended = timer.span.end != 0 && happened(timer.span.end);
        if (!happened(timer.span.set) || (ended && timer.span.outcome != TimerOutcome::fired))
            continue;
        const qreal hook = -LadderGeometry::outward(timer.host) * 6 * theme.stroke_factor;
        const qreal end = ended ? timer.to : std::max(timer.from, now_);
        painter_.setPen(QPen(theme.alarm, stroke(1.8), Qt::SolidLine, Qt::FlatCap));
        painter_.drawLine(QLineF(timer.x + hook, timer.from, timer.x, timer.from));
        painter_.drawLine(QLineF(timer.x, timer.from, timer.x, end));
        if (ended) painter_.drawLine(QLineF(timer.x + hook, end, timer.x, end));
    }
    for (const RunningTimer& timer : runningTimers(source_, shapes_, moment_))
        paintRunning(timer);
}

/// Below the line of now: the pie drains, the deadline is known.
void LadderPainter::paintRunning(const RunningTimer& timer) {
    const Theme& theme = source_.theme;
    QPen dots(faded(theme.alarm, 0.6), stroke(1.2));
    dots.setDashPattern({2, 3});
    painter_.setPen(dots);
    painter_.drawLine(QLineF(timer.x, now_, timer.x, std::min(timer.due_y, visible_.bottom())));
    painter_.setPen(QPen(theme.alarm, 1.2));
    painter_.setBrush(theme.tint(theme.alarm));
    painter_.drawRoundedRect(timer.box, 5, 5);
    painter_.setBrush(Qt::NoBrush);
    painter_.setPen(QPen(theme.alarm, stroke(1.4)));
    painter_.drawEllipse(timer.pie);
    painter_.setPen(Qt::NoPen);
    painter_.setBrush(theme.alarm);
    const QRectF filling = timer.pie.adjusted(2, 2, -2, -2);
    painter_.drawPie(filling, 90 * 16, static_cast<int>(360 * 16 * timer.share_left));
    painter_.setFont(sansFont(theme, type_size::state_pill, Weight::bold));
    painter_.setPen(theme.onTint(theme.alarm));
    painter_.drawText(timer.words, Qt::AlignLeft | Qt::AlignVCenter, timer.text);
}

std::vector<const Arrow*> LadderPainter::shownArrows() const {
    std::vector<const Arrow*> shown;
    qreal last = std::numeric_limits<qreal>::lowest();
    for (const Arrow& arrow : shapes_.arrows) {
        const bool crowds = thins_ && arrow.line.y1() - last < stroke(least_apart);
        if (crowds || !happened(arrow.departure) || !touches(arrow.line.y1(), arrow.line.y2()))
            continue;
        last = arrow.line.y1();
        shown.push_back(&arrow);
    }
    return shown;
}

void LadderPainter::paintArrows() {
    ArrowPainter arrows(painter_, source_, moment_, now_);
    const std::vector<const Arrow*> shown = shownArrows();
    painter_.setRenderHint(QPainter::Antialiasing, shown.size() <= most_smooth);
    for (const Arrow* arrow : shown)
        arrows.paintHalo(*arrow);
    for (const Arrow* arrow : shown)
        arrows.paintLine(*arrow);
    painter_.setRenderHint(QPainter::Antialiasing);
    for (const Arrow* arrow : shown)
        arrows.paintLabel(*arrow);
}

void LadderPainter::paintMessages() {
    MessagePainter messages(painter_, source_.theme, moment_);
    for (const MessageMark& mark : shapes_.messages)
        if (happened(mark.record) && touches(mark.line.y1(), mark.line.y2())) messages.paint(mark);
}

/// Segments under way, above the line of now.
void LadderPainter::paintCapsules() {
    ArrowPainter arrows(painter_, source_, moment_, now_);
    const std::vector<const Arrow*> shown = shownArrows();
    if (shown.size() > most_smooth) return;
    for (const Arrow* arrow : shown)
        arrows.paintCapsule(*arrow);
}

void LadderPainter::paintSides() {
    for (const SideLabel& label : shapes_.sides) {
        if (!happened(label.record) || !touches(label.box.top(), label.box.bottom())) continue;
        switch (label.kind) {
        case SideKind::state: paintPill(label); break;
        case SideKind::call: paintCall(label); break;
        case SideKind::timer: paintFiredTimer(label); break;
        case SideKind::message: paintToldMessage(label); break;
        }
        if (moment_.chain != nullptr && moment_.chain->contains(label.record))
            paintChainFrame(painter_, source_.theme,
                            label.kind == SideKind::call ? label.box.adjusted(-6, 0, 6, 0)
                                                         : label.box);
    }
}

bool LadderPainter::isCurrentState(const SideLabel& label) const {
    return std::none_of(shapes_.sides.begin(), shapes_.sides.end(), [&](const SideLabel& other) {
        return other.kind == SideKind::state
               && other.host == label.host
               // A listening socket belongs to no connection: the first one takes its place.
               && (label.conversation == 0 || other.conversation == label.conversation)
               && other.record > label.record && happened(other.record);
    });
}

/// From the instant on the lifeline to the words about it.
void LadderPainter::paintLeader(const SideLabel& label) {
    const int outward = LadderGeometry::outward(label.host);
    const qreal x = source_.geometry.lifeline(label.host);
    const qreal edge = outward < 0 ? label.box.right() : label.box.left();
    painter_.drawLine(QLineF(x, label.anchor, edge, label.box.center().y()));
}

void LadderPainter::paintPill(const SideLabel& label) {
    const Theme& theme = source_.theme;
    const QColor& hue = theme.ofHost(label.host);
    const bool current = isCurrentState(label);
    const QPointF instant(source_.geometry.lifeline(label.host), label.anchor);
    painter_.setPen(QPen(hue, stroke(1.3)));
    paintLeader(label);
    painter_.setPen(QPen(theme.card, stroke(1.6)));
    painter_.setBrush(hue);
    painter_.drawEllipse(instant, stroke(4.8), stroke(4.8));
    painter_.setPen(QPen(hue, stroke(1.4)));
    painter_.setBrush(current ? hue : theme.card);
    painter_.drawRoundedRect(label.box, 5, 5);
    painter_.setFont(sansFont(theme, type_size::state_pill, Weight::bold));
    painter_.setPen(current ? theme.onHue() : hue);
    painter_.drawText(label.box, Qt::AlignCenter, label.text);
}

void LadderPainter::paintCall(const SideLabel& label) {
    const Theme& theme = source_.theme;
    painter_.setPen(QPen(faded(theme.third_text, 0.7), 1));
    paintLeader(label);
    painter_.setPen(QPen(theme.card, 1));
    painter_.setBrush(theme.second_text);
    const QPointF instant(source_.geometry.lifeline(label.host), label.anchor);
    painter_.drawEllipse(instant, stroke(2.6), stroke(2.6));
    painter_.fillRect(label.box, faded(theme.card, 0.88)); // no line of the axis through the words
    painter_.setFont(monoFont(theme, 11.5));
    painter_.setPen(theme.second_text);
    const bool left = LadderGeometry::outward(label.host) < 0;
    const Qt::Alignment near = left ? Qt::AlignRight : Qt::AlignLeft;
    painter_.drawText(label.box.adjusted(left ? -20 : 3, 0, left ? -3 : 20, 0), label.text,
                      QTextOption(near | Qt::AlignVCenter));
}

/// Where the words about a timer that fired stand: they stay in sight as long as their bracket is,
/// where nothing else stands; none where they would be cut.
std::optional<QRectF> LadderPainter::boxOfFired(const SideLabel& label) const {
    const qreal top = visible_.top() + 2;
    if (label.box.top() >= top) return label.box;
    const QRectF box = label.box.translated(0, top - label.box.top());
    const bool beside =
        std::any_of(shapes_.timers.begin(), shapes_.timers.end(), [&](const TimerBracket& timer) {
            return timer.span.end == label.record && box.bottom() <= timer.to;
        });
    const bool free =
        std::none_of(shapes_.sides.begin(), shapes_.sides.end(), [&](const SideLabel& other) {
            return other.record != label.record && happened(other.record)
                   && other.box.intersects(box);
        });
    return beside && free ? std::optional{box} : std::nullopt;
}

void LadderPainter::paintFiredTimer(const SideLabel& label) {
    if (const std::optional<QRectF> box = boxOfFired(label)) paintAlarm(*box, label.text);
}

void LadderPainter::paintAlarm(const QRectF& box, const QString& text) {
    const Theme& theme = source_.theme;
    painter_.setPen(QPen(theme.alarm, 1.2));
    painter_.setBrush(theme.tint(theme.alarm));
    painter_.drawRoundedRect(box, 5, 5);
    painter_.setFont(sansFont(theme, type_size::state_pill, Weight::bold));
    painter_.setPen(theme.onTint(theme.alarm));
    painter_.drawText(box, Qt::AlignCenter, text);
}

void LadderPainter::paintToldMessage(const SideLabel& label) {
    painter_.setPen(QPen(source_.theme.alarm, stroke(1.3)));
    paintLeader(label);
    paintAlarm(label.box, label.text);
}

void LadderPainter::paintNow() {
    const Theme& theme = source_.theme;
    painter_.setRenderHint(QPainter::Antialiasing);
    painter_.setPen(QPen(theme.accent, stroke(1.6)));
    painter_.drawLine(QLineF(4, now_, source_.geometry.width() - 4, now_));
    const QString text = TimeFormat(source_.run.stageMap().flight()).text(moment_.time);
    const QFont font = monoFont(theme, type_size::state_pill, Weight::bold);
    const qreal width = QFontMetricsF(font).horizontalAdvance(text) + 14 * factor();
    const QRectF chip(4, now_ - 11.5 * factor(), width, 23 * factor());
    painter_.setPen(Qt::NoPen);
    painter_.setBrush(theme.accent);
    painter_.drawRoundedRect(chip, 5, 5);
    painter_.setFont(font);
    painter_.setPen(theme.onHue());
    painter_.drawText(chip, Qt::AlignCenter, text);
}

} // namespace ui
