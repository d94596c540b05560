#include "ui/view/story_list.h"

#include "ui/theme/fonts.h"

#include <algorithm>
#include <utility>

#include <QMouseEvent>
#include <QPaintEvent>
#include <QPainter>

namespace ui {

namespace {

constexpr int row_height = 31;
constexpr qreal mark_radius = 10;
constexpr int words_left = 32;
constexpr qreal words_size = 14;

} // namespace

StoryList::StoryList(ViewState& state, QWidget* parent) : QWidget(parent), state_(state) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
    connect(&state_, &ViewState::runChanged, this, &StoryList::takeRun);
    connect(&state_, &ViewState::cursorChanged, this, &StoryList::follow);
    connect(&state_, &ViewState::themeChanged, this, &StoryList::place);
    takeRun();
}

void StoryList::takeRun() {
    shown_ = 0;
    story_ = state_.run() ? storyOf(state_.run()->trace()) : std::vector<StoryStep>{};
    follow();
}

void StoryList::follow() {
    const auto after = std::upper_bound(
        story_.begin(), story_.end(), state_.cursor(),
        [](sim::RecordId cursor, const StoryStep& step) { return cursor < step.record; });
    const int before = std::exchange(shown_, static_cast<int>(after - story_.begin()));
    placeFrom(std::max(0, std::min(before, shown_) - 1));
}

void StoryList::place() {
    placeFrom(0);
}

/// A step whose words are long has more lines. The last one tells of what has been done so far:
/// it alone changes while the story goes on.
void StoryList::placeFrom(int first) {
    const QFontMetrics metrics(sansFont(state_.theme(), words_size, Weight::bold));
    tops_.resize(static_cast<std::size_t>(first) + 1);
    for (int step = first; step < shown_; ++step) {
        const QRect room(0, 0, std::max(1, width() - words_left), 10 * row_height);
        const int words = metrics.boundingRect(room, Qt::TextWordWrap, textOf(step)).height();
        tops_.push_back(tops_.back() + std::max(row_height, words + row_height - metrics.height()));
    }
    setFixedHeight(std::max(row_height, tops_.back()) + 4);
    update(0, tops_.at(static_cast<std::size_t>(first)), width(), height());
}

QString StoryList::textOf(int place) const {
    return storyText(state_.run()->trace(), story_.at(static_cast<std::size_t>(place)),
                     state_.cursor());
}

QRect StoryList::wordsOf(int place) const {
    const auto step = static_cast<std::size_t>(place);
    return {words_left, tops_.at(step), width() - words_left, tops_.at(step + 1) - tops_.at(step)};
}

void StoryList::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width()) place();
}

void StoryList::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) place();
}

void StoryList::paintEvent(QPaintEvent* event) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (shown_ == 0) {
        painter.setFont(sansFont(state_.theme(), 13.5));
        painter.setPen(state_.theme().third_text);
        painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter, tr("Nothing yet. Press Space."));
    }
    for (int place = 0; place < shown_; ++place)
        if (wordsOf(place).adjusted(-words_left, -2 * row_height, 0, 0).intersects(event->rect()))
            paintStep(painter, place); // with the line from the step before
}

void StoryList::paintStep(QPainter& painter, int place) const {
    const Theme& theme = state_.theme();
    const bool current = place + 1 == shown_;
    paintMark(painter, place);
    painter.setFont(sansFont(theme, words_size, current ? Weight::bold : Weight::normal));
    painter.setPen(current ? theme.text : theme.second_text);
    painter.drawText(wordsOf(place), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap,
                     textOf(place));
}

/// A check mark, or the number of the step that goes on; with the line from the step before.
void StoryList::paintMark(QPainter& painter, int place) const {
    const Theme& theme = state_.theme();
    const auto centre_of = [this](int step) {
        return QPointF(mark_radius + 1, wordsOf(step).toRectF().center().y());
    };
    const QPointF centre = centre_of(place);
    if (place > 0) {
        painter.setPen(QPen(theme.border, 1.5));
        painter.drawLine(centre_of(place - 1) + QPointF(0, mark_radius + 2),
                         centre - QPointF(0, mark_radius + 2));
    }
    painter.setPen(Qt::NoPen);
    if (place + 1 == shown_) {
        painter.setBrush(theme.accent);
        painter.drawEllipse(centre, mark_radius, mark_radius);
        painter.setFont(sansFont(theme, 12, Weight::bold));
        painter.setPen(theme.onHue());
        painter.drawText(QRectF(centre - QPointF(10, 10), QSizeF(20, 20)), Qt::AlignCenter,
                         QString::number(place + 1));
        return;
    }
    painter.setBrush(theme.opening);
    painter.drawEllipse(centre, mark_radius, mark_radius);
    painter.setPen(QPen(theme.onHue(), 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(QPolygonF{
        {centre + QPointF(-4, 0.5)}, {centre + QPointF(-1.2, 3.4)}, {centre + QPointF(4.4, -3)}});
}

void StoryList::mousePressEvent(QMouseEvent* event) {
    const auto below =
        std::upper_bound(tops_.begin(), tops_.end(), static_cast<int>(event->position().y()));
    const auto place = below - tops_.begin() - 1;
    if (place >= 0 && place < shown_)
        emit stepChosen(story_[static_cast<std::size_t>(place)].record);
}

} // namespace ui
