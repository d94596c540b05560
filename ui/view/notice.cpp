#include "ui/view/notice.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QStringList>

namespace ui {

Notice::Notice(ViewState& state, QWidget* parent)
    : QWidget(parent),
      state_(state),
      words_(new ThemedLabel(state, {Ink::text, 13.5}, this)),
      close_(new IconButton(state, Icon::close, ButtonShape::tile, this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(20, 6, 8, 6);
    words_->setWordWrap(true);
    words_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    row->addWidget(words_, 1);
    row->addWidget(close_);
    connect(close_, &QAbstractButton::clicked, this, &QWidget::hide);
    connect(&state_, &ViewState::themeChanged, this, qOverload<>(&QWidget::update));
    retranslate();
    hide();
}

void Notice::show(const sim::Error& error) {
    QString place = QString::fromStdString(error.file);
    if (error.line > 0) place += tr(", line %1").arg(error.line);
    if (error.line > 0 && error.column > 0) place += tr(", column %1").arg(error.column);
    QStringList parts;
    if (!place.isEmpty()) parts << QStringLiteral("<b>%1</b>").arg(place.toHtmlEscaped());
    parts << QString::fromStdString(error.message).toHtmlEscaped();
    if (!error.remedy.empty())
        parts << QStringLiteral("<i>%1</i>")
                     .arg(QString::fromStdString(error.remedy).toHtmlEscaped());
    words_->setText(parts.join(QStringLiteral("<br>")));
    setVisible(true);
}

void Notice::paintEvent(QPaintEvent*) {
    const Theme& theme = state_.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.alarm, 1.4));
    painter.setBrush(theme.tint(theme.alarm));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.7, 0.7, -0.7, -0.7), Card::radius,
                            Card::radius);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.alarm);
    painter.drawRoundedRect(QRectF(8, 10, 4, height() - 20), 2, 2);
}

void Notice::retranslate() {
    close_->describe(tr("Close"));
}

void Notice::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

} // namespace ui
