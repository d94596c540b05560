#include "ui/view/plot_view.h"

#include "ui/theme/fonts.h"
#include "ui/view/plot_painter.h"

#include <algorithm>
#include <cmath>

#include <QEvent>
#include <QFontMetricsF>
#include <QPainter>

namespace ui {

namespace {

constexpr double tick_room = 24; ///< below a plot

PlotPainter::Ends endsOf(const PlotScope& scope) {
    const PlotData* data = scope.model();
    return data == nullptr ? PlotPainter::Ends{0, 1}
                           : PlotPainter::Ends{data->sender, data->receiver};
}

} // namespace

PlotView::PlotView(ViewState& state, PlotScope& scope, PlotChart chart, QWidget* parent)
    : Card(state, parent), scope_(scope), chart_(chart) {
    setMouseTracking(true);
    setMinimumSize(180, 120);
    connect(&scope_, &PlotScope::dataChanged, this, &PlotView::layOut);
    connect(&scope_, &PlotScope::spanChanged, this, &PlotView::layOut);
    connect(&scope_, &PlotScope::hoverChanged, this, &PlotView::showValues);
    connect(&state, &ViewState::cursorChanged, this, &PlotView::showValues);
    connect(&state, &ViewState::selectionChanged, this, qOverload<>(&QWidget::update));
    connect(&state, &ViewState::numbersChanged, this, &PlotView::layOut);
    connect(&state, &ViewState::themeChanged, this, &PlotView::layOut);
    retitle();
}

void PlotView::retitle() {
    setTitle(chartText(chart_));
    setAccessibleName(chartText(chart_));
    layOut();
}

std::uint32_t PlotView::offset() const {
    const bool raw = state().numbers() == Numbers::absolute && chart_ == PlotChart::sequence;
    return raw && scope_.model() != nullptr ? scope_.model()->initial : 0;
}

/// The same for all plots, so that their times stand below one another.
double PlotView::plotLeft() const {
    const QFontMetricsF metrics(PlotPainter::tickFont(theme()));
    return metrics.horizontalAdvance(QStringLiteral("00.00 Mbit/s")) + 16;
}

/// The legend comes first: it says where the plot begins.
void PlotView::layOut() {
    curves_ = {};
    if (!isVisible() || scope_.model() == nullptr) {
        update();
        return;
    }
    const QRectF area(contentArea());
    const double factor = theme().type_factor;
    PlotRequest request{.chart = chart_,
                        .style = scope_.style(),
                        .stages = scope_.stages(),
                        .span = scope_.span(),
                        .plot = {},
                        .offset = offset(),
                        .type_factor = factor};
    shapes_ = {};
    shapes_.chart = chart_;
    shapes_.style = scope_.style();
    shapes_.unit = unitOf(chart_);
    shapes_.interval = sim::Duration{1};
    const PlotLegend sketch = layoutLegend(shapes_, request.stages, PlotMoment{}, area, theme());
    request.plot = QRectF(QPointF(std::round(plotLeft()), sketch.bottom + 10 * factor),
                          QPointF(area.right(), area.bottom() + 12 - tick_room * factor));
    shapes_ = layoutPlot(request);
    const QFontMetricsF metrics(sansFont(theme(), type_size::small));
    setNote(noteOf(shapes_, request.stages, [this, &metrics](const QString& note) {
        return metrics.horizontalAdvance(note) <= noteRoom();
    }));
    showValues();
}

/// What the legend says is true at the pointer, else at the cursor.
void PlotView::showValues() {
    if (!isVisible() || scope_.model() == nullptr) return;
    const std::int64_t now = state().time().since_start_ns;
    const PlotMoment moment =
        scope_.hover() ? PlotMoment{*scope_.hover(), PlotReading::pointer}
                       : PlotMoment{now, isOver() ? PlotReading::end : PlotReading::cursor};
    legend_ = layoutLegend(shapes_, scope_.stages(), moment, QRectF(contentArea()), theme());
    QStringList values;
    for (const PlotLegendEntry& entry : legend_.entries)
        values << entry.name + QLatin1Char(' ') + entry.value;
    setAccessibleDescription(values.join(QStringLiteral(", ")));
    update();
}

/// All that the model's plots tell of has happened. The kernel's may end a little later: no cursor
/// reaches that, and it is over as well.
bool PlotView::isOver() const {
    return state().time().since_start_ns >= scope_.model()->end();
}

double PlotView::cursorX() const {
    return shapes_.frame.xOf(state().time().since_start_ns);
}

/// An arrow says on which side it is out of sight.
QString PlotView::cursorText() const {
    const std::int64_t now = state().time().since_start_ns;
    const PlotSpan& span = shapes_.frame.span;
    const QString text = instantText(now, std::max(span.to, now), shapes_.frame.timePerPixel());
    if (now < span.from) return QStringLiteral("← ") + text;
    return now > span.to ? text + QStringLiteral(" →") : text;
}

/// Below the plot, and no further to its right than a little.
QRectF PlotView::chipAt(double x, const QString& text) const {
    const QFontMetricsF metrics(PlotPainter::chipFont(theme()));
    const QRectF& plot = shapes_.frame.plot;
    const double width = metrics.horizontalAdvance(text) + 14;
    const double left = std::clamp(std::clamp(x, plot.left(), plot.right()) - width / 2,
                                   plot.left() - 4, plot.right() + 4 - width);
    return {left, plot.bottom() + 3, width, 20 * theme().type_factor};
}

QRectF PlotView::cursorChip() const {
    return chipAt(cursorX(), cursorText());
}

/// Where the pointer's instant is in this plot, whichever plot the pointer itself is on.
std::optional<double> PlotView::pointerX() const {
    if (!scope_.hover() || drag_ != Drag::none) return std::nullopt;
    const double x = shapes_.frame.xOf(*scope_.hover());
    if (x < shapes_.frame.plot.left() || x > shapes_.frame.plot.right()) return std::nullopt;
    return x;
}

QString PlotView::pointerText() const {
    return instantText(scope_.hover().value_or(0), shapes_.frame.span.to,
                       shapes_.frame.timePerPixel());
}

/// Beside the cursor's, where the two would meet.
QRectF PlotView::pointerChip() const {
    constexpr double gap = 3;
    const double x = pointerX().value_or(0);
    QRectF chip = chipAt(x, pointerText());
    const QRectF cursor = cursorChip();
    if (!chip.intersects(cursor)) return chip;
    const bool has_room_right =
        cursor.right() + gap + chip.width() <= shapes_.frame.plot.right() + 4;
    if (x >= cursor.center().x() && has_room_right)
        chip.moveLeft(cursor.right() + gap);
    else
        chip.moveRight(cursor.left() - gap);
    return chip;
}

void PlotView::paintEvent(QPaintEvent* event) {
    Card::paintEvent(event);
    if (scope_.model() == nullptr || shapes_.frame.plot.width() < 2) return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    PlotPainter plots(painter, theme(), endsOf(scope_));
    paintCurves(painter);
    const QRectF& plot = shapes_.frame.plot;
    if (!isOver()) plots.paintFuture(plot, cursorX());
    plots.paintTicks(shapes_, pointerX() ? std::vector<QRectF>{cursorChip(), pointerChip()}
                                         : std::vector<QRectF>{cursorChip()});
    plots.paintLegend(legend_);
    paintStretch(painter);
    plots.paintCursor(plot, cursorX(), cursorChip(), cursorText());
    paintSelection(painter);
    paintPointer(painter);
    if (shapes_.curves.empty()) paintEmpty(painter);
}

/// They are many and change seldom.
void PlotView::paintCurves(QPainter& painter) {
    if (curves_.isNull()) {
        const double ratio = devicePixelRatioF();
        curves_ = QPixmap(size() * ratio);
        curves_.setDevicePixelRatio(ratio);
        curves_.fill(Qt::transparent);
        QPainter once(&curves_);
        PlotPainter(once, theme(), endsOf(scope_)).paintPlot(shapes_);
    }
    painter.drawPixmap(0, 0, curves_);
}

void PlotView::paintStretch(QPainter& painter) const {
    if (drag_ != Drag::stretch || std::abs(pointer_.x() - pressed_.x()) < least_drag) return;
    const QRectF& plot = shapes_.frame.plot;
    const double left = std::clamp(std::min(pressed_.x(), pointer_.x()), plot.left(), plot.right());
    const double right =
        std::clamp(std::max(pressed_.x(), pointer_.x()), plot.left(), plot.right());
    QColor fill = theme().accent;
    fill.setAlphaF(0.22F);
    painter.setPen(QPen(theme().accent, 1.2));
    painter.setBrush(fill);
    painter.drawRect(QRectF(left, plot.top(), right - left, plot.height()));
}

namespace {

/// What is ringed of a mark: a dot itself, the middle of what is longer.
QPointF middleOf(const PlotMark& mark, PlotShape shape) {
    return {mark.x, shape == PlotShape::dot ? mark.bottom : (mark.bottom + mark.top) / 2};
}

} // namespace

/// A ring around the selected segment, where this plot shows it.
void PlotView::paintSelection(QPainter& painter) const {
    const sim::RecordId selected = state().selection();
    if (selected == 0 || !state().run()) return;
    const sim::RecordId departure = sim::departure_of(state().run()->trace(), selected);
    for (const PlotCurve& curve : shapes_.curves) {
        if (curve.of_kernel) continue;
        for (const PlotMark& mark : curve.marks)
            if (mark.record == selected || (departure != 0 && mark.record == departure)) {
                PlotPainter(painter, theme(), endsOf(scope_))
                    .paintRing(middleOf(mark, curve.shape));
                return;
            }
    }
}

/// The pointer's instant in all plots, and in its own what lies there.
void PlotView::paintPointer(QPainter& painter) const {
    const std::optional<double> x = pointerX();
    if (!x) return;
    PlotPainter plots(painter, theme(), endsOf(scope_));
    plots.paintPointer(shapes_.frame.plot, *x, pointerChip(), pointerText());
    if (!pointed_) return;
    const std::optional<PlotHit> hit = hitPlot(shapes_, scope_.stages(), pointer_);
    if (!hit) return;
    plots.paintRing(hit->place);
    plots.paintBubble(hit->place, hitText(*hit, shapes_, offset()), shapes_.frame.plot);
}

void PlotView::paintEmpty(QPainter& painter) const {
    painter.setFont(sansFont(theme(), type_size::body));
    painter.setPen(theme().second_text);
    painter.drawText(shapes_.frame.plot, Qt::AlignCenter | Qt::TextWordWrap,
                     tr("Nothing of this is known here."));
}

QStringList PlotView::tipAt(QPointF point) const {
    const std::optional<PlotHit> hit = hitPlot(shapes_, scope_.stages(), point);
    return hit ? hitText(*hit, shapes_, offset()) : QStringList{};
}

void PlotView::resizeEvent(QResizeEvent* event) {
    Card::resizeEvent(event);
    layOut();
}

void PlotView::showEvent(QShowEvent* event) {
    Card::showEvent(event);
    layOut();
}

void PlotView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retitle();
    Card::changeEvent(event);
}

} // namespace ui
