#include "ui/view/states.h"

#include "ui/model/state_figure.h"
#include "ui/view/states_painter.h"

#include <QFontMetricsF>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

namespace ui {

StatesCard::StatesCard(ViewState& state, QWidget* parent) : Card(state, parent) {
    constexpr int pulse_ms = 350;
    setMouseTracking(true);
    pulse_.setDuration(pulse_ms);
    pulse_.setStartValue(0.0);
    pulse_.setEndValue(1.0);
    pulse_.setEasingCurve(QEasingCurve::OutCubic);
    connect(&pulse_, &QVariantAnimation::valueChanged, this, qOverload<>(&QWidget::update));
    connect(&state, &ViewState::runChanged, this, &StatesCard::showRun);
    connect(&state, &ViewState::cursorChanged, this, &StatesCard::showCursor);
    connect(&state, &ViewState::selectionChanged, this, &StatesCard::showConversation);
    retranslate();
    showRun();
}

void StatesCard::retranslate() {
    setTitle(tr("TCP states"));
    setNote(tr("RFC 9293 · figure 5"));
}

void StatesCard::showRun() {
    conversation_ = 0;
    story_ = {};
    moves_ = 0;
    showConversation();
}

sim::ConversationId StatesCard::shownConversation() const {
    const auto& run = state().run();
    if (!run || run->trace().conversations.empty()) return 0;
    const sim::RecordId selected = state().selection();
    const sim::ConversationId chosen =
        selected == 0 ? 0 : run->trace().record(selected).conversation;
    return chosen == 0 ? 1 : chosen;
}

void StatesCard::showConversation() {
    const sim::ConversationId shown = shownConversation();
    if (shown == conversation_) return;
    conversation_ = shown;
    story_ = shown == 0 ? StateStory{} : StateStory{state().run()->trace(), shown};
    moves_ = story_.countAt(state().cursor());
    update();
}

void StatesCard::showCursor() {
    const std::size_t moves = story_.countAt(state().cursor());
    if (moves == moves_) return;
    const bool one_forward = moves == moves_ + 1;
    moves_ = moves;
    pulse_.stop();
    if (one_forward && state().motion() == Motion::full && isVisible()) pulse_.start();
    update();
}

StateShapes StatesCard::shapes() const {
    const QFontMetricsF metrics{stateLabelFont(theme(), 1)};
    const QRectF room = QRectF{contentArea()}.adjusted(0, 4, 0, 6);
    const double scale =
        std::max(least_type_scale, std::min(room.width() / 440, room.height() / 404));
    return layoutStates(story_, moves_, room, [&metrics, scale](const QString& text) {
        return metrics.horizontalAdvance(text) * scale;
    });
}

void StatesCard::paintEvent(QPaintEvent* event) {
    Card::paintEvent(event);
    QPainter painter{this};
    painter.setRenderHint(QPainter::Antialiasing);
    const bool moving = pulse_.state() == QAbstractAnimation::Running;
    StatesPainter{painter, theme()}.paint(shapes(), moving ? pulse_.currentValue().toDouble() : 1);
}

void StatesCard::mousePressEvent(QMouseEvent* event) {
    if (const auto state = stateAt(shapes(), event->position()))
        tellAbout(*state, event->globalPosition().toPoint());
    else
        Card::mousePressEvent(event);
}

bool StatesCard::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return Card::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    if (const auto state = stateAt(shapes(), help->pos()))
        tellAbout(*state, help->globalPos());
    else
        QToolTip::hideText();
    return true;
}

void StatesCard::tellAbout(sim::State state, QPoint where) {
    const std::string_view name = sim::name_of(state);
    QToolTip::showText(where,
                       QStringLiteral("<b>%1</b><br>%2")
                           .arg(QLatin1String(name.data()), stateMeaning(state).toHtmlEscaped()),
                       this);
}

void StatesCard::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    Card::changeEvent(event);
}

} // namespace ui
