#include "ui/view/count_table.h"

#include "ui/theme/fonts.h"

#include <algorithm>
#include <utility>

#include <QEvent>
#include <QFontMetricsF>
#include <QPainter>

namespace ui {

namespace {

constexpr qreal outcome_height = 24;
constexpr qreal counter_height = 40;
constexpr qreal least_worded = 34; ///< a row of this height has room for its words
constexpr qreal head_height = 24;
constexpr qreal rule_height = 14;

} // namespace

CountTable::CountTable(ViewState& state, QWidget* parent) : Card(state, parent) {
    setTitle(tr("Counts"));
}

void CountTable::show(CountGroups groups) {
    groups_ = std::move(groups);
    update();
}

qreal CountTable::numberWidth() const {
    const QFontMetricsF metrics(monoFont(theme(), 12.5, Weight::bold));
    qreal width = metrics.horizontalAdvance(QStringLiteral("10,000"));
    for (const std::vector<CountRow>* rows : {&groups_.outcomes, &groups_.counters})
        for (const CountRow& row : *rows)
            width = std::max(width, metrics.horizontalAdvance(
                                        countText(std::max(row.model, row.kernel.value_or(0)))));
    return width + 10;
}

qreal CountTable::modelRight() const {
    return contentArea().right() - (groups_.with_kernel ? numberWidth() : 0);
}

bool CountTable::isWorded(qreal height) const {
    return height >= least_worded * theme().type_factor;
}

void CountTable::paintEvent(QPaintEvent* event) {
    Card::paintEvent(event);
    if (groups_.counters.empty()) return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    qreal y = contentArea().top() - 4;
    y = paintHead(painter, tr("the flood's SYNs"), y);
    y = paintOutcomes(painter, y);
    y = paintRule(painter, y);
    y = paintCounters(painter, y);
    paintFates(painter, y);
}

qreal CountTable::paintHead(QPainter& painter, const QString& title, qreal y) {
    const QRectF area = contentArea();
    const qreal height = head_height * theme().type_factor;
    const qreal number = numberWidth();
    painter.setFont(sansFont(theme(), 12.5));
    painter.setPen(theme().second_text);
    painter.drawText(QRectF(area.left(), y, area.width(), height), Qt::AlignLeft | Qt::AlignVCenter,
                     title);
    painter.drawText(QRectF(modelRight() - number, y, number, height),
                     Qt::AlignRight | Qt::AlignVCenter, tr("model"));
    if (groups_.with_kernel)
        painter.drawText(QRectF(modelRight(), y, number, height), Qt::AlignRight | Qt::AlignVCenter,
                         tr("kernel"));
    return y + height;
}

qreal CountTable::paintOutcomes(QPainter& painter, qreal y) {
    const QRectF area = contentArea();
    const qreal height = outcome_height * theme().type_factor;
    for (const CountRow& row : groups_.outcomes) {
        paintRow(painter, row, {area.left(), y, area.width(), height}, sansFont(theme(), 13));
        y += height;
    }
    return y;
}

qreal CountTable::paintRule(QPainter& painter, qreal y) {
    const QRectF area = contentArea();
    painter.setPen(QPen(theme().border, 1));
    painter.drawLine(QPointF(area.left(), y + rule_height / 2),
                     QPointF(area.right(), y + rule_height / 2));
    return y + rule_height;
}

qreal CountTable::paintCounters(QPainter& painter, qreal y) {
    const QRectF area = contentArea();
    const qreal room = (area.bottom() - y) / static_cast<qreal>(groups_.counters.size());
    const qreal height = std::min(counter_height * theme().type_factor, room);
    for (const CountRow& row : groups_.counters) {
        const Weight weight = row.model > 0 ? Weight::bold : Weight::normal;
        paintRow(painter, row, {area.left(), y, area.width(), height},
                 monoFont(theme(), 12.5, weight));
        y += height;
    }
    return y;
}

/// Only where all of them fit.
qreal CountTable::paintFates(QPainter& painter, qreal y) {
    const QRectF area = contentArea();
    const qreal scale = theme().type_factor;
    const qreal height = counter_height * scale;
    const qreal wanted = rule_height + height * static_cast<qreal>(groups_.fates.size());
    if (groups_.fates.empty() || y + wanted > area.bottom() + 4) return y;
    y = paintRule(painter, y);
    for (const CountRow& row : groups_.fates) {
        paintRow(painter, row, {area.left(), y, area.width(), height}, sansFont(theme(), 13));
        y += height;
    }
    return y;
}

void CountTable::paintRow(QPainter& painter, const CountRow& row, QRectF box, const QFont& font) {
    const bool worded = !row.words.isEmpty() && isWorded(box.height());
    const QRectF line{box.topLeft(), QSizeF(box.width(), worded ? box.height() / 2 : box.height())};
    const qreal names = modelRight() - numberWidth() - box.left();
    QFont fitted = font;
    while (QFontMetricsF(fitted).horizontalAdvance(row.name) > names && fitted.pointSizeF() > 7)
        fitted.setPointSizeF(fitted.pointSizeF() - 0.5);
    painter.setFont(fitted);
    painter.setPen(theme().text);
    painter.drawText(QRectF(line.topLeft(), QSizeF(names, line.height())),
                     Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(fitted).elidedText(row.name, Qt::ElideRight, names));
    paintNumbers(painter, row, line);
    if (!worded) return;
    painter.setFont(sansFont(theme(), 12));
    painter.setPen(theme().second_text);
    painter.drawText(
        QRectF(line.bottomLeft() - QPointF(0, 1), line.size()), Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetricsF(painter.font()).elidedText(row.words, Qt::ElideRight, box.width()));
}

void CountTable::paintNumbers(QPainter& painter, const CountRow& row, const QRectF& line) {
    const qreal width = numberWidth();
    painter.setFont(monoFont(theme(), 12.5, row.model > 0 ? Weight::bold : Weight::normal));
    painter.setPen(row.model > 0 ? theme().text : theme().second_text);
    painter.drawText(QRectF(modelRight() - width, line.top(), width, line.height()),
                     Qt::AlignRight | Qt::AlignVCenter, countText(row.model));
    if (!groups_.with_kernel) return;
    painter.drawText(QRectF(modelRight(), line.top(), width, line.height()),
                     Qt::AlignRight | Qt::AlignVCenter,
                     row.kernel ? countText(*row.kernel) : QStringLiteral("–"));
}

void CountTable::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) setTitle(tr("Counts"));
    Card::changeEvent(event);
}

} // namespace ui
