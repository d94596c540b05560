#include "ui/view/occupancy_view.h"

#include "sim/base/assert.h"
#include "ui/layout/time_text.h"
#include "ui/theme/fonts.h"
#include "ui/view/slot_painter.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QEvent>
#include <QFontMetricsF>
#include <QMouseEvent>
#include <QPainter>

namespace ui {

namespace {

constexpr qreal key_line = 26;
constexpr qreal key_sample = 37; ///< of a line before its name, with the gap
constexpr qreal key_line_length = 33;
constexpr qreal key_gap = 22;
constexpr qreal axis_width = 44; ///< of the numbers at the left
constexpr qreal visits_height = 72;
constexpr qreal least_plot = 56;       ///< the plot goes before the clients' rows
constexpr qreal least_band = 3;        ///< a flood is seen however short it is
constexpr float halo_strength = 0.85F; ///< of the ground that a word brings with it
/// How much is seen of what is still to come.
constexpr qreal future = 0.28;
/// How much of a border's strength the lines of the grid have: the curves come first.
constexpr qreal grid_line = 0.45;

/// A client's SYN.
void paintKnock(QPainter& painter, const Theme& theme, QPointF at) {
    painter.setPen(QPen(theme.card, 1.5));
    painter.setBrush(theme.opening);
    painter.drawEllipse(at, 4.2, 4.2);
}

/// Up to `length`, but not so far that a dash is cut.
qreal wholeDashes(const QPen& pen, qreal length) {
    const QList<qreal> pattern = pen.dashPattern();
    if (pen.style() != Qt::CustomDashLine || pattern.size() < 2) return length;
    qreal whole = 0;
    qreal at = 0;
    for (qsizetype part = 0; at < length; ++part) {
        at += pattern.at(part % pattern.size()) * pen.widthF();
        if (part % 2 == 0 && at <= length) whole = at;
    }
    return whole > 0 ? whole : length;
}

/// A disc with a check mark for who got in, with a cross for who did not.
void paintOutcome(QPainter& painter, const Theme& theme, QPointF end, bool in) {
    painter.setBrush(in ? theme.opening : theme.alarm);
    painter.setPen(QPen(theme.card, 1.5));
    painter.drawEllipse(end, 8, 8);
    painter.setPen(QPen(theme.onHue(), 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    if (in)
        painter.drawPolyline(
            QPolygonF{{end + QPointF(-3.6, 0), end + QPointF(-0.9, 3), end + QPointF(3.8, -2.8)}});
    else
        painter.drawLines({{end - QPointF(3, 3), end + QPointF(3, 3)},
                           {end - QPointF(3, -3), end + QPointF(3, -3)}});
}

} // namespace

OccupancyView::OccupancyView(ViewState& state, QWidget* parent) : Card(state, parent) {
    setCursor(Qt::PointingHandCursor);
    connect(&state, &ViewState::themeChanged, this, &OccupancyView::layOut);
    retitle();
}

void OccupancyView::show(std::shared_ptr<const QueueScene> scene) {
    const bool other = !scene || !scene_ || scene->run != scene_->run;
    scene_ = std::move(scene);
    if (other) layOut();
    update();
}

void OccupancyView::setKernel(std::shared_ptr<const LoadStory> kernel, const QString& name) {
    kernel_ = std::move(kernel);
    kernel_name_ = name;
    retitle();
    layOut();
}

void OccupancyView::retitle() {
    setTitle(tr("How full the queues are"));
    setNote(kernel_ ? kernel_name_
                    : tr("no kernel run of this yet: the comparison (Ctrl+2) plays one"));
}

void OccupancyView::layOut() {
    if (!scene_) {
        shapes_ = {};
        return;
    }
    has_rows_ = !scene_->story.visits.empty();
    placePlot();
    if (has_rows_ && shapes_.plot.height() < least_plot * theme().type_factor) {
        has_rows_ = false; // the stage has them too
        placePlot();
    }
    update();
}

/// With the clients' rows below it, where those are shown.
void OccupancyView::placePlot() {
    const qreal scale = theme().type_factor;
    const auto visits = static_cast<qreal>(std::min(scene_->story.visits.size(), most_visit_rows));
    const qreal keys_bottom = keys().back().box.bottom() - QRectF(contentArea()).top();
    const qreal visit_row = std::min(22.0, visits_height / std::max(1.0, visits)) * scale;
    const OccupancyMargins margins{.left = axis_width * scale,
                                   .right = 12,
                                   .top = keys_bottom + 6 * scale,
                                   .bottom = 24 * scale,
                                   .visit_row = has_rows_ ? visit_row : 0};
    shapes_ = layoutOccupancy(scene_->story, kernel_.get(), QRectF(contentArea()), margins);
}

void OccupancyView::paintEvent(QPaintEvent* event) {
    Card::paintEvent(event);
    if (!scene_ || scene_->story.samples.empty()) return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintAxes(painter);
    paintKeys(painter);
    const qreal now = std::min(shapes_.xOf(scene_->now), shapes_.plot.right());
    painter.save();
    painter.setClipRect(QRectF(rect()).adjusted(now, 0, 0, 0));
    painter.setOpacity(future);
    paintCurves(painter);
    painter.restore();
    painter.save();
    painter.setClipRect(QRectF(0, 0, now, height()));
    paintCurves(painter);
    painter.restore();
    if (scene_->story.flood_from) paintFloodWord(painter);
    paintVisits(painter);
    paintNow(painter);
}

/// While the flood's SYNs leave.
QRectF OccupancyView::floodBand() const {
    return shapes_.flood.adjusted(0, 0, std::max(0.0, least_band - shapes_.flood.width()), 0);
}

/// In the band, or beside one that is narrower; never on the now line.
void OccupancyView::paintFloodWord(QPainter& painter) {
    const QRectF band = floodBand();
    const QFont font = sansFont(theme(), 12, Weight::bold);
    const QFontMetricsF metrics(font);
    const QString word = tr("flood");
    const qreal width = metrics.horizontalAdvance(word) + 8;
    const bool inside = band.width() > width + 4;
    QRectF box(inside ? band.left() + 2 : band.right() + 2, band.top() + 4, width,
               metrics.height());
    const qreal now = shapes_.xOf(scene_->now);
    const qreal clear = theme().stroke_factor + 1;
    if (box.left() - clear < now && now < box.right() + clear) box.moveLeft(now + clear);
    QColor halo =
        inside && box.right() <= band.right() ? theme().tint(theme().alarm) : theme().field;
    halo.setAlphaF(halo_strength);
    painter.fillRect(box, halo);
    painter.setFont(font);
    painter.setPen(theme().onTint(theme().alarm));
    painter.drawText(box, Qt::AlignCenter, word);
}

void OccupancyView::paintAxes(QPainter& painter) {
    const QRectF& plot = shapes_.plot;
    painter.fillRect(plot, theme().field);
    if (scene_->story.flood_from) painter.fillRect(floodBand(), theme().tint(theme().alarm));
    painter.setFont(monoFont(theme(), 12));
    for (const AxisMark& mark : shapes_.counts) {
        painter.setPen(QPen(mixed(theme().field, theme().border, grid_line), 1));
        painter.drawLine(QPointF(plot.left(), mark.position), QPointF(plot.right(), mark.position));
        painter.setPen(theme().third_text);
        painter.drawText(QRectF(0, mark.position - 10, plot.left() - 7, 20),
                         Qt::AlignRight | Qt::AlignVCenter, mark.text);
    }
    painter.setPen(theme().third_text);
    const QRectF chip = nowChip();
    for (const AxisMark& mark : shapes_.times)
        if (std::abs(mark.position - chip.center().x()) > chip.width() / 2 + 26)
            painter.drawText(QRectF(mark.position - 50, plot.bottom() + 3, 100, 20),
                             Qt::AlignHCenter | Qt::AlignTop, mark.text);
    QPen limit(theme().alarm, 1.4 * theme().stroke_factor);
    limit.setDashPattern({6, 3, 1.5, 3});
    painter.setPen(limit);
    painter.drawLine(QPointF(plot.left(), shapes_.limits[0]),
                     QPointF(plot.right(), shapes_.limits[0]));
    if (shapes_.limits[1] != shapes_.limits[0])
        painter.drawLine(QPointF(plot.left(), shapes_.limits[1]),
                         QPointF(plot.right(), shapes_.limits[1]));
}

/// The model's lines are whole, the kernel's dashed and thicker, so that both are seen where they
/// agree.
QPen OccupancyView::penOf(const OccupancyCurve& curve) const {
    const bool syn = curve.queue == QueueKind::syn;
    const QColor& hue = syn ? theme().opening : theme().ofHost(scene_->story.host);
    const qreal stroke = theme().stroke_factor;
    if (!curve.of_kernel)
        return {hue, (syn ? 2.6 : 2) * stroke, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin};
    QPen pen(mixed(hue, theme().text, 0.35), (syn ? 5.6 : 5) * stroke, Qt::SolidLine, Qt::FlatCap,
             Qt::MiterJoin);
    pen.setDashPattern({1.4, 1.1});
    return pen;
}

void OccupancyView::paintCurves(QPainter& painter) {
    painter.setBrush(Qt::NoBrush);
    for (const OccupancyCurve& curve : shapes_.curves) {
        painter.setPen(penOf(curve));
        painter.drawPolyline(curve.line);
    }
}

/// The samples of all lines, with their names.
std::vector<OccupancyView::Key> OccupancyView::keys() const {
    const auto curve = [this](QueueKind queue, bool of_kernel, const QString& text) {
        return Key{penOf({.queue = queue, .of_kernel = of_kernel, .line = {}}), text, {}, {}};
    };
    std::vector<Key> keys{curve(QueueKind::syn, false, tr("SYN queue")),
                          curve(QueueKind::accept, false, tr("accept queue"))};
    if (kernel_) {
        keys.push_back(curve(QueueKind::syn, true, tr("SYN queue, kernel")));
        keys.push_back(curve(QueueKind::accept, true, tr("accept queue, kernel")));
    }
    QPen limit(theme().alarm, 1.4 * theme().stroke_factor);
    limit.setDashPattern({6, 3, 1.5, 3});
    keys.push_back({limit, tr("limit"), {}, {}});
    if (has_rows_) {
        keys.push_back({{}, QStringLiteral("SYN"), KeySign::knock, {}});
        keys.push_back({{}, tr("accepted"), KeySign::welcome, {}});
    }
    placeKeys(keys);
    return keys;
}

qreal OccupancyView::sampleWidth(const Key& key) {
    switch (key.sign) {
    case KeySign::line: return key_sample;
    case KeySign::knock: return 17;
    case KeySign::welcome: return 24;
    }
    sim::unreachable();
}

/// In as many lines as they need.
void OccupancyView::placeKeys(std::vector<Key>& keys) const {
    const QFontMetricsF metrics(sansFont(theme(), 12.5));
    const QRectF area(contentArea());
    const qreal line = key_line * theme().type_factor;
    const qreal left = area.left() + axis_width * theme().type_factor;
    QPointF at{left, area.top()};
    for (Key& key : keys) {
        const qreal width = sampleWidth(key) + metrics.horizontalAdvance(key.text) + 4;
        if (at.x() > left && at.x() + width > area.right()) at = {left, at.y() + line};
        key.box = {at, QSizeF(width, line)};
        at.rx() += width + key_gap;
    }
}

void OccupancyView::paintKeys(QPainter& painter) {
    painter.setFont(sansFont(theme(), 12.5));
    for (const Key& key : keys()) {
        const QPointF left(key.box.left(), key.box.center().y());
        switch (key.sign) {
        case KeySign::line:
            painter.setPen(key.pen);
            painter.drawLine(left, left + QPointF(wholeDashes(key.pen, key_line_length), 0));
            break;
        case KeySign::knock: paintKnock(painter, theme(), left + QPointF(6, 0)); break;
        case KeySign::welcome: paintOutcome(painter, theme(), left + QPointF(9, 0), true); break;
        }
        painter.setPen(theme().second_text);
        painter.drawText(key.box.adjusted(sampleWidth(key), 0, 0, 0),
                         Qt::AlignLeft | Qt::AlignVCenter, key.text);
    }
}

/// A client's way below the plot: its SYNs as dots, a badge, and a sign of what came of it.
void OccupancyView::paintVisits(QPainter& painter) {
    SlotPainter badges(painter, theme(), scene_->hostNames());
    for (const VisitSpan& span : shapes_.visits) {
        const Visit& visit = scene_->story.visits.at(span.visit);
        const QColor& hue = theme().ofHost(visit.host);
        const qreal y = span.track.center().y();
        const qreal now = shapes_.xOf(scene_->now);
        if (now < span.track.left() || span.track.height() <= 0) continue;
        const qreal right = std::min(span.track.right(), now);
        painter.setPen(QPen(hue, 2 * theme().stroke_factor, Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(QPointF(span.track.left(), y), QPointF(right, y));
        for (const qreal knock : span.knocks)
            if (knock <= now) paintKnock(painter, theme(), {knock, y});
        const qreal side = span.track.height() * 0.8;
        badges.paintBadge({span.track.left() - side - 8, y - side / 2, side, side}, visit.host);
        if (!span.settled || now < span.track.right()) continue;
        paintOutcome(painter, theme(), {span.track.right(), y}, visit.welcomed.has_value());
    }
}

void OccupancyView::paintNow(QPainter& painter) {
    const qreal x = std::min(shapes_.xOf(scene_->now), shapes_.plot.right());
    painter.setPen(QPen(theme().accent, 1.6 * theme().stroke_factor));
    painter.drawLine(QPointF(x, shapes_.plot.top() - 4), QPointF(x, shapes_.plot.bottom()));
    painter.setFont(monoFont(theme(), 12, Weight::bold));
    const QRectF chip = nowChip();
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().accent);
    painter.drawRoundedRect(chip, 5, 5);
    painter.setPen(theme().onHue());
    painter.drawText(chip, Qt::AlignCenter, nowText());
}

QString OccupancyView::nowText() const {
    return durationText(scene_->now - sim::Time{});
}

QRectF OccupancyView::nowChip() const {
    const QFontMetricsF metrics(monoFont(theme(), 12, Weight::bold));
    const qreal width = metrics.horizontalAdvance(nowText()) + 14;
    const qreal x = std::min(shapes_.xOf(scene_->now), shapes_.plot.right());
    const qreal left =
        std::clamp(x - width / 2, shapes_.plot.left() - 4, this->width() - width - 4.0);
    return {left, shapes_.plot.bottom() + 2, width, 20 * theme().type_factor};
}

void OccupancyView::resizeEvent(QResizeEvent* event) {
    Card::resizeEvent(event);
    layOut();
}

void OccupancyView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retitle();
        layOut();
    }
    Card::changeEvent(event);
}

void OccupancyView::mousePressEvent(QMouseEvent* event) {
    if (scene_ && event->button() == Qt::LeftButton)
        emit timeChosen(shapes_.timeAt(event->position().x()));
}

void OccupancyView::mouseMoveEvent(QMouseEvent* event) {
    if (scene_ && (event->buttons() & Qt::LeftButton) != 0)
        emit timeChosen(shapes_.timeAt(event->position().x()));
}

} // namespace ui
