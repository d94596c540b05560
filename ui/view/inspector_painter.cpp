#include "ui/view/inspector_painter.h"

#include "sim/base/assert.h"
#include "ui/theme/fonts.h"

#include <QFontMetricsF>
#include <QPainterPath>

namespace ui {

namespace {

constexpr qreal corner = 6;

QFont fontOf(const Theme& theme, TextRole role) {
    switch (role) {
    case TextRole::badge: return sansFont(theme, type_size::badge, Weight::bold);
    case TextRole::headline: return sansFont(theme, 14, Weight::bold);
    case TextRole::bit_number: return monoFont(theme, 11);
    case TextRole::field_name: return sansFont(theme, 12.5);
    case TextRole::field_value: return monoFont(theme, 14);
    case TextRole::remark: return monoFont(theme, 11);
    case TextRole::flag: return sansFont(theme, 10.5, Weight::bold);
    case TextRole::code: return monoFont(theme, 13.5);
    case TextRole::happened: return sansFont(theme, type_size::body);
    case TextRole::why: return sansFont(theme, 13);
    case TextRole::clause: return sansFont(theme, 12.5, Weight::bold);
    case TextRole::section: return sansFont(theme, type_size::card_title, Weight::bold);
    case TextRole::variable:
    case TextRole::before: return monoFont(theme, 13);
    case TextRole::after: return monoFont(theme, 13, Weight::bold);
    case TextRole::link_number: return monoFont(theme, 12.5, Weight::bold);
    case TextRole::link: return sansFont(theme, 13);
    }
    sim::unreachable();
}

QColor badgeHue(const Theme& theme, const Inspection& inspection) {
    switch (inspection.badge) {
    case BadgeKind::segment: return hueOf(theme, inspection.segment, inspection.host);
    case BadgeKind::timer:
    case BadgeKind::message: return theme.alarm;
    case BadgeKind::call:
    case BadgeKind::state:
    case BadgeKind::change: return theme.ofHost(inspection.host);
    case BadgeKind::none: return theme.third_text;
    }
    sim::unreachable();
}

} // namespace

QSizeF inspectorTextSize(const Theme& theme, const QString& text, TextRole role, double width) {
    const QFontMetricsF metrics{fontOf(theme, role)};
    if (width <= 0) return {metrics.horizontalAdvance(text), metrics.height()};
    const QRectF room{0, 0, width, 1e6};
    return metrics.boundingRect(room, Qt::AlignLeft | Qt::TextWordWrap, text).size();
}

void InspectorPainter::paint(const Inspection& inspection, const InspectorShapes& shapes) {
    if (inspection.badge == BadgeKind::none) return;
    hue_ = badgeHue(theme_, inspection);
    paintBadge(shapes);
    paintHeader(shapes);
    paintBoxes(shapes);
    for (const TextShape& text : shapes.texts)
        paintText(text);
}

void InspectorPainter::paintBadge(const InspectorShapes& shapes) {
    painter_.setPen(QPen{hue_, 1.4});
    painter_.setBrush(theme_.tint(hue_));
    painter_.drawRoundedRect(shapes.badge.adjusted(0.7, 0.7, -0.7, -0.7), corner, corner);
}

void InspectorPainter::paintHeader(const InspectorShapes& shapes) {
    if (shapes.header.isEmpty()) return;
    QPainterPath outline;
    outline.addRoundedRect(shapes.header, corner, corner);
    painter_.save();
    painter_.setClipPath(outline);
    painter_.fillPath(outline, theme_.field);
    for (const FieldShape& field : shapes.fields) {
        if (field.matters) {
            painter_.fillRect(field.rect, theme_.tint(hue_));
            painter_.fillRect(QRectF{field.rect.topLeft(), QSizeF{4, field.rect.height()}}, hue_);
        }
        painter_.setPen(QPen{theme_.border, 1});
        painter_.setBrush(Qt::NoBrush);
        painter_.drawRect(field.rect);
    }
    for (const FlagShape& flag : shapes.flags)
        paintFlag(flag);
    painter_.restore();
    painter_.setPen(QPen{theme_.border, 1});
    painter_.setBrush(Qt::NoBrush);
    painter_.drawPath(outline);
}

void InspectorPainter::paintFlag(const FlagShape& flag) {
    painter_.setPen(QPen{theme_.border, 1});
    painter_.setBrush(flag.set ? QBrush{hue_} : QBrush{Qt::NoBrush});
    painter_.drawRect(flag.rect);
    painter_.save();
    painter_.translate(flag.rect.center());
    painter_.rotate(-90);
    const QRectF upright{-flag.rect.height() / 2, -flag.rect.width() / 2, flag.rect.height(),
                         flag.rect.width()};
    QFont font = fontOf(theme_, TextRole::flag);
    font.setBold(flag.set);
    painter_.setFont(font);
    painter_.setPen(flag.set ? theme_.onHue() : theme_.third_text);
    painter_.drawText(upright, Qt::AlignCenter, flag.name);
    painter_.restore();
}

void InspectorPainter::paintBoxes(const InspectorShapes& shapes) {
    painter_.setPen(QPen{theme_.border, 1});
    painter_.setBrush(theme_.field);
    if (!shapes.code_box.isEmpty()) painter_.drawRoundedRect(shapes.code_box, corner, corner);
    if (shapes.why_box.isEmpty()) return;
    QPainterPath outline;
    outline.addRoundedRect(shapes.why_box, corner, corner);
    painter_.save();
    painter_.setClipPath(outline);
    painter_.fillPath(outline, mixed(theme_.card, hue_, 0.12));
    painter_.fillRect(QRectF{shapes.why_box.topLeft(), QSizeF{4, shapes.why_box.height()}}, hue_);
    painter_.restore();
}

QColor InspectorPainter::colourOf(TextRole role) const {
    switch (role) {
    case TextRole::badge: return theme_.onTint(hue_);
    case TextRole::headline:
    case TextRole::field_value:
    case TextRole::code:
    case TextRole::happened:
    case TextRole::after:
    case TextRole::link: return theme_.text;
    case TextRole::field_name:
    case TextRole::section:
    case TextRole::variable:
    case TextRole::remark:
    case TextRole::why: return theme_.second_text;
    case TextRole::bit_number:
    case TextRole::flag:
    case TextRole::before: return theme_.third_text;
    case TextRole::clause:
    case TextRole::link_number: return theme_.accent;
    }
    sim::unreachable();
}

void InspectorPainter::paintText(const TextShape& text) {
    QFont font = fontOf(theme_, text.role);
    if (text.role == TextRole::clause) font.setUnderline(true);
    painter_.setFont(font);
    painter_.setPen(colourOf(text.role));
    const bool wraps = text.role == TextRole::happened || text.role == TextRole::why
                       || text.role == TextRole::field_value || text.role == TextRole::code
                       || text.role == TextRole::headline || text.role == TextRole::clause
                       || text.role == TextRole::link;
    const int flags = static_cast<int>(text.alignment) | (wraps ? Qt::TextWordWrap : 0);
    painter_.drawText(text.rect, flags, text.text);
}

} // namespace ui
