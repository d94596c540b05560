#include "ui/view/choice_box.h"

#include "ui/theme/fonts.h"

#include <algorithm>

#include <QFontMetrics>
#include <QPainter>

namespace ui {

namespace {

constexpr int arrow_room = 24;

} // namespace

ChoiceBox::ChoiceBox(ViewState& state, QWidget* parent) : QComboBox(parent), state_(state) {
    connect(&state_, &ViewState::themeChanged, this, &ChoiceBox::applyTheme);
    applyTheme();
}

void ChoiceBox::applyTheme() {
    setFont(sansFont(state_.theme(), 13));
    updateGeometry();
}

/// The widest entry has room.
QSize ChoiceBox::sizeHint() const {
    const QFontMetrics metrics(sansFont(state_.theme(), 13));
    int width = 0;
    for (int item = 0; item < count(); ++item)
        width = std::max(width, metrics.horizontalAdvance(itemText(item)));
    return {width + arrow_room + 18, metrics.height() + 12};
}

void ChoiceBox::paintEvent(QPaintEvent* event) {
    QComboBox::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor hue = isEnabled() ? state_.theme().second_text : state_.theme().third_text;
    painter.setPen(QPen(hue, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF tip(width() - arrow_room / 2.0, height() / 2.0 + 2.5);
    painter.drawPolyline(QPolygonF{{tip + QPointF(-4.5, -4.5), tip, tip + QPointF(4.5, -4.5)}});
}

} // namespace ui
