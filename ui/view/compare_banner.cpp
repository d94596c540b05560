#include "ui/view/compare_banner.h"

#include "sim/base/assert.h"
#include "ui/theme/fonts.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace ui {

namespace {

constexpr int sign_room = 64; ///< left of the words

QString buttonSheet(const Theme& theme) {
    return QStringLiteral(
               "QPushButton { color: %1; background: %2; border: none; border-radius: 8px;"
               " padding: 9px 20px; }"
               "QPushButton:hover, QPushButton:focus { border: 2px solid %3;"
               " padding: 7px 18px; }")
        .arg(theme.onHue().name(), theme.accent.name(), theme.text.name());
}

QString barSheet(const Theme& theme) {
    return QStringLiteral("QProgressBar { background: %1; border: none; border-radius: 3px; }"
                          "QProgressBar::chunk { background: %2; border-radius: 3px; }")
        .arg(theme.field.name(), theme.accent.name());
}

/// A check mark of its own: fonts disagree about how one looks.
void paintCheck(QPainter& painter, QPointF centre, const QColor& hue) {
    painter.setPen(QPen{hue, 3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin});
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(QPolygonF{
        {centre + QPointF{-7.5, 0.5}, centre + QPointF{-2.5, 5.5}, centre + QPointF{7.5, -5}}});
}

sim::PairStatus outcomeOf(const sim::Diff& diff) {
    if (diff.unexplained > 0) return sim::PairStatus::unexplained;
    return diff.explained > 0 ? sim::PairStatus::explained : sim::PairStatus::matched;
}

} // namespace

CompareBanner::CompareBanner(ViewState& state, QWidget* parent)
    : Card(state, parent),
      headline_(new ThemedLabel(state, {Ink::text, 17, Weight::bold}, this)),
      details_(new ThemedLabel(state, {Ink::second_text, 13}, this)),
      busy_(new QProgressBar),
      button_(new QPushButton) {
    details_->setWordWrap(true);
    details_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    busy_->setRange(0, 0);
    busy_->setTextVisible(false);
    busy_->setFixedHeight(6);
    auto* words = new QVBoxLayout;
    words->setSpacing(3);
    words->addWidget(headline_);
    words->addWidget(details_);
    words->addWidget(busy_);
    auto* row = new QHBoxLayout{this};
    setContentsMargins(sign_room, 12, inset, 12);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(18);
    row->addLayout(words, 1);
    row->addWidget(button_, 0, Qt::AlignVCenter);
    connect(button_, &QPushButton::clicked, this, &CompareBanner::press);
    connect(&state, &ViewState::themeChanged, this, &CompareBanner::applyTheme);
    applyTheme();
    showEmpty();
}

void CompareBanner::applyTheme() {
    const Theme& look = theme();
    button_->setFont(sansFont(look, 13.5, Weight::bold));
    button_->setStyleSheet(buttonSheet(look));
    busy_->setStyleSheet(barSheet(look));
}

void CompareBanner::press() {
    if (stage_ == CompareStage::playing)
        emit cancelRequested();
    else
        emit playRequested();
}

void CompareBanner::showStage(CompareStage stage, const QString& headline, const QString& details) {
    stage_ = stage;
    headline_->setText(headline);
    details_->setText(details);
    details_->setVisible(!details.isEmpty());
    const bool playing = stage == CompareStage::playing;
    busy_->setVisible(playing);
    button_->setText(playing                        ? tr("Cancel")
                     : stage == CompareStage::empty ? tr("Play the kernel")
                                                    : tr("Play the kernel again"));
    update();
}

void CompareBanner::showEmpty() {
    showStage(CompareStage::empty, tr("The same scenario, on the real Linux kernel"),
              tr("It runs in private network namespaces on this machine; no packet leaves it."));
}

void CompareBanner::showPlaying(const QString& progress) {
    showStage(CompareStage::playing, tr("The kernel is playing …"), progress);
}

void CompareBanner::showOutcome(const Comparison& comparison, KernelSource source,
                                const QString& remedy) {
    outcome_ = outcomeOf(comparison.diff);
    QStringList details{countsText(comparison.diff)};
    const QString stage = stageText(comparison.kernel->trace().header);
    switch (source) {
    case KernelSource::played: details << stage; break;
    case KernelSource::recorded: details << tr("recorded on %1").arg(stage); break;
    }
    QString text = details.join(QStringLiteral("  ·  "));
    if (!remedy.isEmpty()) text += QLatin1Char('\n') + remedy;
    showStage(CompareStage::compared, outcomeText(comparison.diff), text);
}

void CompareBanner::showTrouble(const QString& text) {
    showStage(CompareStage::no_kernel, tr("The kernel could not be played"), text);
}

void CompareBanner::paintEvent(QPaintEvent* event) {
    Card::paintEvent(event);
    QPainter painter{this};
    painter.setRenderHint(QPainter::Antialiasing);
    QRectF circle{0, 0, 34, 34};
    circle.moveCenter({sign_room / 2.0 + 1, height() / 2.0});
    const bool settled = stage_ == CompareStage::compared;
    const bool good = settled && outcome_ != sim::PairStatus::unexplained;
    const bool bad = stage_ == CompareStage::no_kernel || (settled && !good);
    const QColor hue = good ? theme().opening : bad ? theme().alarm : theme().accent;
    painter.setPen(QPen{hue, 2});
    painter.setBrush(theme().tint(hue));
    painter.drawEllipse(circle);
    if (good) {
        paintCheck(painter, circle.center(), hue);
        return;
    }
    painter.setFont(sansFont(theme(), 18, Weight::bold));
    painter.setPen(hue);
    painter.drawText(circle, Qt::AlignCenter,
                     settled ? QStringLiteral("≠")
                     : bad   ? QStringLiteral("!")
                             : QStringLiteral("="));
}

} // namespace ui
