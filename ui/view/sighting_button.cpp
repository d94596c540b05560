#include "ui/view/sighting_button.h"

#include "ui/model/language.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"

#include <utility>

#include <QPainter>

namespace ui {

SightingButton::SightingButton(ViewState& state, ScenarioSighting sighting, QWidget* parent)
    : QAbstractButton(parent), state_(state), sighting_(std::move(sighting)) {
    setText(titleOf(sighting_));
    setObjectName(QStringLiteral("sighting-") + sighting_.scenario);
    setAccessibleName(text());
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
}

QString titleOf(const ScenarioSighting& sighting) {
    const bool chinese = shownLanguage() == Language::chinese;
    const QString& title = chinese ? sighting.chinese : sighting.english;
    return title.isEmpty() ? sighting.scenario : title;
}

QSize SightingButton::sizeHint() const {
    return {240, qRound(34 * state_.theme().type_factor)};
}

void SightingButton::paintEvent(QPaintEvent*) {
    const Theme& theme = state_.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool lit = hasFocus() || underMouse();
    painter.setPen(QPen(lit ? theme.accent : theme.border, hasFocus() ? 1.6 : 1));
    painter.setBrush(lit ? mixed(theme.field, theme.accent, 0.12) : theme.field);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.8, 0.8, -0.8, -0.8), 7, 7);
    paintIcon(painter, Icon::play, QRectF(8, (height() - 16) / 2.0, 16, 16), theme.accent);
    const QString record = QStringLiteral("#%1").arg(sighting_.record);
    painter.setFont(monoFont(theme, 11.5));
    painter.setPen(theme.third_text);
    painter.drawText(rect().adjusted(0, 0, -10, 0), Qt::AlignRight | Qt::AlignVCenter, record);
    const int right = painter.fontMetrics().horizontalAdvance(record) + 18;
    const QRect room = rect().adjusted(30, 0, -right, 0);
    painter.setFont(sansFont(theme, 13));
    painter.setPen(theme.text);
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, room.width()));
}

void SightingButton::enterEvent(QEnterEvent*) {
    update();
}
void SightingButton::leaveEvent(QEvent*) {
    update();
}

} // namespace ui
