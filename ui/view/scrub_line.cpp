#include "ui/view/scrub_line.h"

#include <QMouseEvent>
#include <QPainter>

namespace ui {

namespace {

constexpr qreal line_height = 9;
constexpr qreal knob_radius = 9.5;
constexpr qreal tick_height = 9;
constexpr qreal tick_gap = 5;

} // namespace

ScrubLine::ScrubLine(ViewState& state, Playback& playback, QWidget* parent)
    : QWidget(parent), state_(state), playback_(playback) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    setCursor(Qt::PointingHandCursor);
    connect(&state_, &ViewState::runChanged, this, &ScrubLine::layOut);
    connect(&state_, &ViewState::cursorChanged, this, qOverload<>(&QWidget::update));
    connect(&state_, &ViewState::themeChanged, this, qOverload<>(&QWidget::update));
    layOut();
}

QRectF ScrubLine::line() const {
    return {knob_radius, (height() - line_height) / 2.0, width() - 2 * knob_radius, line_height};
}

void ScrubLine::layOut() {
    layout_.reset();
    if (state_.run()) layout_.emplace(*state_.run(), line());
    update();
}

void ScrubLine::paintEvent(QPaintEvent*) {
    const Theme& theme = state_.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF track = line();
    painter.setPen(theme.name == ThemeName::high_contrast ? QPen(theme.border, 1) : Qt::NoPen);
    painter.setBrush(theme.isDark() ? theme.field : theme.background);
    painter.drawRoundedRect(track, line_height / 2, line_height / 2);
    if (!layout_) return;
    const qreal now = layout_->xOf(state_.stage());
    QRectF passed = track;
    passed.setRight(now);
    painter.setPen(Qt::NoPen);
    painter.setBrush(mixed(theme.card, theme.accent, 0.6));
    painter.drawRoundedRect(passed, line_height / 2, line_height / 2);
    for (const ScrubTick& tick : layout_->ticks())
        paintTick(painter, tick);
    painter.setPen(QPen(theme.card, 2));
    painter.setBrush(theme.accent);
    painter.drawEllipse(QPointF(now, track.center().y()), knob_radius, knob_radius);
}

void ScrubLine::paintTick(QPainter& painter, const ScrubTick& tick) const {
    const Theme& theme = state_.theme();
    const bool above = tick.sender == 0;
    const QRectF track = line();
    const bool happened = tick.record <= state_.cursor();
    const qreal top = above ? track.top() - tick_gap - tick_height : track.bottom() + tick_gap;
    if (tick.mark == ScrubMark::loss) {
        const QPointF centre(tick.x, above ? top - 6 : top + tick_height + 6);
        painter.setPen(QPen(mixed(theme.card, theme.alarm, happened ? 1.0 : 0.45), 2, Qt::SolidLine,
                            Qt::RoundCap));
        painter.drawLine(centre - QPointF(3, 3), centre + QPointF(3, 3));
        painter.drawLine(centre - QPointF(3, -3), centre + QPointF(3, -3));
        return;
    }
    const QColor& hue = hueOf(theme, tick.kind, tick.sender);
    painter.setPen(
        QPen(mixed(theme.card, hue, happened ? 1.0 : 0.45), 3, Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(QLineF(tick.x, top, tick.x, top + tick_height));
}

void ScrubLine::resizeEvent(QResizeEvent*) {
    layOut();
}

void ScrubLine::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !layout_) return;
    playback_.pause();
    playback_.scrubTo(layout_->stageAt(event->position().x()));
}

void ScrubLine::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons().testFlag(Qt::LeftButton) && layout_)
        playback_.scrubTo(layout_->stageAt(event->position().x()));
}

} // namespace ui
