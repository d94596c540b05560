#include "ui/view/twin_view.h"

#include "ui/theme/fonts.h"

#include <utility>

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>

namespace ui {

TwinHeader::TwinHeader(TwinView& view) : QWidget(&view), view_(view) {}

void TwinHeader::paintEvent(QPaintEvent*) {
    QPainter painter{this};
    painter.setRenderHint(QPainter::Antialiasing);
    view_.paintHeader(painter);
}

TwinView::TwinView(ViewState& state, QWidget* parent)
    : QAbstractScrollArea(parent), state_(state), header_(new TwinHeader{*this}) {
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setAutoFillBackground(false);
    viewport()->setMouseTracking(true);
    connect(&state_, &ViewState::themeChanged, this, &TwinView::layOut);
    connect(&state_, &ViewState::numbersChanged, this, &TwinView::layOut);
    connect(&state_, &ViewState::cursorChanged, this, &TwinView::followCursor);
}

void TwinView::setComparison(std::shared_ptr<const Comparison> comparison,
                             const QString& kernel_name) {
    const bool other = comparison != comparison_;
    comparison_ = std::move(comparison);
    kernel_name_ = kernel_name;
    if (other) focus_ = {};
    layOut();
}

void TwinView::layOut() {
    const Theme& theme = state_.theme();
    setViewportMargins(0, qRound(twinHeaderHeight(theme)), 0, 0);
    shapes_ = comparison_ ? layoutTwins(*comparison_, viewport()->width(), state_.numbers(),
                                        twinFonts(theme))
                          : TwinShapes{};
    header_->setGeometry(0, 0, viewport()->width(), viewportMargins().top());
    header_->update();
    const int room = viewport()->height();
    verticalScrollBar()->setRange(0, std::max(0, qCeil(shapes_.height) - room));
    verticalScrollBar()->setPageStep(room);
    verticalScrollBar()->setSingleStep(40);
    followCursor();
}

/// What has not happened yet is faint, and the now line stays in sight.
void TwinView::followCursor() {
    if (!comparison_) return;
    focus_.now = nowLine(*comparison_, shapes_, state_.cursor());
    if (focus_.now) {
        constexpr int ahead = 60;
        QScrollBar* bar = verticalScrollBar();
        const int now = qRound(*focus_.now);
        if (now < bar->value()) bar->setValue(now - ahead);
        if (now + ahead > bar->value() + viewport()->height())
            bar->setValue(now + ahead - viewport()->height());
    }
    viewport()->update();
}

void TwinView::paintHeader(QPainter& painter) const {
    if (comparison_)
        TwinPainter{painter, state_.theme(), shapes_}.paintHeader(*comparison_, kernel_name_);
}

void TwinView::paintEvent(QPaintEvent*) {
    QPainter painter{viewport()};
    painter.setRenderHint(QPainter::Antialiasing);
    if (!comparison_) {
        painter.setFont(sansFont(state_.theme(), type_size::body));
        painter.setPen(state_.theme().second_text);
        painter.drawText(viewport()->rect(), Qt::AlignCenter,
                         tr("The model and the kernel will stand here side by side."));
        return;
    }
    const double top = verticalScrollBar()->value();
    painter.translate(0, -top);
    TwinPainter{painter, state_.theme(), shapes_}.paintContent(focus_, top,
                                                               top + viewport()->height());
}

void TwinView::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    layOut();
}

bool TwinView::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::MouseMove) hoverAt(static_cast<QMouseEvent*>(event)->position());
    if (event->type() == QEvent::Leave) hoverAt(std::nullopt);
    if (event->type() == QEvent::ToolTip && comparison_) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const auto row = rowUnder(help->pos());
        const QString reason =
            row ? explanationOf(comparison_->diff.pairs.at(shapes_.rows.at(*row).pair)) : QString{};
        QToolTip::showText(help->globalPos(), reason, viewport());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

std::optional<std::size_t> TwinView::rowUnder(QPointF position) const {
    return rowAt(shapes_, position.y() + verticalScrollBar()->value());
}

void TwinView::hoverAt(std::optional<QPointF> position) {
    const auto row = position ? rowUnder(*position) : std::nullopt;
    if (std::exchange(focus_.hovered, row) == row) return;
    viewport()->update();
    emit pairHovered(row ? static_cast<int>(shapes_.rows.at(*row).pair) : -1);
}

void TwinView::mousePressEvent(QMouseEvent* event) {
    if (const auto row = rowUnder(event->position())) selectPair(shapes_.rows.at(*row).pair);
}

void TwinView::selectPair(std::size_t pair) {
    if (pair >= shapes_.rows.size()) return;
    focus_.selected = pair;
    bringIntoSight(pair);
    viewport()->update();
    emit pairSelected(static_cast<int>(pair));
}

void TwinView::keyPressEvent(QKeyEvent* event) {
    const std::size_t current = focus_.selected.value_or(0);
    if (event->key() == Qt::Key_Down)
        selectPair(focus_.selected ? current + 1 : 0);
    else if (event->key() == Qt::Key_Up && current > 0)
        selectPair(current - 1);
    else
        QAbstractScrollArea::keyPressEvent(event);
}

void TwinView::bringIntoSight(std::size_t row) {
    const QRectF& band = shapes_.rows.at(row).band;
    QScrollBar* bar = verticalScrollBar();
    const int top = qFloor(band.top()) - 10;
    const int bottom = qCeil(band.bottom()) + 10;
    if (top < bar->value()) bar->setValue(top);
    if (bottom > bar->value() + viewport()->height()) bar->setValue(bottom - viewport()->height());
}

} // namespace ui
