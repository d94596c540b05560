#include "ui/view/scenario_card.h"

#include "ui/layout/ladder_layout.h"
#include "ui/model/language.h"
#include "ui/theme/fonts.h"
#include "ui/view/ladder_painter.h"

#include <algorithm>
#include <utility>

#include <QPainter>
#include <QPainterPath>
#include <QTextLayout>

namespace ui {

namespace {

constexpr qreal radius = 10;
constexpr int picture_height = 164;
constexpr qreal inset = 16;
/// The picture is drawn from a ladder of this width, made smaller.
constexpr qreal drawn_width = 560;
constexpr qreal margin_of_picture = 26;

/// What is left of a ladder when it is too small for words.
void takeWordsAway(LadderShapes& shapes) {
    shapes.sides.clear();
    shapes.ticks.clear();
    shapes.timers.clear();
    for (FoldBand& fold : shapes.folds)
        fold.text.clear();
    for (Arrow& arrow : shapes.arrows) {
        arrow.label.reset();
        arrow.loss.reset();
    }
}

/// Text in as many lines as fit, the last one cut with an ellipsis. Returns the height it took.
qreal paintLines(QPainter& painter, const QString& text, const QRectF& area) {
    const QFontMetricsF metrics(painter.font());
    const qreal line_height = metrics.height() * 1.08;
    QTextLayout layout(text, painter.font());
    layout.beginLayout();
    qreal y = area.top();
    while (y + line_height <= area.bottom() + 1) {
        QTextLine line = layout.createLine();
        if (!line.isValid()) break;
        line.setLineWidth(area.width());
        const bool last = y + 2 * line_height > area.bottom() + 1;
        const QString words =
            last ? metrics.elidedText(text.mid(line.textStart()), Qt::ElideRight, area.width())
                 : text.mid(line.textStart(), line.textLength());
        painter.drawText(QRectF(area.left(), y, area.width(), line_height),
                         Qt::AlignLeft | Qt::AlignVCenter, words);
        y += line_height;
    }
    layout.endLayout();
    return y - area.top();
}

} // namespace

ScenarioCard::ScenarioCard(ViewState& state, sim::Scenario scenario, QWidget* parent)
    : QAbstractButton(parent),
      state_(state),
      scenario_(std::move(scenario)),
      run_(Run::played(scenario_)) {
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(QString::fromStdString(scenario_.title.en));
    connect(&state_, &ViewState::themeChanged, this, &ScenarioCard::forgetPicture);
}

void ScenarioCard::forgetPicture() {
    picture_ = {};
    update();
}

QPixmap ScenarioCard::drawPicture(QSize size) const {
    const qreal scale = size.width() / drawn_width;
    Theme theme = state_.theme();
    theme.stroke_factor = 1.5;
    const LadderGeometry natural(*run_, drawn_width, 1, theme);
    const qreal tall = natural.yOf(run_->stageMap().end()) - natural.yOf(0);
    const qreal wanted = size.height() / scale - 2 * margin_of_picture;
    const LadderGeometry geometry(*run_, drawn_width, std::min(1.0, wanted / tall), theme);
    const LadderIndex index = indexOf(*run_);
    const LadderSource source{*run_, index, geometry, theme, Numbers::relative};
    LadderShapes shapes = layoutLadder(source, wholeOf(*run_));
    takeWordsAway(shapes);
    LadderMoment end;
    end.cursor = run_->trace().last();
    end.stage = run_->stageMap().end();
    end.time = run_->end();
    QPixmap picture(size * devicePixelRatioF());
    picture.setDevicePixelRatio(devicePixelRatioF());
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.scale(scale, scale);
    painter.translate(-geometry.axisWidth() / 2, margin_of_picture - LadderGeometry::top_space);
    const QRectF all(0, -LadderGeometry::top_space, drawn_width, 2 * size.height() / scale);
    LadderPainter(painter, source, shapes, end).paintThumbnail(all);
    return picture;
}

void ScenarioCard::paintEvent(QPaintEvent*) {
    const Theme& theme = state_.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(1, 1, -1, -1);
    const bool marked = underMouse() || hasFocus();
    painter.setBrush(theme.card);
    painter.setPen(QPen(marked ? theme.accent : theme.border, marked ? 1.8 : 1));
    painter.drawRoundedRect(box, radius, radius);
    const QRectF picture = box.adjusted(inset, inset, -inset, 0);
    const QSize size(static_cast<int>(picture.width()), picture_height);
    if (picture_.isNull()) picture_ = drawPicture(size);
    QPainterPath frame;
    frame.addRoundedRect(QRectF(picture.topLeft(), size), 8, 8);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.field);
    painter.drawPath(frame);
    painter.save();
    painter.setClipPath(frame);
    painter.drawPixmap(picture.topLeft(), picture_);
    painter.restore();
    if (!scenario_.model_only.empty()) paintModelOnly(painter, picture);
    paintWords(painter, box.adjusted(inset, inset + picture_height + 10, -inset, -10));
}

/// A mark in the picture's corner: no kernel can play this.
void ScenarioCard::paintModelOnly(QPainter& painter, const QRectF& picture) const {
    const Theme& theme = state_.theme();
    painter.setFont(sansFont(theme, 12, Weight::bold));
    const QString text = tr("model only");
    const QFontMetricsF metrics(painter.font());
    const QSizeF size(metrics.horizontalAdvance(text) + 16, metrics.height() + 6);
    const QRectF box(picture.right() - size.width() - 8, picture.top() + 8, size.width(),
                     size.height());
    painter.setPen(QPen(theme.border, 1));
    painter.setBrush(theme.card);
    painter.drawRoundedRect(box, size.height() / 2, size.height() / 2);
    painter.setPen(theme.second_text);
    painter.drawText(box, Qt::AlignCenter, text);
}

void ScenarioCard::paintWords(QPainter& painter, const QRectF& area) const {
    const Theme& theme = state_.theme();
    const bool chinese = shownLanguage() == Language::chinese;
    const std::string& title = chinese ? scenario_.title.zh : scenario_.title.en;
    const std::string& text = chinese ? scenario_.text.zh : scenario_.text.en;
    painter.setFont(sansFont(theme, 15.5, Weight::bold));
    painter.setPen(theme.text);
    const qreal title_height = QFontMetricsF(painter.font()).height() * 2.2;
    const qreal taken = paintLines(painter, QString::fromStdString(title),
                                   QRectF(area.topLeft(), QSizeF(area.width(), title_height)));
    painter.setFont(sansFont(theme, 13));
    painter.setPen(theme.second_text);
    paintLines(painter, QString::fromStdString(text).simplified(),
               area.adjusted(0, taken + 4, 0, 0));
}

void ScenarioCard::resizeEvent(QResizeEvent*) {
    forgetPicture();
}
void ScenarioCard::enterEvent(QEnterEvent*) {
    update();
}
void ScenarioCard::leaveEvent(QEvent*) {
    update();
}

void ScenarioCard::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) update();
    QAbstractButton::changeEvent(event);
}

} // namespace ui
