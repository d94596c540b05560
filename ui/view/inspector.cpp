#include "ui/view/inspector.h"

#include "ui/theme/fonts.h"
#include "ui/view/inspector_painter.h"

#include <utility>

#include <QDesktopServices>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QUrl>

namespace ui {

namespace {

constexpr int least_height = 64; ///< room for what to do while there is nothing to inspect

} // namespace

InspectorSheet::InspectorSheet(ViewState& state, QWidget* parent) : QWidget(parent), state_(state) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
}

void InspectorSheet::show(Inspection inspection) {
    inspection_ = std::move(inspection);
    layOut();
}

void InspectorSheet::layOut() {
    const Theme& theme = state_.theme();
    shapes_ = layoutInspector(inspection_, width(),
                              [&theme](const QString& text, TextRole role, double width) {
                                  return inspectorTextSize(theme, text, role, width);
                              });
    setFixedHeight(std::max(least_height, qCeil(shapes_.height)));
    update();
}

void InspectorSheet::paintEvent(QPaintEvent*) {
    QPainter painter{this};
    painter.setRenderHint(QPainter::Antialiasing);
    if (inspection_.badge == BadgeKind::none) {
        painter.setFont(sansFont(state_.theme(), 13.5));
        painter.setPen(state_.theme().third_text);
        painter.drawText(rect(), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
                         tr("Nothing yet. Step on with the arrow keys, or click a segment."));
        return;
    }
    for (const LinkShape& link : shapes_.links)
        if (link.record == pointed_) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(mixed(state_.theme().card, state_.theme().accent, 0.16));
            painter.drawRoundedRect(link.rect.adjusted(-4, 0, 4, 0), 5, 5);
        }
    InspectorPainter{painter, state_.theme()}.paint(inspection_, shapes_);
}

sim::RecordId InspectorSheet::linkAt(QPointF point) const {
    for (const LinkShape& link : shapes_.links)
        if (link.rect.contains(point)) return link.record;
    return 0;
}

void InspectorSheet::leaveEvent(QEvent*) {
    pointed_ = 0;
    state_.setHover(0);
    update();
}

void InspectorSheet::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (event->oldSize().width() != width()) layOut();
}

void InspectorSheet::mouseMoveEvent(QMouseEvent* event) {
    pointed_ = linkAt(event->position());
    state_.setHover(pointed_);
    update();
    const bool on_link = pointed_ != 0 || shapes_.link.contains(event->position());
    setCursor(on_link ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void InspectorSheet::mousePressEvent(QMouseEvent* event) {
    if (const sim::RecordId record = linkAt(event->position()))
        emit recordChosen(record);
    else if (shapes_.link.contains(event->position()))
        QDesktopServices::openUrl(QUrl{inspection_.link});
    else
        QWidget::mousePressEvent(event);
}

/// Return opens the clause, as a click on it does.
void InspectorSheet::keyPressEvent(QKeyEvent* event) {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && !inspection_.link.isEmpty())
        QDesktopServices::openUrl(QUrl{inspection_.link});
    else
        QWidget::keyPressEvent(event);
}

InspectorCard::InspectorCard(ViewState& state, QWidget* parent)
    : Card(state, parent),
      scroll_(new QScrollArea{this}),
      sheet_(new InspectorSheet{state}),
      numbers_(new QToolButton{this}) {
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->setWidgetResizable(true);
    scroll_->setWidget(sheet_);
    scroll_->viewport()->setAutoFillBackground(false);
    sheet_->setAutoFillBackground(false);
    connect(sheet_, &InspectorSheet::recordChosen, this, &InspectorCard::recordChosen);
    connect(numbers_, &QToolButton::clicked, this, &InspectorCard::switchNumbers);
    connect(&state, &ViewState::runChanged, this, &InspectorCard::inspectAgain);
    connect(&state, &ViewState::cursorChanged, this, &InspectorCard::follow);
    connect(&state, &ViewState::selectionChanged, this, &InspectorCard::follow);
    connect(&state, &ViewState::numbersChanged, this, &InspectorCard::retranslate);
    connect(&state, &ViewState::themeChanged, this, &InspectorCard::applyTheme);
    applyTheme();
    retranslate();
}

void InspectorCard::retranslate() {
    setTitle(tr("Segment inspector"));
    numbers_->setText(state().numbers() == Numbers::relative ? tr("relative") : tr("absolute"));
    numbers_->setToolTip(
        tr("Count sequence numbers from the first one, or show them as they are on "
           "the wire"));
    inspectAgain();
    placeChildren();
}

void InspectorCard::follow() {
    const auto& run = state().run();
    const sim::RecordId wanted =
        run ? inspectedRecord(*run, state().selection(), state().cursor()) : 0;
    if (wanted != record_ || state().chain().consequences.size() != consequences_) inspectAgain();
}

void InspectorCard::inspectAgain() {
    const auto& run = state().run();
    const sim::RecordId before = record_;
    record_ = run ? inspectedRecord(*run, state().selection(), state().cursor()) : 0;
    consequences_ = state().chain().consequences.size();
    sheet_->show(
        run ? inspect(*run, record_, state().numbers(), state().narrator(), state().cursor())
            : Inspection{});
    setNote(inspection().note);
    if (record_ != before) scroll_->verticalScrollBar()->setValue(0);
    update();
}

void InspectorCard::applyTheme() {
    const Theme& look = theme();
    numbers_->setFont(sansFont(look, 11.5));
    numbers_->setStyleSheet(
        QStringLiteral("QToolButton { color: %1; background: %2; border: 1px solid %3;"
                       " border-radius: 9px; padding: 1px 9px; }"
                       "QToolButton:hover, QToolButton:focus { border-color: %4; color: %5; }")
            .arg(look.second_text.name(), look.field.name(), look.border.name(), look.accent.name(),
                 look.text.name()));
    scroll_->setStyleSheet(
        QStringLiteral("QScrollArea { background: transparent; }"
                       "QScrollBar:vertical { background: transparent; width: 6px; margin: 0; }"
                       "QScrollBar::handle:vertical { background: %1; border-radius: 3px;"
                       " min-height: 24px; }"
                       "QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page,"
                       " QScrollBar::sub-page { background: none; height: 0; }")
            .arg(look.border.name()));
    inspectAgain();
    placeChildren();
}

void InspectorCard::switchNumbers() {
    state().setNumbers(state().numbers() == Numbers::relative ? Numbers::absolute
                                                              : Numbers::relative);
}

void InspectorCard::placeChildren() {
    constexpr int bar = 8; // room for the scroll bar beside the sheet
    const QRect area = contentArea();
    scroll_->setGeometry(area.adjusted(0, 0, bar, inset - 8));
    const QFontMetrics title{sansFont(theme(), type_size::card_title, Weight::bold)};
    const int left = inset + title.horizontalAdvance(tr("Segment inspector")) + 12;
    const QSize size = numbers_->sizeHint();
    numbers_->setGeometry(left, (title_height - size.height()) / 2, size.width(), size.height());
}

void InspectorCard::resizeEvent(QResizeEvent* event) {
    Card::resizeEvent(event);
    placeChildren();
}

void InspectorCard::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    Card::changeEvent(event);
}

} // namespace ui
