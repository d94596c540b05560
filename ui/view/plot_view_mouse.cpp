#include "ui/view/plot_view.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QMouseEvent>
#include <QWheelEvent>

namespace ui {

namespace {

constexpr double grip = 6; ///< so near to the cursor's line the pointer holds it

/// The first record after that instant; behind the last where there is none.
sim::RecordId firstAfter(const sim::Trace& trace, std::int64_t at_ns) {
    sim::RecordId low = 1;
    sim::RecordId high = trace.last() + 1;
    while (low < high) {
        const sim::RecordId middle = low + (high - low) / 2;
        if (trace.record(middle).at.since_start_ns <= at_ns)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/// The record nearest in time; of several at one instant the last, as all of them have happened.
sim::RecordId nearestRecord(const sim::Trace& trace, std::int64_t at_ns) {
    const sim::RecordId after = firstAfter(trace, at_ns);
    const sim::RecordId before = after - 1;
    if (after > trace.last()) return before;
    const std::int64_t next = trace.record(after).at.since_start_ns;
    const bool is_nearer =
        before != 0 && at_ns - trace.record(before).at.since_start_ns <= next - at_ns;
    return is_nearer ? before : firstAfter(trace, next) - 1;
}

} // namespace

bool PlotView::isOnCursor(QPointF point) const {
    const bool at_line = std::abs(point.x() - cursorX()) <= grip
                         && shapes_.frame.plot.adjusted(-grip, -grip, grip, 0).contains(point);
    return at_line || cursorChip().contains(point);
}

void PlotView::mousePressEvent(QMouseEvent* event) {
    pressed_ = pointer_ = event->position();
    pressed_ns_ = shapes_.frame.timeAt(pressed_.x());
    const bool in_plot = shapes_.frame.plot.contains(pressed_);
    const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
    if (event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && shift))
        drag_ = in_plot ? Drag::move : Drag::none;
    else if (event->button() != Qt::LeftButton)
        drag_ = Drag::none;
    else if (isOnCursor(pressed_))
        drag_ = Drag::cursor;
    else
        drag_ = in_plot ? Drag::stretch : Drag::none;
    showPointerShape(pressed_);
}

void PlotView::mouseMoveEvent(QMouseEvent* event) {
    pointer_ = event->position();
    switch (drag_) {
    case Drag::cursor:
        wantCursorAt(shapes_.frame.timeAt(
            std::clamp(pointer_.x(), shapes_.frame.plot.left(), shapes_.frame.plot.right())));
        return;
    case Drag::move: scope_.pan(pressed_ns_ - shapes_.frame.timeAt(pointer_.x())); return;
    case Drag::stretch: update(); return;
    case Drag::none: break;
    }
    pointed_ = shapes_.frame.plot.contains(pointer_);
    if (pointed_)
        scope_.setHover(shapes_.frame.timeAt(pointer_.x()));
    else
        scope_.setHover(std::nullopt);
    showPointerShape(pointer_);
    update();
}

void PlotView::mouseReleaseEvent(QMouseEvent* event) {
    const Drag ended = std::exchange(drag_, Drag::none);
    pointer_ = event->position();
    update();
    showPointerShape(pointer_);
    if (ended != Drag::stretch) return;
    if (std::abs(pointer_.x() - pressed_.x()) < least_drag) {
        click(pointer_);
        return;
    }
    const std::int64_t other = shapes_.frame.timeAt(
        std::clamp(pointer_.x(), shapes_.frame.plot.left(), shapes_.frame.plot.right()));
    scope_.setSpan({std::min(pressed_ns_, other), std::max(pressed_ns_, other)});
}

/// A mark of the kernel's run is no record of the one that is shown: it only says when.
void PlotView::click(QPointF point) {
    const std::optional<PlotHit> hit = hitPlot(shapes_, scope_.stages(), point);
    if (hit && !hit->of_kernel)
        emit recordChosen(hit->record);
    else
        wantCursorAt(shapes_.frame.timeAt(point.x()));
}

void PlotView::wantCursorAt(std::int64_t at_ns) {
    if (!state().run() || state().run()->trace().last() == 0) return;
    emit cursorWanted(nearestRecord(state().run()->trace(), at_ns));
}

void PlotView::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && shapes_.frame.plot.contains(event->position()))
        scope_.reset();
}

void PlotView::wheelEvent(QWheelEvent* event) {
    constexpr double notch = 120;
    constexpr double zoom_a_notch = 1.25;
    constexpr double moved_a_notch = 0.1;
    const QPoint turned = event->angleDelta();
    const bool moves = event->modifiers().testFlag(Qt::ShiftModifier) || turned.y() == 0;
    const double notches = (turned.y() != 0 ? turned.y() : turned.x()) / notch;
    const double x =
        std::clamp(event->position().x(), shapes_.frame.plot.left(), shapes_.frame.plot.right());
    if (moves)
        scope_.pan(static_cast<std::int64_t>(-notches * moved_a_notch * scope_.span().length()));
    else
        scope_.zoom(std::pow(zoom_a_notch, -notches), shapes_.frame.timeAt(x));
    event->accept();
}

void PlotView::leaveEvent(QEvent*) {
    pointed_ = false;
    scope_.setHover(std::nullopt);
    update();
}

void PlotView::showPointerShape(QPointF point) {
    if (drag_ == Drag::move)
        setCursor(Qt::ClosedHandCursor);
    else if (drag_ == Drag::cursor || isOnCursor(point))
        setCursor(Qt::SizeHorCursor);
    else
        setCursor(shapes_.frame.plot.contains(point) ? Qt::CrossCursor : Qt::ArrowCursor);
}

} // namespace ui
