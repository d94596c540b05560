#include "ui/view/twin_painter.h"

#include "sim/base/assert.h"
#include "ui/theme/fonts.h"
#include "ui/view/status_sign.h"

#include <algorithm>

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainterPath>

namespace ui {

namespace {

constexpr double header_height = 66;

QFont chipFont(const Theme& theme) {
    return sansFont(theme, 12.5);
}
QFont badgeFont(const Theme& theme) {
    return sansFont(theme, 12.5, Weight::bold);
}
QFont numbersFont(const Theme& theme) {
    return monoFont(theme, 12.5);
}

QColor faded(QColor colour, double opacity) {
    colour.setAlphaF(static_cast<float>(opacity));
    return colour;
}

} // namespace

TwinFonts twinFonts(const Theme& theme) {
    const QFontMetricsF metrics{chipFont(theme)};
    return {[metrics](const QString& text, double width) {
                return metrics.elidedText(text, Qt::ElideRight, width);
            },
            [metrics](const QString& text) { return metrics.horizontalAdvance(text); }};
}

double twinHeaderHeight(const Theme& theme) {
    return header_height * theme.type_factor;
}

void TwinPainter::paintHeader(const Comparison& comparison, const QString& kernel_name) {
    paintStage(shapes_.of(Stage::model), QCoreApplication::translate("Compare", "Our model"),
               comparison.model->trace());
    paintStage(shapes_.of(Stage::kernel), kernel_name, comparison.kernel->trace());
    painter_.setPen(QPen{theme_.border, 1});
    const double right = shapes_.of(Stage::kernel).area.right();
    const double bottom = twinHeaderHeight(theme_);
    painter_.drawLine(QPointF{0, bottom - 0.5}, QPointF{right, bottom - 0.5});
}

void TwinPainter::paintStage(const TwinLadder& ladder, const QString& name,
                             const sim::Trace& trace) {
    painter_.setFont(sansFont(theme_, 15, Weight::bold));
    painter_.setPen(theme_.text);
    const double scale = theme_.type_factor;
    painter_.drawText(QRectF{ladder.area.left(), 4 * scale, ladder.area.width(), 24 * scale},
                      Qt::AlignCenter, name);
    painter_.setFont(monoFont(theme_, 11));
    painter_.setPen(theme_.second_text);
    painter_.drawText(QRectF{ladder.lifelines[0] + 20 * scale, 47 * scale, 40 * scale, 16 * scale},
                      Qt::AlignLeft | Qt::AlignVCenter, QStringLiteral("ms"));
    for (std::size_t host = 0; host < 2 && host < trace.header.hosts.size(); ++host)
        paintHost({ladder.lifelines.at(host), 46 * scale}, static_cast<sim::HostId>(host),
                  QString::fromStdString(trace.header.hosts.at(host).name));
}

void TwinPainter::paintHost(QPointF centre, sim::HostId host, const QString& name) {
    const double side = 28 * theme_.type_factor;
    QRectF box{0, 0, side, side};
    box.moveCenter(centre);
    painter_.setPen(Qt::NoPen);
    painter_.setBrush(theme_.ofHost(host));
    if (host == 0)
        painter_.drawEllipse(box);
    else
        painter_.drawRoundedRect(box.adjusted(1, 1, -1, -1), 5, 5);
    painter_.setFont(sansFont(theme_, 14, Weight::bold));
    painter_.setPen(theme_.onHue());
    painter_.drawText(box, Qt::AlignCenter, name.left(1));
}

void TwinPainter::paintContent(const TwinFocus& focus, double top, double bottom) {
    if (!focus.now) {
        paintStretch(focus, top, bottom);
        return;
    }
    constexpr double future_opacity = 0.25;
    const double right = shapes_.of(Stage::kernel).area.right();
    const double now = *focus.now;
    painter_.save();
    painter_.setClipRect(QRectF{0, now, right, shapes_.height + bottom});
    painter_.setOpacity(future_opacity);
    paintStretch(focus, top, bottom);
    painter_.restore();
    painter_.save();
    painter_.setClipRect(QRectF{0, -1, right, now + 1});
    paintStretch(focus, top, bottom);
    painter_.restore();
    painter_.setPen(QPen{theme_.accent, 1.6});
    painter_.drawLine(QPointF{0, now}, QPointF{right, now});
}

void TwinPainter::paintStretch(const TwinFocus& focus, double top, double bottom) {
    for (std::size_t i = 0; i < shapes_.rows.size(); ++i) {
        const QRectF& band = shapes_.rows.at(i).band;
        if (band.bottom() >= top && band.top() <= bottom) paintRow(shapes_.rows.at(i), focus, i);
    }
    for (const TwinLadder& ladder : shapes_.ladders)
        paintLadder(ladder, top, bottom);
    for (const TwinRow& row : shapes_.rows)
        if (row.band.bottom() >= top && row.band.top() <= bottom)
            paintStatusSign(painter_, theme_, row.status, row.sign);
}

void TwinPainter::paintRow(const TwinRow& row, const TwinFocus& focus, std::size_t place) {
    const QRectF band = row.band.adjusted(2, 1, -2, -1);
    painter_.setPen(Qt::NoPen);
    if (row.status != sim::PairStatus::matched) {
        painter_.setBrush(faded(hueOf(theme_, row.status), 0.13));
        painter_.drawRoundedRect(band, 6, 6);
    }
    const bool selected = focus.selected == place;
    if (!selected && focus.hovered != place) return;
    painter_.setBrush(faded(theme_.accent, selected ? 0.2 : 0.1));
    painter_.setPen(selected ? QPen{theme_.accent, 1.4} : QPen{Qt::NoPen});
    painter_.drawRoundedRect(row.frame, 6, 6);
}

void TwinPainter::paintLadder(const TwinLadder& ladder, double top, double bottom) {
    for (std::size_t host = 0; host < ladder.lifelines.size(); ++host) {
        const double x = ladder.lifelines.at(host);
        painter_.setPen(QPen{theme_.ofHost(static_cast<sim::HostId>(host)), 3.4});
        painter_.drawLine(QPointF{x, top}, QPointF{x, bottom});
    }
    const auto shown = [top, bottom](const QRectF& box) {
        return box.bottom() >= top && box.top() <= bottom;
    };
    for (const TwinGap& gap : ladder.gaps)
        if (shown(gap.box)) paintGap(gap);
    for (const TwinChip& chip : ladder.chips)
        if (shown(chip.box)) paintChip(ladder, chip);
    for (const TwinArrow& arrow : ladder.arrows) {
        if (!shown(QRectF{arrow.line.p1(), arrow.line.p2()}.normalized())) continue;
        paintArrow(arrow);
        paintWords(arrow);
    }
}

void TwinPainter::paintArrow(const TwinArrow& arrow) {
    const QColor& hue = hueOf(theme_, arrow.kind, arrow.sender);
    QPen pen{hue, strokeOf(theme_, arrow.kind), Qt::SolidLine, Qt::FlatCap};
    if (arrow.sent_again) pen.setDashPattern({5, 2.2});
    painter_.setPen(pen);
    QLineF line = arrow.line;
    if (!arrow.lost) line.setLength(line.length() - 6);
    painter_.drawLine(line);
    painter_.setPen(Qt::NoPen);
    painter_.setBrush(hue);
    painter_.drawEllipse(arrow.line.p1(), 3.2, 3.2);
    if (arrow.lost) {
        paintLoss(arrow.line.p2());
        return;
    }
    painter_.save();
    painter_.translate(arrow.line.p2());
    painter_.rotate(-arrow.line.angle());
    painter_.drawPolygon(
        QPolygonF{{QPointF{0, 0}, QPointF{-11, 4.6}, QPointF{-8, 0}, QPointF{-11, -4.6}}});
    painter_.restore();
}

void TwinPainter::paintLoss(QPointF at) {
    painter_.setPen(QPen{theme_.alarm, 1.8});
    painter_.setBrush(theme_.tint(theme_.alarm));
    painter_.drawEllipse(at, 8, 8);
    painter_.setPen(QPen{theme_.alarm, 2, Qt::SolidLine, Qt::RoundCap});
    painter_.drawLine(at - QPointF{3.4, 3.4}, at + QPointF{3.4, 3.4});
    painter_.drawLine(at + QPointF{3.4, -3.4}, at + QPointF{-3.4, 3.4});
}

/// Badge and numbers along the line, the departure's time outside the sender's lifeline.
void TwinPainter::paintWords(const TwinArrow& arrow) {
    const QColor& hue = hueOf(theme_, arrow.kind, arrow.sender);
    const double badge = QFontMetricsF{badgeFont(theme_)}.horizontalAdvance(arrow.badge) + 14;
    const double numbers = QFontMetricsF{numbersFont(theme_)}.horizontalAdvance(arrow.numbers);
    const double whole = badge + 6 + numbers;
    const bool leftwards = arrow.line.dx() < 0;
    painter_.save();
    painter_.translate(arrow.words_at);
    painter_.rotate(-arrow.line.angle() + (leftwards ? 180 : 0));
    painter_.translate(-whole / 2, -19.5);
    painter_.setPen(Qt::NoPen);
    painter_.setBrush(theme_.tint(hue));
    painter_.drawRoundedRect(QRectF{0, 0, badge, 17}, 4, 4);
    painter_.setFont(badgeFont(theme_));
    painter_.setPen(theme_.onTint(hue));
    painter_.drawText(QRectF{0, 0, badge, 17}, Qt::AlignCenter, arrow.badge);
    painter_.setFont(numbersFont(theme_));
    painter_.setPen(theme_.text);
    painter_.drawText(QRectF{badge + 6, 0, numbers + 8, 17}, Qt::AlignLeft | Qt::AlignVCenter,
                      arrow.numbers);
    painter_.restore();
    painter_.setFont(monoFont(theme_, 11));
    painter_.setPen(theme_.second_text);
    const Qt::Alignment side = arrow.sender == 0 ? Qt::AlignLeft : Qt::AlignRight;
    painter_.drawText(arrow.time_box, static_cast<int>((side | Qt::AlignVCenter).toInt()),
                      arrow.time);
}

void TwinPainter::paintChip(const TwinLadder& ladder, const TwinChip& chip) {
    const QColor& hue = theme_.ofHost(chip.host);
    const double line = ladder.lifelines.at(chip.host == 0 ? 0 : 1);
    const double near = chip.host == 0 ? chip.box.right() : chip.box.left();
    const QPointF anchor{line, chip.box.center().y()};
    const bool state = chip.kind == sim::PairKind::state;
    painter_.setPen(QPen{faded(hue, state ? 1 : 0.5), 1.2});
    painter_.drawLine(QPointF{near, anchor.y()}, anchor);
    painter_.setBrush(theme_.card);
    if (state) {
        painter_.setPen(QPen{hue, 1.3});
        painter_.drawRoundedRect(chip.box, 5, 5);
        painter_.setBrush(hue);
        painter_.drawEllipse(anchor, 3.6, 3.6);
    }
    painter_.setFont(chipFont(theme_));
    painter_.setPen(state ? hue : theme_.second_text);
    painter_.drawText(chip.box, Qt::AlignCenter, chip.text);
}

void TwinPainter::paintGap(const TwinGap& gap) {
    painter_.setPen(QPen{theme_.third_text, 1.2, Qt::DashLine});
    painter_.setBrush(Qt::NoBrush);
    painter_.drawRoundedRect(gap.box, 6, 6);
    painter_.setFont(chipFont(theme_));
    painter_.setPen(theme_.third_text);
    painter_.drawText(gap.box, Qt::AlignCenter,
                      QCoreApplication::translate("Compare", "nothing here"));
}

} // namespace ui
