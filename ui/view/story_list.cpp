#include "ui/view/story_list.h"

#include "ui/theme/fonts.h"

#include <algorithm>

#include <QMouseEvent>
#include <QPainter>

namespace ui {

namespace {

constexpr int row_height = 31;
constexpr qreal mark_radius = 10;

} // namespace

StoryList::StoryList(ViewState& state, QWidget* parent) : QWidget(parent), state_(state) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
    connect(&state_, &ViewState::runChanged, this, &StoryList::takeRun);
    connect(&state_, &ViewState::cursorChanged, this, &StoryList::follow);
    connect(&state_, &ViewState::themeChanged, this, qOverload<>(&QWidget::update));
    takeRun();
}

void StoryList::takeRun() {
    story_ = state_.run() ? storyOf(state_.run()->trace()) : std::vector<StoryStep>{};
    shown_ = -1;
    follow();
}

void StoryList::follow() {
    const auto after = std::upper_bound(
        story_.begin(), story_.end(), state_.cursor(),
        [](sim::RecordId cursor, const StoryStep& step) { return cursor < step.record; });
    const int happened = static_cast<int>(after - story_.begin());
    if (happened == shown_) return;
    shown_ = happened;
    setFixedHeight(std::max(1, shown_) * row_height + 4);
    update();
}

void StoryList::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (shown_ == 0) {
        painter.setFont(sansFont(state_.theme(), 13.5));
        painter.setPen(state_.theme().third_text);
        painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter, tr("Nothing yet. Press Space."));
    }
    for (int place = 0; place < shown_; ++place)
        paintStep(painter, place);
}

void StoryList::paintStep(QPainter& painter, int place) const {
    const Theme& theme = state_.theme();
    const bool current = place + 1 == shown_;
    const QPointF centre(mark_radius + 1, row_height * (place + 0.5));
    if (place > 0) {
        painter.setPen(QPen(theme.border, 1.5));
        painter.drawLine(centre - QPointF(0, row_height - mark_radius - 2),
                         centre - QPointF(0, mark_radius + 2));
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(current ? theme.accent : theme.opening);
    painter.drawEllipse(centre, mark_radius, mark_radius);
    if (current) {
        painter.setFont(sansFont(theme, 12, Weight::bold));
        painter.setPen(theme.onHue());
        painter.drawText(QRectF(centre - QPointF(10, 10), QSizeF(20, 20)), Qt::AlignCenter,
                         QString::number(place + 1));
    } else {
        painter.setPen(QPen(theme.onHue(), 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(QPolygonF{{centre + QPointF(-4, 0.5)},
                                       {centre + QPointF(-1.2, 3.4)},
                                       {centre + QPointF(4.4, -3)}});
    }
    painter.setFont(sansFont(theme, 14, current ? Weight::bold : Weight::normal));
    painter.setPen(current ? theme.text : theme.second_text);
    const int left = static_cast<int>(2 * mark_radius) + 12;
    const QRect words(left, place * row_height, width() - left, row_height);
    const StoryStep& step = story_[static_cast<std::size_t>(place)];
    const QString text = storyText(state_.run()->trace(), step);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, words.width()));
}

void StoryList::mousePressEvent(QMouseEvent* event) {
    const int place = static_cast<int>(event->position().y()) / row_height;
    if (place >= 0 && place < shown_)
        emit stepChosen(story_[static_cast<std::size_t>(place)].record);
}

} // namespace ui
