#include "ui/view/ladder_view.h"

#include <algorithm>
#include <cmath>

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

namespace ui {

namespace {

constexpr int scroll_ms = 200;
/// A nearer place is not worth an animation.
constexpr int least_animated = 12;
/// Where on the viewport the line of now comes to rest, as a share of its height.
constexpr qreal resting_place = 0.66;
/// A run with no more lines than these is laid out once, as a whole.
constexpr std::size_t laid_out_whole = 600;
constexpr qreal least_zoom = 0.001;
constexpr qreal most_zoom = 8;
constexpr qreal zoom_step = 1.25;

} // namespace

LadderView::LadderView(ViewState& state, QWidget* parent)
    : QAbstractScrollArea(parent), state_(state) {
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    scrolling_.setParent(this);
    scrolling_.setDuration(scroll_ms);
    scrolling_.setEasingCurve(QEasingCurve::OutCubic);
    connect(&scrolling_, &QVariantAnimation::valueChanged, this,
            [this](const QVariant& value) { verticalScrollBar()->setValue(value.toInt()); });
    const auto repaint = [this] { viewport()->update(); };
    connect(&state_, &ViewState::runChanged, this, &LadderView::takeRun);
    connect(&state_, &ViewState::cursorChanged, this, &LadderView::followCursor);
    connect(&state_, &ViewState::selectionChanged, this, &LadderView::followSelection);
    connect(&state_, &ViewState::hoverChanged, this, repaint);
    connect(&state_, &ViewState::numbersChanged, this, &LadderView::layOut);
    connect(&state_, &ViewState::themeChanged, this, &LadderView::layOut);
    takeRun();
}

void LadderView::zoomIn() {
    setZoom(zoom_ * zoom_step);
}
void LadderView::zoomOut() {
    setZoom(zoom_ / zoom_step);
}
void LadderView::normalZoom() {
    setZoom(1);
}

void LadderView::setZoom(qreal zoom) {
    zoom_ = std::clamp(zoom, least_zoom, most_zoom);
    layOut();
    followCursor();
}

void LadderView::takeRun() {
    index_ = state_.run() ? indexOf(*state_.run()) : LadderIndex{};
    layOut();
}

/// Measures again; the shapes follow when they are needed.
void LadderView::layOut() {
    shapes_.reset();
    geometry_.reset();
    if (state_.run()) {
        geometry_.emplace(*state_.run(), viewport()->width(), zoom_, state_.theme());
        const qreal below_header = viewport()->height() - ladderHeaderHeight(state_.theme());
        verticalScrollBar()->setPageStep(std::max(1, static_cast<int>(below_header)));
        const auto longest = static_cast<int>(std::ceil(geometry_->contentHeight() - below_header));
        verticalScrollBar()->setRange(0, std::max(0, longest));
        verticalScrollBar()->setSingleStep(40);
    }
    viewport()->update();
}

LadderSource LadderView::source() const {
    return {*state_.run(), index_, *geometry_, state_.theme(), state_.numbers()};
}

LadderMoment LadderView::moment() const {
    return {state_.cursor(),    state_.stage(), state_.time(),
            state_.selection(), state_.hover(), &state_.chain()};
}

StageRange LadderView::visibleRange() const {
    const qreal top = verticalScrollBar()->value();
    const qreal bottom = top + viewport()->height() - ladderHeaderHeight(state_.theme());
    return {geometry_->stageAt(top), geometry_->stageAt(bottom)};
}

void LadderView::ensureShapes() {
    const StageRange visible = visibleRange();
    const bool inside = visible.from >= laid_out_.from && visible.to <= laid_out_.to;
    if (shapes_ && inside) return;
    laid_out_ = wholeOf(*state_.run());
    if (index_.lines.size() > laid_out_whole) {
        const StageTime height = visible.to - visible.from;
        laid_out_ = {visible.from - height / 2, visible.to + height / 2};
    } else {
        laid_out_ = {std::min(laid_out_.from, visible.from), std::max(laid_out_.to, visible.to)};
    }
    shapes_ = layoutLadder(source(), laid_out_);
}

/// Scrolls so that the line of now comes to rest; where that is depends on the cursor alone.
void LadderView::followCursor() {
    viewport()->update();
    if (!geometry_) return;
    const qreal below_header = viewport()->height() - ladderHeaderHeight(state_.theme());
    scrollTo(static_cast<int>(geometry_->yOf(state_.stage()) - resting_place * below_header));
}

/// Scrolls to what was selected when that, or the place it will have come to, is out of sight.
void LadderView::followSelection() {
    viewport()->update();
    if (!geometry_ || state_.selection() == 0) return;
    const qreal y = geometry_->yOf(state_.run()->stageMap().stageOf(state_.selection()));
    const bool moves = scrolling_.state() == QAbstractAnimation::Running;
    const int top = moves ? scrolling_.endValue().toInt() : verticalScrollBar()->value();
    const qreal below_header = viewport()->height() - ladderHeaderHeight(state_.theme());
    if (y < top || y > top + below_header) scrollTo(static_cast<int>(y - below_header / 2));
}

void LadderView::scrollTo(int wanted) {
    const int target = std::clamp(wanted, 0, verticalScrollBar()->maximum());
    scrolling_.stop();
    const bool moves = isVisible() && state_.motion() == Motion::full;
    if (!moves || std::abs(target - verticalScrollBar()->value()) < least_animated) {
        verticalScrollBar()->setValue(target);
        return;
    }
    scrolling_.setStartValue(verticalScrollBar()->value());
    scrolling_.setEndValue(target);
    scrolling_.start();
}

QPointF LadderView::onViewport(QPointF content) const {
    return content + QPointF(0, ladderHeaderHeight(state_.theme()) - verticalScrollBar()->value());
}

void LadderView::paintEvent(QPaintEvent*) {
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), state_.theme().card);
    if (!geometry_) return;
    ensureShapes();
    const LadderSource from = source();
    const LadderMoment now = moment();
    const qreal header = ladderHeaderHeight(state_.theme());
    const qreal top = verticalScrollBar()->value();
    painter.save();
    painter.setClipRect(QRectF(0, header, viewport()->width(), viewport()->height() - header));
    painter.translate(0, header - top);
    LadderPainter ladder(painter, from, *shapes_, now);
    ladder.paintContent(QRectF(0, top, viewport()->width(), viewport()->height() - header));
    painter.restore();
    paintLadderHeader(painter, from, QRectF(0, 0, viewport()->width(), header));
}

void LadderView::resizeEvent(QResizeEvent*) {
    layOut();
    followCursor();
    followSelection();
}

void LadderView::scrollContentsBy(int, int) {
    viewport()->update();
    if (geometry_) {
        const StageRange visible = visibleRange();
        const StageMap& map = state_.run()->stageMap();
        state_.setRange({map.timeAt(visible.from), map.timeAt(visible.to)});
    }
}

void LadderView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) layOut();
    QAbstractScrollArea::changeEvent(event);
}

void LadderView::wheelEvent(QWheelEvent* event) {
    if (!event->modifiers().testFlag(Qt::ControlModifier)) {
        scrolling_.stop();
        QAbstractScrollArea::wheelEvent(event);
        return;
    }
    if (event->angleDelta().y() > 0)
        zoomIn();
    else
        zoomOut();
}

LadderHit LadderView::hitOnViewport(QPointF position) const {
    const qreal header = ladderHeaderHeight(state_.theme());
    if (!shapes_ || position.y() < header) return {};
    return hitAt(*shapes_, position - onViewport({}), state_.cursor());
}

void LadderView::hoverAt(QPointF position) {
    const sim::RecordId record = hitOnViewport(position).record;
    viewport()->setCursor(record == 0 ? Qt::ArrowCursor : Qt::PointingHandCursor);
    state_.setHover(record);
}

void LadderView::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) state_.select(hitOnViewport(event->position()).record);
}

void LadderView::mouseDoubleClickEvent(QMouseEvent* event) {
    const sim::RecordId record = hitOnViewport(event->position()).record;
    if (record != 0) emit recordActivated(record);
}

bool LadderView::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::MouseMove) hoverAt(static_cast<QMouseEvent*>(event)->position());
    if (event->type() == QEvent::Leave) state_.setHover(0);
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        QToolTip::showText(help->globalPos(), hitOnViewport(help->pos()).tip, viewport());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace ui
