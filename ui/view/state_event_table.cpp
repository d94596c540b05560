#include "ui/view/state_event_table.h"

#include "sim/base/assert.h"
#include "ui/model/language.h"
#include "ui/model/state_answer_text.h"
#include "ui/theme/fonts.h"

#include <algorithm>

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace ui {

namespace {

using sim::StateOutcome;

constexpr qreal mark_side = 8;

QString eventName(sim::StateEvent event) {
    const std::string_view name = sim::name_of(event, shownLanguage());
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

/// The largest of a few sizes at which `text` is no wider than `room`.
QFont fitting(const Theme& theme, const QString& text, qreal room, Weight weight) {
    for (const qreal size : {12.0, 11.5, 11.0, 10.5, 10.0, 9.5}) {
        const QFont font = sansFont(theme, size, weight);
        if (QFontMetricsF(font).horizontalAdvance(text) <= room) return font;
    }
    return sansFont(theme, 9, weight);
}

std::optional<CellStep> stepOf(int key) {
    switch (key) {
    case Qt::Key_Left: return CellStep::left;
    case Qt::Key_Right: return CellStep::right;
    case Qt::Key_Up: return CellStep::up;
    case Qt::Key_Down: return CellStep::down;
    case Qt::Key_Home: return CellStep::first;
    case Qt::Key_End: return CellStep::last;
    case Qt::Key_PageUp: return CellStep::group_up;
    case Qt::Key_PageDown: return CellStep::group_down;
    }
    return std::nullopt;
}

bool isEnter(int key) {
    return key == Qt::Key_Return || key == Qt::Key_Enter;
}

} // namespace

QColor replyHue(const Theme& theme, sim::StateReply reply) {
    switch (reply) {
    case sim::StateReply::none: return theme.accent;
    case sim::StateReply::syn:
    case sim::StateReply::syn_ack: return theme.opening;
    case sim::StateReply::ack: return theme.pure_ack;
    case sim::StateReply::data: return theme.host_a;
    case sim::StateReply::fin: return theme.closing;
    case sim::StateReply::rst: return theme.alarm;
    }
    sim::unreachable();
}

StateEventTable::StateEventTable(ViewState& state, ScenarioSightings& sightings, QWidget* parent)
    : Card(state, parent), sightings_(sightings) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setMinimumWidth(560);
    connect(&sightings_, &ScenarioSightings::grown, this, qOverload<>(&QWidget::update));
    retranslate();
}

void StateEventTable::retranslate() {
    setTitle(tr("Every event in every state"));
    setNote(tr("filled: another state follows · hue: what is sent · ◥ a scenario shows it"));
    choose(chosen_);
}

void StateEventTable::choose(StateCell cell) {
    chosen_ = cell;
    setAccessibleName(tr("%1 in %2").arg(eventName(cell.event), fullStateName(cell.state)));
    update();
    emit cellChosen();
}

QRectF StateEventTable::tableArea() const {
    return QRectF(rect()).adjusted(8, title_height, -inset, -10);
}

StateEventGeometry StateEventTable::geometry() const {
    qreal widest = 0;
    const QFontMetricsF metrics(sansFont(theme(), 12.5, Weight::bold));
    for (std::size_t event = 0; event < sim::state_event_count; ++event)
        widest = std::max(
            widest, metrics.horizontalAdvance(eventName(static_cast<sim::StateEvent>(event))));
    return {tableArea().size(), widest + 14, 30 * theme().type_factor};
}

QRectF StateEventTable::boxOf(StateCell cell) const {
    return geometry().cell(cell).translated(tableArea().topLeft());
}

std::optional<StateCell> StateEventTable::cellAt(QPointF point) const {
    return geometry().cellAt(point - tableArea().topLeft());
}

void StateEventTable::paintEvent(QPaintEvent* event) {
    Card::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(tableArea().topLeft());
    const StateEventGeometry table = geometry();
    paintBands(painter, table);
    paintNames(painter, table);
    for (const sim::StateAnswer& answer : sim::all_state_answers()) {
        const StateCell place{answer.state, answer.event};
        paintCell(painter, table.cell(place), place);
    }
    const QRectF frame = table.cell(chosen_).adjusted(1.5, 1.5, -1.5, -1.5);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme().accent, hasFocus() ? 2.4 : 1.6));
    painter.drawRoundedRect(frame, 5, 5);
}

/// The row and the column of the chosen cell, faintly, and thin lines between the groups.
void StateEventTable::paintBands(QPainter& painter, const StateEventGeometry& geometry) const {
    const QRectF cell = geometry.cell(chosen_);
    const QRectF label = geometry.label(chosen_.event);
    const QRectF head = geometry.head(chosen_.state);
    const qreal bottom = geometry.group(sim::EventSource::timer).bottom();
    const QColor band = mixed(theme().card, theme().accent, 0.08);
    painter.fillRect(QRectF(label.topLeft(), QPointF(tableArea().width(), cell.bottom())), band);
    painter.fillRect(QRectF(head.topLeft(), QPointF(cell.right(), bottom)), band);
    painter.setPen(QPen(theme().border, 1));
    for (std::size_t event = 0; event < sim::state_event_count; ++event) {
        const qreal y = geometry.label(static_cast<sim::StateEvent>(event)).top();
        painter.drawLine(QLineF(label.left(), y, tableArea().width(), y));
    }
}

void StateEventTable::paintNames(QPainter& painter, const StateEventGeometry& geometry) const {
    for (const sim::State state : sim::all_states) {
        const QRectF box = geometry.head(state).adjusted(1, 0, -1, 0);
        const bool chosen = state == chosen_.state;
        const QString full = fullStateName(state);
        const QFont font = fitting(theme(), full, box.width(), Weight::bold);
        const bool fits = QFontMetricsF(font).horizontalAdvance(full) <= box.width();
        painter.setFont(font);
        painter.setPen(chosen ? theme().accent : theme().text);
        painter.drawText(box, Qt::AlignCenter, fits ? full : shortStateName(state));
    }
    for (std::size_t n = 0; n < sim::state_event_count; ++n) {
        const auto event = static_cast<sim::StateEvent>(n);
        const bool chosen = event == chosen_.event;
        painter.setFont(sansFont(theme(), 12.5, chosen ? Weight::bold : Weight::normal));
        painter.setPen(chosen ? theme().accent : theme().text);
        painter.drawText(geometry.label(event).adjusted(6, 0, 0, 0),
                         Qt::AlignLeft | Qt::AlignVCenter, eventName(event));
    }
    painter.setFont(sansFont(theme(), 12, Weight::bold));
    painter.setPen(theme().third_text);
    for (std::size_t n = 0; n < StateEventGeometry::group_count; ++n) {
        const auto source = static_cast<sim::EventSource>(n);
        const QRectF box = geometry.group(source);
        painter.save();
        painter.translate(box.center());
        painter.rotate(-90);
        const QRectF upright(-box.height() / 2, -box.width() / 2, box.height(), box.width());
        painter.drawText(upright, Qt::AlignCenter, sourceText(source));
        painter.restore();
    }
}

QColor StateEventTable::inkOf(const sim::StateAnswer& answer) const {
    switch (answer.outcome) {
    case StateOutcome::moves:
    case StateOutcome::answers: return replyHue(theme(), answer.reply);
    case StateOutcome::acts: return theme().second_text;
    case StateOutcome::refuses:
    case StateOutcome::drops:
    case StateOutcome::impossible: return theme().third_text;
    }
    sim::unreachable();
}

void StateEventTable::paintCell(QPainter& painter, const QRectF& box, StateCell place) const {
    const sim::StateAnswer& answer = sim::answer_to(place.state, place.event);
    if (hovered_ == place) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme().field);
        painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), 5, 5);
    }
    if (answer.outcome == StateOutcome::moves) {
        paintMove(painter, box, answer);
    } else {
        const bool speaks = answer.outcome == StateOutcome::answers;
        painter.setFont(sansFont(theme(), 11.5, speaks ? Weight::bold : Weight::normal));
        painter.setPen(inkOf(answer));
        painter.drawText(box, Qt::AlignCenter, outcomeText(answer));
    }
    if (!sightings_.of(place.state, place.event).empty()) paintMark(painter, box);
}

/// A filled box with the state that follows, in the hue of what is sent.
void StateEventTable::paintMove(QPainter& painter, const QRectF& box,
                                const sim::StateAnswer& answer) const {
    const QColor hue = replyHue(theme(), answer.reply);
    const QRectF pill = box.adjusted(3, 3, -3, -3);
    painter.setPen(theme().name == ThemeName::high_contrast ? QPen(hue, 1) : QPen(Qt::NoPen));
    painter.setBrush(theme().tint(hue));
    painter.drawRoundedRect(pill, 5, 5);
    const QString text = QStringLiteral("→ ") + outcomeText(answer);
    painter.setFont(fitting(theme(), text, pill.width() - 4, Weight::bold));
    painter.setPen(theme().onTint(hue));
    painter.drawText(pill, Qt::AlignCenter, text);
}

/// A corner turned down: a scenario shows this cell.
void StateEventTable::paintMark(QPainter& painter, const QRectF& box) const {
    const QPointF corner = box.topRight() + QPointF(-3, 3);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().accent);
    painter.drawPolygon(
        QPolygonF{{corner, corner - QPointF(mark_side, 0), corner + QPointF(0, mark_side)}});
}

void StateEventTable::mousePressEvent(QMouseEvent* event) {
    if (const std::optional<StateCell> cell = cellAt(event->position())) choose(*cell);
}

void StateEventTable::mouseDoubleClickEvent(QMouseEvent* event) {
    if (cellAt(event->position())) emit cellActivated();
}

void StateEventTable::mouseMoveEvent(QMouseEvent* event) {
    hovered_ = cellAt(event->position());
    setCursor(hovered_ ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void StateEventTable::leaveEvent(QEvent*) {
    hovered_.reset();
    update();
}

void StateEventTable::keyPressEvent(QKeyEvent* event) {
    if (const std::optional<CellStep> step = stepOf(event->key()))
        choose(steppedFrom(chosen_, *step));
    else if (isEnter(event->key()))
        emit cellActivated();
    else
        Card::keyPressEvent(event);
}

/// In focus the table has the arrow keys for itself; all others stay the window's.
bool StateEventTable::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool ours = stepOf(key->key()).has_value() || isEnter(key->key());
        if (ours && key->modifiers() == Qt::NoModifier) {
            event->accept();
            return true;
        }
    }
    return Card::event(event);
}

void StateEventTable::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    Card::changeEvent(event);
}

} // namespace ui
