#include "ui/view/queue_stage.h"

#include "ui/model/load_text.h"
#include "ui/view/queue_stage_painter.h"

#include <utility>

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace ui {

namespace {

QString tipIn(const QueuePanel& panel, const QueueRow& row, QPointF point) {
    const std::uint32_t slot = panel.grid.slotAt(point);
    for (const SlotFigure& figure : row.figures)
        if (figure.slot == slot) return slotText(figure);
    return {};
}

} // namespace

QStringList QueueScene::hostNames() const {
    QStringList names;
    for (const sim::TraceHost& host : run->trace().header.hosts)
        names << QString::fromStdString(host.name);
    return names;
}

bool QueueScene::isFlooded() const {
    return story.flood_from && *story.flood_from <= now && now <= *story.flood_to;
}

QueueStage::QueueStage(ViewState& state, QWidget* parent) : Card(state, parent) {
    setMouseTracking(true);
    connect(&state, &ViewState::themeChanged, this, &QueueStage::layOut);
}

void QueueStage::show(std::shared_ptr<const QueueScene> scene) {
    const auto sizes = [](const std::shared_ptr<const QueueScene>& shown) {
        return shown ? std::array{shown->moment.syn.most, shown->moment.accept.most,
                                  static_cast<std::uint32_t>(shown->story.visits.size())}
                     : std::array<std::uint32_t, 3>{};
    };
    const bool other = sizes(scene) != sizes(scene_);
    scene_ = std::move(scene);
    if (other)
        layOut();
    else
        retitle();
    update();
}

void QueueStage::retitle() {
    if (!scene_) return;
    const QStringList names = scene_->hostNames();
    setTitle(tr("The listener of %1, port %2")
                 .arg(names.value(scene_->story.host), QString::number(scene_->story.port)));
    setNote(noteText());
}

QString QueueStage::noteText() const {
    const std::vector<SlotFigure>& figures = scene_->moment.syn.figures;
    if (!figures.empty() && figures.front().owner == SlotOwner::unknown)
        return tr("this stage counts the entries, it does not show them");
    if (shapes_.syn.grid.detail == SlotDetail::ring)
        return tr("ring: time until the SYN ACK is sent again · number: retries left");
    return tr("height: time until the SYN ACK is sent again");
}

void QueueStage::layOut() {
    if (scene_)
        shapes_ = layoutQueueStage(QRectF(contentArea()), scene_->moment.syn.most,
                                   scene_->moment.accept.most, scene_->story.visits.size(),
                                   theme().type_factor);
    retitle();
    update();
}

void QueueStage::paintEvent(QPaintEvent* event) {
    Card::paintEvent(event);
    if (!scene_) return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QueueStagePainter(painter, theme(), *scene_, shapes_).paint();
}

void QueueStage::resizeEvent(QResizeEvent* event) {
    Card::resizeEvent(event);
    layOut();
}

bool QueueStage::event(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retitle();
    if (event->type() != QEvent::ToolTip || !scene_) return Card::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    QToolTip::showText(help->globalPos(), tipAt(help->pos()), this);
    return true;
}

QString QueueStage::tipAt(QPointF point) const {
    const QString syn = tipIn(shapes_.syn, scene_->moment.syn, point);
    return syn.isEmpty() ? tipIn(shapes_.accept, scene_->moment.accept, point) : syn;
}

} // namespace ui
