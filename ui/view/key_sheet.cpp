#include "ui/view/key_sheet.h"

#include "ui/theme/fonts.h"
#include "ui/view/card.h"

#include <QPainter>
#include <QStringList>

namespace ui {

namespace {

constexpr qreal row_height = 34;
constexpr qreal head_height = 62;
constexpr qreal sheet_width = 860;

/// One box for each key; returns where the boxes end.
qreal paintKeys(QPainter& painter, const Theme& theme, const QStringList& keys, QPointF left) {
    painter.setFont(sansFont(theme, 12.5, Weight::bold));
    qreal x = left.x();
    for (const QString& key : keys) {
        const qreal width = painter.fontMetrics().horizontalAdvance(key) + 14;
        const QRectF box(x, left.y() - 12, width, 24);
        painter.setPen(QPen(theme.border, 1.2));
        painter.setBrush(theme.field);
        painter.drawRoundedRect(box, 5, 5);
        painter.setPen(theme.text);
        painter.drawText(box, Qt::AlignCenter, key);
        x += width + 6;
    }
    return x;
}

} // namespace

KeySheet::KeySheet(ViewState& state, QWidget* parent) : QWidget(parent), state_(state) {
    hide();
}

std::vector<KeySheet::Entry> KeySheet::entries() {
    return {{tr("Space"), tr("play or pause")},
            {QStringLiteral("← →"), tr("one event back, on")},
            {QStringLiteral("Shift+← Shift+→"), tr("one round trip back, on")},
            {QStringLiteral("Home End"), tr("to the start, to the end")},
            {QStringLiteral("S"), tr("to the next change of state")},
            {QStringLiteral("P N"), tr("previous, next segment")},
            {QStringLiteral("↑ ↓"), tr("select the segment above, below")},
            {QStringLiteral(", ."), tr("to its cause, to what it led to")},
            {QStringLiteral("L"), tr("to the loss that made it be sent again")},
            {QStringLiteral("Ctrl+L"), tr("the list of events")},
            {QStringLiteral("Ctrl+G"), tr("go to an event or a time")},
            {QStringLiteral("[ ]"), tr("slower, faster")},
            {QStringLiteral("Backspace"), tr("normal speed")},
            {QStringLiteral("+ - 0"), tr("zoom in, out, normal")},
            {QStringLiteral("R"), tr("numbers relative or as on the wire")},
            {QStringLiteral("Ctrl+1 … Ctrl+5"), tr("pages")},
            {QStringLiteral("Ctrl+H"), tr("all scenarios")},
            {QStringLiteral("Ctrl+O"), tr("open a scenario file")},
            {QStringLiteral("T"), tr("dark, light or high contrast")},
            {tr("Shift+L"), tr("English or Chinese")},
            {QStringLiteral("Ctrl+Shift+P"), tr("projector")},
            {QStringLiteral("M"), tr("movements or none")},
            {QStringLiteral("Ctrl+E"), tr("export as a picture")},
            {QStringLiteral("F11"), tr("full screen")},
            {QStringLiteral("? Esc"), tr("show these keys, put them away")}};
}

void KeySheet::paintEvent(QPaintEvent*) {
    const Theme& theme = state_.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor veil = theme.background;
    veil.setAlphaF(0.8F);
    painter.fillRect(rect(), veil);
    const std::vector<Entry> all = entries();
    const std::size_t rows = (all.size() + 1) / 2;
    const qreal height = head_height + static_cast<qreal>(rows) * row_height + 20;
    QRectF sheet(0, 0, std::min(sheet_width, width() - 24.0), height);
    sheet.moveCenter(QRectF(rect()).center());
    painter.setPen(QPen(theme.border, 1));
    painter.setBrush(theme.card);
    painter.drawRoundedRect(sheet, Card::radius, Card::radius);
    painter.setFont(sansFont(theme, type_size::lesson_title, Weight::bold));
    painter.setPen(theme.text);
    painter.drawText(sheet.adjusted(26, 16, -26, 0), Qt::AlignLeft | Qt::AlignTop, tr("Keys"));
    const qreal column = (sheet.width() - 52) / 2;
    for (std::size_t n = 0; n < all.size(); ++n) {
        const qreal x = sheet.left() + 26 + (n < rows ? 0 : column);
        const qreal y =
            sheet.top() + head_height + row_height * (static_cast<qreal>(n % rows) + 0.5);
        const qreal end = paintKeys(painter, theme, all[n].keys.split(QLatin1Char(' ')), {x, y});
        painter.setFont(sansFont(theme, 13.5));
        painter.setPen(theme.second_text);
        const qreal left = std::max(end + 6, x + 128);
        painter.drawText(QRectF(left, y - 14, x + column - left, 28),
                         Qt::AlignLeft | Qt::AlignVCenter, all[n].meaning);
    }
}

void KeySheet::mousePressEvent(QMouseEvent*) {
    hide();
}

} // namespace ui
