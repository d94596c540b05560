#include "ui/view/event_list.h"

#include "ui/theme/fonts.h"

#include <algorithm>

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace ui {

namespace {

constexpr int gap = 6;
constexpr int field_width = 170;
constexpr int field_height = 26;
/// A narrower card has its chips below the title.
constexpr int room_for_one_row = 720;

} // namespace

EventList::EventList(ViewState& state, QWidget* parent)
    : Card(state, parent),
      table_(state),
      field_(new FilterField(state, this)),
      rows_(new EventRows(state, table_, this)) {
    for (std::size_t kind = 0; kind < row_kind_count; ++kind) {
        chips_.push_back(new Chip(state, this));
        connect(chips_.back(), &QAbstractButton::toggled, this, &EventList::takeKinds);
    }
    field_->setObjectName(QStringLiteral("event-filter"));
    field_->setClearButtonEnabled(true);
    field_->installEventFilter(this);
    connect(field_, &QLineEdit::textChanged, &table_, &RecordTable::setNeedle);
    connect(rows_, &EventRows::recordActivated, this, &EventList::recordActivated);
    connect(&state, &ViewState::themeChanged, this, &EventList::placeChildren);
    setTabOrder(field_, rows_);
    retranslate();
}

void EventList::setOpen(bool open) {
    open_ = open;
    for (Chip* chip : chips_)
        chip->setVisible(open);
    field_->setVisible(open);
    rows_->setVisible(open);
    setMaximumHeight(open ? QWIDGETSIZE_MAX : title_height);
    setMinimumHeight(open ? 150 : title_height);
    retranslate();
}

void EventList::takeKinds() {
    RowKindSet kinds;
    for (std::size_t kind = 0; kind < row_kind_count; ++kind)
        kinds.set(kind, chips_[kind]->isChecked());
    table_.setKinds(kinds);
}

void EventList::retranslate() {
    setTitle(tr("Events"));
    setNote(open_ ? QString() : tr("every record in words · Ctrl+L"));
    field_->setHint(tr("Find in the rows"));
    rows_->setAccessibleName(tr("Events"));
    for (std::size_t kind = 0; kind < row_kind_count; ++kind)
        chips_[kind]->setText(rowKindName(static_cast<RowKind>(kind)));
    placeChildren();
}

int EventList::placeChips(int left, int right) {
    int x = left;
    int y = (title_height - chips_.front()->sizeHint().height()) / 2 + 1;
    if (width() < room_for_one_row) {
        x = inset;
        y = title_height;
    }
    for (Chip* chip : chips_) {
        const QSize size = chip->sizeHint();
        if (x + size.width() > right && x > inset) {
            x = inset;
            y += size.height() + 4;
        }
        chip->setGeometry(x, y, size.width(), size.height());
        x += size.width() + gap;
    }
    return y + chips_.front()->sizeHint().height();
}

void EventList::placeChildren() {
    const QFontMetrics title(sansFont(theme(), type_size::card_title, Weight::bold));
    const int beside_title = inset + title.horizontalAdvance(tr("Events")) + 14;
    const bool one_row = width() >= room_for_one_row;
    const int room = std::min(field_width, width() - inset - beside_title);
    field_->setGeometry(width() - inset - room, (title_height - field_height) / 2 + 1, room,
                        field_height);
    const int right = one_row ? field_->x() - gap : width() - inset;
    const int top = std::max(title_height + 2, placeChips(beside_title, right) + 6);
    rows_->setGeometry(8, top, width() - 12, std::max(0, height() - top - 8));
}

void EventList::paintEvent(QPaintEvent* event) {
    Card::paintEvent(event);
    if (open_) return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().second_text, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QFontMetrics title(sansFont(theme(), type_size::card_title, Weight::bold));
    const QPointF tip(inset + title.horizontalAdvance(tr("Events")) + 16, title_height / 2.0 - 2);
    painter.drawPolyline(QPolygonF{{tip + QPointF(-5, 5)}, tip, {tip + QPointF(5, 5)}});
}

void EventList::resizeEvent(QResizeEvent* event) {
    Card::resizeEvent(event);
    placeChildren();
}

void EventList::mousePressEvent(QMouseEvent* event) {
    if (event->position().y() < title_height) emit titleClicked();
}

void EventList::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        table_.retell();
    }
    Card::changeEvent(event);
}

/// In the field, Esc empties it and Enter and Down go on to the rows; the window hears neither.
bool EventList::eventFilter(QObject* watched, QEvent* event) {
    const bool overrides = event->type() == QEvent::ShortcutOverride;
    if (watched != field_ || (!overrides && event->type() != QEvent::KeyPress))
        return Card::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    const bool leaves = key == Qt::Key_Escape || key == Qt::Key_Return || key == Qt::Key_Enter
                        || key == Qt::Key_Down;
    if (!leaves) return Card::eventFilter(watched, event);
    event->accept();
    if (overrides) return true;
    if (key == Qt::Key_Escape) field_->clear();
    rows_->setFocus();
    return true;
}

} // namespace ui
