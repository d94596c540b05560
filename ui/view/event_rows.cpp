#include "ui/view/event_rows.h"

#include "sim/base/assert.h"
#include "ui/layout/time_text.h"
#include "ui/theme/fonts.h"

#include <algorithm>

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

namespace ui {

namespace {

constexpr qreal mark_width = 3;
constexpr qreal badge_padding = 6;
constexpr int head_height = 22;
/// How many rows beyond the marked one are kept in sight.
constexpr int rows_around = 2;

bool isRowKey(int key) {
    return key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_PageUp
           || key == Qt::Key_PageDown || key == Qt::Key_Return || key == Qt::Key_Enter;
}

QString elided(const QPainter& painter, const QString& text, qreal width) {
    return painter.fontMetrics().elidedText(text, Qt::ElideRight, static_cast<int>(width));
}

} // namespace

EventRows::EventRows(ViewState& state, RecordTable& table, QWidget* parent)
    : QAbstractScrollArea(parent), state_(state), table_(table) {
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    const auto repaint = [this] { viewport()->update(); };
    connect(&table_, &QAbstractItemModel::modelReset, this, &EventRows::takeRows);
    connect(&table_, &QAbstractItemModel::rowsInserted, this, &EventRows::takeRows);
    connect(&table_, &QAbstractItemModel::rowsRemoved, this, &EventRows::takeRows);
    connect(&state_, &ViewState::selectionChanged, this, &EventRows::followSelection);
    connect(&state_, &ViewState::cursorChanged, this, repaint);
    connect(&state_, &ViewState::themeChanged, this, &EventRows::layOut);
    layOut();
}

void EventRows::layOut() {
    const Theme& theme = state_.theme();
    const QFontMetricsF mono(monoFont(theme, 12));
    const QFontMetricsF sans(sansFont(theme, 13));
    const QString longest = state_.run() ? QString::number(state_.run()->trace().last()) : "0";
    const sim::Time end = state_.run() ? state_.run()->end() : sim::Time{};
    const QString time =
        state_.run() ? TimeFormat(state_.run()->stageMap().flight()).text(end) : QString("0");
    columns_ = eventColumns(viewport()->width(), {.number = mono.horizontalAdvance(longest),
                                                  .time = mono.horizontalAdvance(time),
                                                  .host = sans.height(),
                                                  .line = std::max(mono.height(), sans.height())});
    takeRows();
}

/// After another number of rows: the last one in sight stays so.
void EventRows::takeRows() {
    const int page = rowsHeight();
    const auto height = static_cast<int>(columns_.height);
    verticalScrollBar()->setPageStep(std::max(1, page));
    verticalScrollBar()->setSingleStep(height);
    verticalScrollBar()->setRange(0, std::max(0, table_.rowCount() * height - page));
    showRow(currentRow());
    viewport()->update();
}

int EventRows::currentRow() const {
    const sim::RecordId selected = state_.selection();
    const int row = table_.rowOf(selected == 0 ? state_.cursor() : selected);
    return selected != 0 && table_.recordAt(row) != selected ? -1 : row;
}

void EventRows::followSelection() {
    showRow(currentRow());
    viewport()->update();
}

void EventRows::showRow(int row) {
    if (row < 0) return;
    const auto height = static_cast<int>(columns_.height);
    const int around = std::min(rows_around * height, std::max(0, rowsHeight() - height) / 2);
    const int top = row * height - around;
    const int bottom = (row + 1) * height + around;
    QScrollBar* bar = verticalScrollBar();
    if (top < bar->value()) bar->setValue(top);
    if (bottom > bar->value() + rowsHeight()) bar->setValue(bottom - rowsHeight());
}

QRectF EventRows::rowBox(int row) const {
    const auto height = static_cast<int>(columns_.height);
    const int top = headHeight() + row * height - verticalScrollBar()->value();
    return {0.0, qreal(top), qreal(viewport()->width()), qreal(height)};
}

int EventRows::rowAt(qreal y) const {
    const auto height = static_cast<int>(columns_.height);
    if (y < headHeight()) return -1;
    const int row = (static_cast<int>(y) - headHeight() + verticalScrollBar()->value()) / height;
    return row < table_.rowCount() ? row : -1;
}

void EventRows::paintEvent(QPaintEvent*) {
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(viewport()->rect(), state_.theme().card);
    if (table_.rowCount() == 0) {
        painter.setFont(sansFont(state_.theme(), 13.5));
        painter.setPen(state_.theme().third_text);
        const QString text = state_.cursor() == 0 ? tr("Nothing yet. Press Space.")
                                                  : tr("No record so far is of that kind.");
        painter.drawText(viewport()->rect().adjusted(10, 8, -10, 0),
                         Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, text);
        return;
    }
    paintHead(painter);
    painter.setClipRect(0, headHeight(), viewport()->width(), rowsHeight());
    const int first = std::max(0, rowAt(headHeight()));
    for (int row = first; row < table_.rowCount(); ++row) {
        const QRectF box = rowBox(row);
        if (box.top() > viewport()->height()) break;
        painter.save();
        painter.translate(box.topLeft());
        paintRow(painter, row);
        painter.restore();
    }
}

int EventRows::headHeight() const {
    return columns_.two_lines ? 0 : head_height;
}

void EventRows::paintHead(QPainter& painter) const {
    if (columns_.two_lines) return;
    const Theme& theme = state_.theme();
    painter.setFont(sansFont(theme, 12));
    painter.setPen(theme.third_text);
    const auto name = [this](RecordTable::Column column) {
        return table_.headerData(static_cast<int>(column), Qt::Horizontal, Qt::DisplayRole)
            .toString();
    };
    const auto write = [&](QRectF box, Qt::Alignment side, RecordTable::Column column) {
        box.setHeight(head_height - 2);
        if (side == Qt::AlignRight) box.setLeft(0);
        painter.drawText(box, name(column), QTextOption(side | Qt::AlignVCenter));
    };
    write(columns_.number, Qt::AlignLeft, RecordTable::Column::number);
    write(columns_.time, Qt::AlignRight, RecordTable::Column::time);
    write(columns_.what, Qt::AlignLeft, RecordTable::Column::what);
    write(columns_.sentence, Qt::AlignLeft, RecordTable::Column::sentence);
    painter.setPen(QPen(theme.border, 1));
    painter.drawLine(QLineF(0, head_height - 1, viewport()->width(), head_height - 1));
}

/// Selected, part of the chain of causes, or where the cursor stands.
void EventRows::paintGround(QPainter& painter, int row, const QRectF& box) const {
    const Theme& theme = state_.theme();
    const sim::RecordId record = table_.recordAt(row);
    const bool selected = record == state_.selection();
    if (selected) painter.fillRect(box, theme.tint(theme.accent));
    if (selected && theme.name == ThemeName::high_contrast) {
        painter.setPen(QPen(theme.accent, 1));
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5));
    }
    if (!selected && state_.chain().contains(record))
        painter.fillRect(box, mixed(theme.card, theme.accent, 0.09));
    if (selected || state_.chain().contains(record))
        painter.fillRect(QRectF(0, 0, mark_width, box.height()), theme.accent);
    if (row == table_.rowOf(state_.cursor()))
        painter.fillRect(QRectF(0, box.height() - 1.5, box.width(), 1.5), theme.accent);
}

void EventRows::paintRow(QPainter& painter, int row) const {
    const Theme& theme = state_.theme();
    const sim::RecordId id = table_.recordAt(row);
    const sim::HostId host = state_.run()->trace().record(id).host;
    paintGround(painter, row, QRectF(0, 0, viewport()->width(), int(columns_.height)));
    painter.setFont(monoFont(theme, 12));
    const bool selected = id == state_.selection();
    painter.setPen(selected ? theme.text : theme.third_text);
    painter.drawText(columns_.number, Qt::AlignRight | Qt::AlignVCenter, QString::number(id));
    painter.setPen(selected ? theme.text : theme.second_text);
    painter.drawText(columns_.time, Qt::AlignRight | Qt::AlignVCenter, table_.timeAt(row));
    QRectF badge(0, 0, columns_.host.width() - 2, columns_.host.width() - 2);
    badge.moveCenter(columns_.host.center());
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.ofHost(host));
    const qreal round = host == 0 ? badge.width() / 2 : 3;
    painter.drawRoundedRect(badge, round, round);
    painter.setPen(theme.onHue());
    painter.setFont(sansFont(theme, 11, Weight::bold));
    painter.drawText(badge, Qt::AlignCenter, table_.hostAt(row).left(2));
    paintWhat(painter, id, table_.textAt(row));
    painter.setFont(sansFont(theme, 13));
    painter.setPen(columns_.two_lines && !selected ? theme.second_text : theme.text);
    painter.drawText(columns_.sentence, Qt::AlignLeft | Qt::AlignVCenter,
                     elided(painter, table_.sentenceAt(row), columns_.sentence.width()));
}

QColor EventRows::kindHue(const RecordText& row, sim::HostId host) const {
    const Theme& theme = state_.theme();
    switch (row.kind) {
    case RowKind::sent:
    case RowKind::received: return theme.third_text;
    case RowKind::dropped:
    case RowKind::timer: return theme.alarm;
    case RowKind::state: return theme.ofHost(host);
    case RowKind::call:
    case RowKind::change: return theme.second_text;
    }
    sim::unreachable();
}

void EventRows::paintWhat(QPainter& painter, sim::RecordId id, const RecordText& row) const {
    const Theme& theme = state_.theme();
    const sim::Record& record = state_.run()->trace().record(id);
    QRectF box = columns_.what;
    painter.setFont(sansFont(theme, 12));
    const bool selected = id == state_.selection();
    painter.setPen(selected ? theme.text : kindHue(row, record.host));
    painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter, row.kind_name);
    box.setLeft(box.left() + painter.fontMetrics().horizontalAdvance(row.kind_name) + 8);
    if (row.segment) {
        const sim::RecordId departure = sim::departure_of(state_.run()->trace(), id);
        const QColor& hue =
            hueOf(theme, *row.segment, state_.run()->trace().record(departure).host);
        painter.setFont(sansFont(theme, 11.5, Weight::bold));
        const qreal width = painter.fontMetrics().horizontalAdvance(row.badge) + 2 * badge_padding;
        const QRectF badge(box.left(), box.top() + 3, width, box.height() - 6);
        painter.setPen(theme.name == ThemeName::high_contrast ? QPen(hue, 1) : QPen(Qt::NoPen));
        painter.setBrush(theme.tint(hue));
        painter.drawRoundedRect(badge, 4, 4);
        painter.setPen(theme.onTint(hue));
        painter.drawText(badge, Qt::AlignCenter, row.badge);
        box.setLeft(badge.right() + 8);
    }
    painter.setFont(monoFont(theme, 12));
    const bool in_hue = row.kind == RowKind::state && !selected;
    painter.setPen(in_hue ? theme.ofHost(record.host) : theme.text);
    painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter, elided(painter, row.text, box.width()));
}

void EventRows::resizeEvent(QResizeEvent*) {
    layOut();
}

void EventRows::scrollContentsBy(int, int) {
    viewport()->update();
}

void EventRows::selectRow(int row) {
    const int last = table_.rowCount() - 1;
    if (last < 0) return;
    const int chosen = std::clamp(row, 0, last);
    state_.select(table_.recordAt(chosen));
    showRow(chosen);
}

void EventRows::mousePressEvent(QMouseEvent* event) {
    const int row = rowAt(event->position().y());
    if (event->button() == Qt::LeftButton && row >= 0) selectRow(row);
}

void EventRows::mouseDoubleClickEvent(QMouseEvent* event) {
    const int row = rowAt(event->position().y());
    if (row >= 0) emit recordActivated(table_.recordAt(row));
}

void EventRows::keyPressEvent(QKeyEvent* event) {
    const int page = std::max(1, viewport()->height() / static_cast<int>(columns_.height) - 1);
    const int row = currentRow();
    switch (event->key()) {
    case Qt::Key_Up: selectRow(state_.selection() == 0 ? row : row - 1); return;
    case Qt::Key_Down: selectRow(state_.selection() == 0 ? row : row + 1); return;
    case Qt::Key_PageUp: selectRow(row - page); return;
    case Qt::Key_PageDown: selectRow(row + page); return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (row >= 0) emit recordActivated(table_.recordAt(row));
        return;
    }
    QAbstractScrollArea::keyPressEvent(event);
}

/// With the list in focus its keys are its own; all others stay the window's.
bool EventRows::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->modifiers() == Qt::NoModifier && isRowKey(key->key())) {
            event->accept();
            return true;
        }
    }
    if (event->type() == QEvent::LanguageChange) layOut();
    return QAbstractScrollArea::event(event);
}

bool EventRows::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::Leave) state_.setHover(0);
    if (event->type() == QEvent::MouseMove)
        state_.setHover(table_.recordAt(rowAt(static_cast<QMouseEvent*>(event)->position().y())));
    if (event->type() == QEvent::ToolTip) {
        const int row = rowAt(static_cast<QHelpEvent*>(event)->pos().y());
        viewport()->setToolTip(row < 0 ? QString() : table_.sentenceAt(row));
    }
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace ui
