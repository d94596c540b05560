#include "ui/view/ribbon_card.h"

#include "ui/model/load_text.h"
#include "ui/theme/fonts.h"
#include "ui/view/ribbon_painter.h"

#include <algorithm>
#include <utility>

#include <QEvent>
#include <QFontMetricsF>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>

namespace ui {

namespace {

constexpr double names_width = 114; ///< of the column left of the cells
constexpr double cell_pitch = 24;
constexpr double between_flows = 8;
constexpr double label_gap = 8;
constexpr double legend_gap = 24; ///< between the title and the legend
constexpr double bottom_room = 8;
constexpr int most_legend_lines = 3;
constexpr double most_growth = 1.5; ///< of cells where the card is high
constexpr int most_zoom = 12;
constexpr std::size_t most_readers = 32;

bool isZoomKey(int key) {
    return key == Qt::Key_Plus || key == Qt::Key_Equal || key == Qt::Key_Minus || key == Qt::Key_0;
}

} // namespace

RibbonCard::RibbonCard(ViewState& state, QWidget* parent) : Card(state, parent) {
    setFocusPolicy(Qt::ClickFocus);
    setMouseTracking(true);
    connect(&state, &ViewState::runChanged, this, &RibbonCard::takeRun);
    connect(&state, &ViewState::cursorChanged, this, &RibbonCard::follow);
    connect(&state, &ViewState::themeChanged, this, &RibbonCard::layOut);
    connect(&state, &ViewState::numbersChanged, this, &RibbonCard::layOut);
    setTitle(titleText());
}

void RibbonCard::takeRun() {
    run_ = state().run();
    reader_ = nullptr;
    readers_.clear();
    ribbon_ = {};
    zoom_ = 0;
    layOut();
    follow();
}

/// Does nothing while it is not seen.
void RibbonCard::follow() {
    if (!isVisible() || !run_) return;
    const sim::ConversationId told = conversationAt(run_->trace(), state().cursor());
    if (told == 0) return;
    if (readers_.size() >= most_readers && !readers_.contains(told)) readers_.clear();
    reader_ = &readers_.try_emplace(told, run_->sharedTrace(), told).first->second;
    ribbon_ = reader_->at(state().cursor());
    first_ = {};
    layOut();
}

RibbonRoom RibbonCard::leastRoom() const {
    const double scale = theme().type_factor;
    return {.label = 19 * scale, .sent = 22 * scale, .between = 3, .held = 11 * scale};
}

/// What is left where the card is high goes to a second line of labels, then to the cells.
RibbonRoom RibbonCard::room() const {
    const double scale = theme().type_factor;
    RibbonRoom room = leastRoom();
    const double legend = most_legend_lines * RibbonLegend::line_height * scale;
    const double left = height() - wantedHeight() - legend;
    const auto count = static_cast<double>(flows().size());
    const double each = left / count - room.label;
    if (each < 0) return room;
    room.lines_above = 2;
    const double factor = std::min(most_growth, 1 + each / (room.sent + room.held));
    room.sent *= factor;
    room.held *= factor;
    return room;
}

void RibbonCard::setDirections(RibbonDirections directions) {
    if (std::exchange(directions_, directions) != directions) layOut();
}

/// The directions that are shown: both, or the one with more bytes.
std::vector<std::size_t> RibbonCard::flows() const {
    if (directions_ == RibbonDirections::both) return {0, 1};
    const bool second = reader_ && reader_->extent(1).bytes > reader_->extent(0).bytes;
    return {second ? 1U : 0U};
}

/// Of all directions that are shown.
double RibbonCard::heightOf(const RibbonRoom& room) const {
    const auto count = static_cast<int>(flows().size());
    return count * room.height() + (count - 1) * between_flows;
}

int RibbonCard::wantedHeight() const {
    return qCeil(title_height + heightOf(leastRoom()) + bottom_room);
}

RibbonScale RibbonCard::scaleOf(std::size_t flow) const {
    const QRectF area(contentArea());
    const double scale = theme().type_factor;
    RibbonScale made;
    made.left = area.left() + names_width * scale;
    const double width = std::max(cell_pitch, area.right() - made.left);
    made.cells = std::max<std::int64_t>(1, static_cast<std::int64_t>(width / (cell_pitch * scale)));
    made.cell_width = width / static_cast<double>(made.cells);
    const ByteRibbonReader::Extent& extent = reader_->extent(flow);
    made.per_cell = bytesPerCell(extent, made.cells, zoom_);
    made.first = first_.at(flow).value_or(firstFollowed(ribbon_.flows.at(flow), extent, made));
    return made;
}

/// Counted from the initial number, or as it is on the wire.
QString RibbonCard::numberText(std::size_t flow, std::int64_t number) const {
    if (state().numbers() == Numbers::relative)
        return countText(static_cast<std::uint64_t>(number));
    const sim::ConversationEnd& end =
        run_->trace().conversation(ribbon_.conversation).ends.at(flow);
    return countText(end.initial.raw + static_cast<std::uint32_t>(number));
}

RibbonFonts RibbonCard::fonts(std::size_t flow) const {
    const QFontMetricsF metrics(RibbonPainter::labelFont(theme()));
    return {.width = [metrics](const QString& text) { return metrics.horizontalAdvance(text); },
            .number = [this, flow](std::int64_t number) { return numberText(flow, number); },
            .arrow = RibbonPainter::arrowWidth(theme()),
            .gap = label_gap * theme().type_factor};
}

void RibbonCard::layOut() {
    if (reader_) {
        double top = contentArea().top();
        for (const std::size_t flow : flows()) {
            shapes_.at(flow) =
                layoutRibbon(ribbon_.flows.at(flow), scaleOf(flow), top, room(), fonts(flow));
            top += room().height() + between_flows;
        }
    }
    setTitle(titleText());
    placeLegend();
    update();
}

QString RibbonCard::titleText() const {
    const bool several = run_ && run_->trace().conversations.size() > 1 && reader_;
    return several ? tr("Byte ribbon of connection %1").arg(ribbon_.conversation)
                   : tr("Byte ribbon");
}

bool RibbonCard::shows(ByteFate fate) const {
    if (!reader_) return false;
    for (const std::size_t flow : flows())
        for (const RibbonPiece& piece : shapes_.at(flow).pieces)
            if (piece.fate == fate) return true;
    return false;
}

/// Those that are seen in nearly every run, and what this one has of the others.
std::vector<ByteFate> RibbonCard::legendFates() const {
    const auto any = [this](bool ByteRibbonReader::Extent::*has) {
        return reader_ && (reader_->extent(0).*has || reader_->extent(1).*has);
    };
    std::vector<ByteFate> fates{ByteFate::acknowledged, ByteFate::in_flight};
    if (any(&ByteRibbonReader::Extent::repeats)) fates.push_back(ByteFate::again);
    if (any(&ByteRibbonReader::Extent::sacks)) fates.push_back(ByteFate::sacked);
    fates.insert(fates.end(), {ByteFate::lost, ByteFate::allowed});
    if (shows(ByteFate::forbidden)) fates.push_back(ByteFate::forbidden);
    if (shows(ByteFate::read)) fates.push_back(ByteFate::read);
    fates.insert(fates.end(), {ByteFate::unread, ByteFate::buffered});
    return fates;
}

void RibbonCard::placeLegend() {
    const QFontMetricsF title(sansFont(theme(), type_size::card_title, Weight::bold));
    const QRectF area(contentArea());
    const double title_right = area.left() + title.horizontalAdvance(titleText()) + legend_gap;
    const double below = area.top() + heightOf(room()) + bottom_room;
    legend_.place(theme(), legendFates(), [this](ByteFate fate) { return shows(fate); },
                  {.beside = {title_right, 0, area.right() - title_right, title_height},
                   .below = {area.left(), below, area.width(), height() - 6 - below}});
}

void RibbonCard::paintEvent(QPaintEvent* event) {
    Card::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!reader_) return;
    legend_.paint(painter, theme(), ribbon_.flows.front());
    for (const std::size_t flow : flows()) {
        paintNames(painter, flow);
        RibbonPainter(painter, theme()).paint(shapes_.at(flow), ribbon_.flows.at(flow));
    }
}

/// Who sends to whom, and how much a cell is.
void RibbonCard::paintNames(QPainter& painter, std::size_t flow) const {
    const ByteFlow& bytes = ribbon_.flows.at(flow);
    const RibbonShapes& shapes = shapes_.at(flow);
    const double scale = theme().type_factor;
    const double left = contentArea().left();
    const QRectF names{left, shapes.sent.top(), names_width * scale, shapes.sent.height()};
    painter.setFont(sansFont(theme(), type_size::badge, Weight::bold));
    const QFontMetricsF metrics(painter.font());
    const QString sender = hostName(bytes.sender);
    painter.setPen(theme().ofHost(bytes.sender));
    painter.drawText(names, Qt::AlignLeft | Qt::AlignVCenter, sender);
    const double width = metrics.horizontalAdvance(sender);
    painter.setPen(theme().second_text);
    painter.drawText(names.adjusted(width, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     QStringLiteral(" → "));
    const double arrow = metrics.horizontalAdvance(QStringLiteral(" → "));
    painter.setPen(theme().ofHost(bytes.receiver));
    painter.drawText(names.adjusted(width + arrow, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     hostName(bytes.receiver));
    const std::int64_t per_cell = shapes.scale.per_cell;
    painter.setFont(sansFont(theme(), 11.5));
    painter.setPen(theme().third_text);
    painter.drawText(
        QRectF(left, shapes.held.top() - 3, names_width * scale, shapes.held.height() + 8),
        Qt::AlignLeft | Qt::AlignVCenter,
        per_cell == 1
            ? tr("1 cell = 1 byte")
            : tr("1 cell = %1 bytes").arg(countText(static_cast<std::uint64_t>(per_cell))));
}

QString RibbonCard::hostName(sim::HostId host) const {
    const std::vector<sim::TraceHost>& hosts = run_->trace().header.hosts;
    return host < hosts.size() ? QString::fromStdString(hosts.at(host).name) : QStringLiteral("?");
}

std::size_t RibbonCard::flowAt(QPointF point) const {
    if (directions_ == RibbonDirections::main) return flows().front();
    return point.y() < shapes_.back().sent.top() - room().lines_above * room().label ? 0 : 1;
}

QString RibbonCard::tipAt(QPointF point) const {
    if (!reader_) return {};
    const std::size_t flow = flowAt(point);
    const ByteFlow& bytes = ribbon_.flows.at(flow);
    if (shapes_.at(flow).fin && shapes_.at(flow).fin->contains(point))
        return tr("%1's FIN: it takes the number %2, as a byte would.")
            .arg(hostName(bytes.sender), numberText(flow, *bytes.fin));
    const std::optional<FateRange> fate = shapes_.at(flow).fateAt(point);
    if (!fate) return {};
    return fateText(*fate, {.sender = hostName(bytes.sender),
                            .receiver = hostName(bytes.receiver),
                            .number = fonts(flow).number});
}

void RibbonCard::zoom(int steps) {
    zoom_ = std::clamp(zoom_ + steps, -most_zoom, most_zoom);
    first_ = {};
    layOut();
}

void RibbonCard::normalZoom() {
    zoom_ = 0;
    first_ = {};
    layOut();
}

void RibbonCard::scroll(std::size_t flow, int cells) {
    const RibbonScale& scale = shapes_.at(flow).scale;
    const std::int64_t most = std::max<std::int64_t>(1, reader_->extent(flow).bytes + 2
                                                            - scale.cells / 2 * scale.per_cell);
    first_.at(flow) = std::clamp(scale.first + cells * scale.per_cell, std::int64_t{1}, most);
    layOut();
}

void RibbonCard::wheelEvent(QWheelEvent* event) {
    constexpr int notch = 120;
    constexpr int cells_a_notch = 3;
    const QPoint turned = event->angleDelta();
    const int way = turned.y() != 0 ? turned.y() : turned.x();
    if (!reader_ || way == 0) return;
    const int notches = way / notch != 0 ? way / notch : (way > 0 ? 1 : -1);
    if (event->modifiers().testFlag(Qt::ControlModifier))
        zoom(notches);
    else
        scroll(flowAt(event->position()), -notches * cells_a_notch);
    event->accept();
}

/// What carried the bytes under the pointer; asked again, where that ended.
void RibbonCard::mouseReleaseEvent(QMouseEvent* event) {
    if (!reader_ || event->button() != Qt::LeftButton) return;
    const std::size_t flow = flowAt(event->position());
    const std::optional<std::int64_t> byte = shapes_.at(flow).byteAt(event->position());
    if (!byte) return;
    const sim::RecordId departure = reader_->carrierOf(flow, *byte, state().cursor());
    if (departure == 0) return;
    const sim::RecordId end = reader_->endOf(departure);
    if (state().selection() == departure && end != 0)
        emit endChosen(end);
    else
        emit segmentChosen(departure);
}

void RibbonCard::mouseMoveEvent(QMouseEvent* event) {
    const bool chooses = reader_ && shapes_.at(flowAt(event->position())).byteAt(event->position());
    setCursor(chooses ? Qt::PointingHandCursor : Qt::ArrowCursor);
    Card::mouseMoveEvent(event);
}

void RibbonCard::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_0)
        normalZoom();
    else if (isZoomKey(event->key()))
        zoom(event->key() == Qt::Key_Minus ? -1 : 1);
    else
        Card::keyPressEvent(event);
}

/// With the focus, the ladder's keys of zooming are the ribbon's.
bool RibbonCard::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride
        && isZoomKey(static_cast<QKeyEvent*>(event)->key())) {
        event->accept();
        return true;
    }
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        QToolTip::showText(help->globalPos(), tipAt(help->pos()), this);
        return true;
    }
    return Card::event(event);
}

void RibbonCard::resizeEvent(QResizeEvent* event) {
    Card::resizeEvent(event);
    layOut();
}

void RibbonCard::showEvent(QShowEvent* event) {
    Card::showEvent(event);
    run_ = state().run();
    follow();
}

void RibbonCard::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) layOut();
    Card::changeEvent(event);
}

} // namespace ui
