#include "ui/view/state_answer_card.h"

#include "sim/base/assert.h"
#include "ui/model/language.h"
#include "ui/model/state_answer_text.h"
#include "ui/theme/fonts.h"
#include "ui/view/state_event_table.h"

#include <algorithm>

#include <QDesktopServices>
#include <QEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QUrl>

namespace ui {

namespace {

constexpr qreal corner = 6;
constexpr int button_gap = 6;
constexpr int most_buttons = 6;

QFont fontOf(const Theme& theme, AnswerRole role) {
    switch (role) {
    case AnswerRole::event: return sansFont(theme, type_size::lesson_title, Weight::bold);
    case AnswerRole::label: return sansFont(theme, 13.5);
    case AnswerRole::pill: return sansFont(theme, type_size::state_pill, Weight::bold);
    case AnswerRole::badge: return sansFont(theme, type_size::badge, Weight::bold);
    case AnswerRole::body: return sansFont(theme, type_size::body);
    case AnswerRole::clause: return sansFont(theme, 12.5, Weight::bold);
    case AnswerRole::section: return sansFont(theme, type_size::card_title, Weight::bold);
    }
    sim::unreachable();
}

QString textOf(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

StateAnswerSheet::StateAnswerSheet(ViewState& state, ScenarioSightings& sightings, QWidget* parent)
    : QWidget(parent), state_(state), sightings_(sightings) {
    setMouseTracking(true);
    connect(&state_, &ViewState::themeChanged, this, &StateAnswerSheet::refresh);
    connect(&sightings_, &ScenarioSightings::grown, this, &StateAnswerSheet::refresh);
}

const sim::StateAnswer& StateAnswerSheet::answer() const {
    return sim::answer_to(cell_.state, cell_.event);
}

void StateAnswerSheet::show(StateCell cell) {
    cell_ = cell;
    refresh();
}

void StateAnswerSheet::refresh() {
    const bool shown = !sightings_.of(cell_.state, cell_.event).empty();
    const bool possible = answer().outcome != sim::StateOutcome::impossible;
    words_ = {.event = textOf(sim::name_of(cell_.event, shownLanguage())),
              .sentences = textOf(sim::sentences_of(answer(), shownLanguage())),
              .clause = QString::fromStdString(sim::clause_of(answer(), shownLanguage())),
              .in = tr("in"),
              .sends = tr("Sends"),
              .then = tr("Then"),
              .stays = tr("Stays in"),
              .alternatively = tr("or"),
              .see = shown      ? tr("See it happen")
                     : possible ? tr("No scenario shows it yet")
                                : QString()};
    makeButtons();
    layOut();
}

/// The buttons stay as they are while they say the right thing: one of them may have the focus.
void StateAnswerSheet::makeButtons() {
    const std::vector<ScenarioSighting>& found = sightings_.of(cell_.state, cell_.event);
    const bool same =
        std::equal(buttons_.begin(), buttons_.end(), found.begin(), found.end(),
                   [](const SightingButton* button, const ScenarioSighting& sighting) {
                       return button->sighting() == sighting && button->text() == titleOf(sighting);
                   });
    if (same) return;
    for (SightingButton* button : buttons_)
        button->deleteLater();
    buttons_.clear();
    for (const ScenarioSighting& sighting : found) {
        if (buttons_.size() == most_buttons) break;
        auto* button = new SightingButton(state_, sighting, this);
        connect(button, &QAbstractButton::clicked, this,
                [this, button] { emit sightingChosen(button->sighting()); });
        button->show();
        buttons_.push_back(button);
    }
}

void StateAnswerSheet::layOut() {
    const Theme& theme = state_.theme();
    const auto size = [&theme](const QString& text, AnswerRole role, double width) -> QSizeF {
        const QFontMetricsF metrics(fontOf(theme, role));
        if (width <= 0) return {metrics.horizontalAdvance(text), metrics.height()};
        const QRectF room(0, 0, width, 1e6);
        return metrics.boundingRect(room, Qt::AlignLeft | Qt::TextWordWrap, text).size();
    };
    shapes_ = layoutStateAnswer(answer(), words_, width(), size);
    int y = qCeil(shapes_.height);
    for (SightingButton* button : buttons_) {
        const int height = button->sizeHint().height();
        button->setGeometry(0, y, width(), height);
        y += height + button_gap;
    }
    setFixedHeight(std::max(1, y));
    update();
}

void StateAnswerSheet::paintEvent(QPaintEvent*) {
    const Theme& theme = state_.theme();
    const QColor hue = replyHue(theme, answer().reply);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath outline;
    outline.addRoundedRect(shapes_.box, corner, corner);
    painter.save();
    painter.setClipPath(outline);
    painter.fillPath(outline, mixed(theme.card, hue, 0.12));
    painter.fillRect(QRectF(shapes_.box.topLeft(), QSizeF(4, shapes_.box.height())), hue);
    painter.restore();
    if (!shapes_.badge.isEmpty()) {
        painter.setPen(QPen(hue, 1.4));
        painter.setBrush(theme.tint(hue));
        painter.drawRoundedRect(shapes_.badge.adjusted(0.7, 0.7, -0.7, -0.7), corner, corner);
    }
    for (const AnswerPill& pill : shapes_.pills)
        paintPill(painter, pill);
    for (const AnswerShapes::Text& text : shapes_.texts)
        paintText(painter, text);
}

void StateAnswerSheet::paintPill(QPainter& painter, const AnswerPill& pill) const {
    const Theme& theme = state_.theme();
    painter.setPen(QPen(pill.follows ? theme.accent : theme.second_text, 1.4));
    painter.setBrush(pill.follows ? theme.tint(theme.accent) : theme.field);
    const QRectF box = pill.rect.adjusted(0.7, 0.7, -0.7, -0.7);
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2);
    painter.setFont(fontOf(theme, AnswerRole::pill));
    painter.setPen(theme.text);
    painter.drawText(box, Qt::AlignCenter, fullStateName(pill.state));
}

void StateAnswerSheet::paintText(QPainter& painter, const AnswerShapes::Text& text) const {
    const Theme& theme = state_.theme();
    QFont font = fontOf(theme, text.role);
    font.setUnderline(text.role == AnswerRole::clause);
    painter.setFont(font);
    const bool second = text.role == AnswerRole::label || text.role == AnswerRole::section;
    painter.setPen(text.role == AnswerRole::clause  ? theme.accent
                   : text.role == AnswerRole::badge ? theme.onTint(replyHue(theme, answer().reply))
                   : second                         ? theme.second_text
                                                    : theme.text);
    const bool centred = text.role == AnswerRole::badge;
    const Qt::Alignment side = centred ? Qt::AlignHCenter : Qt::AlignLeft;
    QTextOption option(side | Qt::AlignVCenter);
    option.setWrapMode(QTextOption::WordWrap);
    painter.drawText(text.rect, text.text, option);
}

void StateAnswerSheet::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (event->oldSize().width() != width()) layOut();
}

void StateAnswerSheet::mouseMoveEvent(QMouseEvent* event) {
    const bool on_link = shapes_.link.contains(event->position());
    setCursor(on_link ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void StateAnswerSheet::mousePressEvent(QMouseEvent* event) {
    if (shapes_.link.contains(event->position()))
        QDesktopServices::openUrl(QUrl(QString::fromStdString(sim::link_of(answer()))));
}

StateAnswerCard::StateAnswerCard(ViewState& state, ScenarioSightings& sightings, QWidget* parent)
    : Card(state, parent),
      scroll_(new QScrollArea(this)),
      sheet_(new StateAnswerSheet(state, sightings)) {
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->setFocusPolicy(Qt::NoFocus);
    scroll_->setWidgetResizable(true);
    scroll_->setWidget(sheet_);
    connect(sheet_, &StateAnswerSheet::sightingChosen, this, &StateAnswerCard::sightingChosen);
    setTitle(tr("What RFC 9293 says"));
}

void StateAnswerCard::resizeEvent(QResizeEvent* event) {
    Card::resizeEvent(event);
    scroll_->setGeometry(contentArea().adjusted(0, 4, 8, inset - 8));
}

void StateAnswerCard::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        setTitle(tr("What RFC 9293 says"));
        sheet_->refresh();
    }
    Card::changeEvent(event);
}

} // namespace ui
