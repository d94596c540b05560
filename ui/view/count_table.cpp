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
/// From this width on there are two columns, of which the first needs less.
constexpr qreal wide = 440;
constexpr qreal outcome_share = 0.4;
constexpr qreal column_gap = 18;

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

qreal CountTable::modelRight(const QRectF& row) const {
    return row.right() - (groups_.with_kernel ? numberWidth() : 0);
}

bool CountTable::isWorded(qreal height) const {
    return height >= least_worded * theme().type_factor;
}

bool CountTable::isWide() const {
    return contentArea().width() >= wide * theme().type_factor;
}

void CountTable::paintEvent(QPaintEvent* event) {
    Card::paintEvent(event);
    if (groups_.counters.empty()) return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QRectF column = QRectF(contentArea()).adjusted(0, -4, 0, 0);
    QRectF second = column;
    if (isWide()) {
        column.setWidth(column.width() * outcome_share);
        second.setLeft(column.right() + column_gap * theme().type_factor);
    }
    column = paintHead(painter, tr("the flood's SYNs"), column);
    column = paintOutcomes(painter, column);
    if (!isWide()) {
        column = paintCounters(painter, paintRule(painter, column));
        paintFates(painter, column);
        return;
    }
    paintFates(painter, column);
    second = paintHead(painter, tr("the listener's counters"), second);
    paintCounters(painter, second);
}

QRectF CountTable::paintHead(QPainter& painter, const QString& title, QRectF column) {
    const QRectF line{column.topLeft(), QSizeF(column.width(), head_height * theme().type_factor)};
    const qreal number = numberWidth();
    const qreal right = modelRight(line);
    painter.setPen(theme().second_text);
    const qreal names = right - number - line.left();
    paintName(painter, title, sansFont(theme(), 12.5),
              {line.topLeft(), QSizeF(names, line.height())});
    painter.setFont(sansFont(theme(), 12.5));
    painter.drawText(QRectF(right - number, line.top(), number, line.height()),
                     Qt::AlignRight | Qt::AlignVCenter, tr("model"));
    if (groups_.with_kernel)
        painter.drawText(QRectF(right, line.top(), number, line.height()),
                         Qt::AlignRight | Qt::AlignVCenter, tr("kernel"));
    return column.adjusted(0, line.height(), 0, 0);
}

QRectF CountTable::paintOutcomes(QPainter& painter, QRectF column) {
    const qreal height = outcome_height * theme().type_factor;
    for (const CountRow& row : groups_.outcomes) {
        paintRow(painter, row, {column.topLeft(), QSizeF(column.width(), height)},
                 sansFont(theme(), 13));
        column.setTop(column.top() + height);
    }
    return column;
}

QRectF CountTable::paintRule(QPainter& painter, QRectF column) {
    painter.setPen(QPen(theme().border, 1));
    painter.drawLine(column.topLeft() + QPointF(0, rule_height / 2),
                     column.topRight() + QPointF(0, rule_height / 2));
    return column.adjusted(0, rule_height, 0, 0);
}

QRectF CountTable::paintCounters(QPainter& painter, QRectF column) {
    const qreal room = column.height() / static_cast<qreal>(groups_.counters.size());
    const qreal height = std::min(counter_height * theme().type_factor, room);
    for (const CountRow& row : groups_.counters) {
        const Weight weight = row.model > 0 ? Weight::bold : Weight::normal;
        paintRow(painter, row, {column.topLeft(), QSizeF(column.width(), height)},
                 monoFont(theme(), 12.5, weight));
        column.setTop(column.top() + height);
    }
    return column;
}

/// Only where all of them fit.
QRectF CountTable::paintFates(QPainter& painter, QRectF column) {
    const qreal height = counter_height * theme().type_factor;
    const qreal wanted = rule_height + height * static_cast<qreal>(groups_.fates.size());
    if (groups_.fates.empty() || wanted > column.height() + 4) return column;
    column = paintRule(painter, column);
    for (const CountRow& row : groups_.fates) {
        paintRow(painter, row, {column.topLeft(), QSizeF(column.width(), height)},
                 sansFont(theme(), 13));
        column.setTop(column.top() + height);
    }
    return column;
}

void CountTable::paintRow(QPainter& painter, const CountRow& row, QRectF box, const QFont& font) {
    const bool worded = !row.words.isEmpty() && isWorded(box.height());
    const QRectF line{box.topLeft(), QSizeF(box.width(), worded ? box.height() / 2 : box.height())};
    const qreal names = modelRight(box) - numberWidth() - box.left();
    painter.setPen(theme().text);
    paintName(painter, row.name, font, {line.topLeft(), QSizeF(names, line.height())});
    paintNumbers(painter, row, line);
    if (!worded) return;
    painter.setFont(sansFont(theme(), 12));
    painter.setPen(theme().second_text);
    painter.drawText(
        QRectF(line.bottomLeft() - QPointF(0, 1), line.size()), Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetricsF(painter.font()).elidedText(row.words, Qt::ElideRight, box.width()));
}

/// Smaller where it is too long.
void CountTable::paintName(QPainter& painter, const QString& name, QFont font, const QRectF& box) {
    while (QFontMetricsF(font).horizontalAdvance(name) > box.width() && font.pointSizeF() > 7)
        font.setPointSizeF(font.pointSizeF() - 0.5);
    painter.setFont(font);
    painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(font).elidedText(name, Qt::ElideRight, box.width()));
}

void CountTable::paintNumbers(QPainter& painter, const CountRow& row, const QRectF& line) {
    const qreal width = numberWidth();
    const qreal right = modelRight(line);
    painter.setFont(monoFont(theme(), 12.5, row.model > 0 ? Weight::bold : Weight::normal));
    painter.setPen(row.model > 0 ? theme().text : theme().second_text);
    painter.drawText(QRectF(right - width, line.top(), width, line.height()),
                     Qt::AlignRight | Qt::AlignVCenter, countText(row.model));
    if (!groups_.with_kernel) return;
    painter.drawText(QRectF(right, line.top(), width, line.height()),
                     Qt::AlignRight | Qt::AlignVCenter,
                     row.kernel ? countText(*row.kernel) : QStringLiteral("–"));
}

void CountTable::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) setTitle(tr("Counts"));
    Card::changeEvent(event);
}

} // namespace ui
