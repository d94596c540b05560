#include "ui/view/load_rows.h"

#include "ui/theme/fonts.h"
#include "ui/view/status_sign.h"

#include <algorithm>
#include <utility>

#include <QFontMetricsF>
#include <QScrollBar>

namespace ui {

namespace {

constexpr double line_height = 28;
constexpr int head_height = 24;
constexpr int wrapped = Qt::TextWordWrap | Qt::AlignLeft | Qt::AlignTop;
/// Lower than any text is.
constexpr double endless = 10'000;

QFont wordsFont(const Theme& theme) {
    return sansFont(theme, 12.5);
}

QFont valueFont(const Theme& theme) {
    return monoFont(theme, 12.5, Weight::bold);
}

LoadTableFonts fontsOf(const Theme& theme) {
    const QFontMetricsF value{valueFont(theme)};
    const QFontMetricsF words{wordsFont(theme)};
    return {
        .value_width = [value](const QString& text) { return value.horizontalAdvance(text) + 2; },
        .words_height =
            [words](const QString& text, double width) {
                return words.boundingRect(QRectF{0, 0, width, endless}, wrapped, text).height();
            },
        .line = line_height * theme.type_factor};
}

} // namespace

LoadRows::LoadRows(ViewState& state, QWidget* parent) : QAbstractScrollArea(parent), state_(state) {
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setAutoFillBackground(false);
    connect(&state_, &ViewState::themeChanged, this, &LoadRows::layOut);
}

void LoadRows::show(std::vector<LoadLine> lines) {
    lines_ = std::move(lines);
    layOut();
}

int LoadRows::headHeight() const {
    return qRound(head_height * state_.theme().type_factor);
}

void LoadRows::layOut() {
    shapes_ = layoutLoadTable(lines_, viewport()->width(), fontsOf(state_.theme()));
    const int room = viewport()->height() - headHeight();
    verticalScrollBar()->setRange(0, std::max(0, qCeil(shapes_.height) - room));
    verticalScrollBar()->setPageStep(room);
    verticalScrollBar()->setSingleStep(qRound(line_height));
    viewport()->update();
}

void LoadRows::paintEvent(QPaintEvent*) {
    if (lines_.empty()) return;
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    paintHead(painter);
    painter.setClipRect(viewport()->rect().adjusted(0, headHeight(), 0, 0));
    const double top = verticalScrollBar()->value();
    painter.translate(0, headHeight() - top);
    for (std::size_t place = 0; place < lines_.size(); ++place) {
        const LoadRowShape& shape = shapes_.rows.at(place);
        if (shape.band.bottom() < top || shape.band.top() > top + viewport()->height()) continue;
        paintRow(painter, shape, lines_.at(place));
    }
}

void LoadRows::paintHead(QPainter& painter) const {
    painter.setFont(wordsFont(state_.theme()));
    painter.setPen(state_.theme().second_text);
    const auto above = [&](double right, const QString& text) {
        painter.drawText(QRectF(0, 0, right, headHeight()), Qt::AlignRight | Qt::AlignVCenter,
                         text);
    };
    above(shapes_.model_right, tr("model"));
    above(shapes_.kernel_right, tr("kernel"));
}

/// What differs stands on a band in the colour of its status.
void LoadRows::paintRow(QPainter& painter, const LoadRowShape& shape, const LoadLine& line) const {
    const Theme& theme = state_.theme();
    const QColor hue = hueOf(theme, line.status);
    const bool differs = line.status != sim::PairStatus::matched;
    if (differs) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(mixed(theme.card, hue, 0.13));
        painter.drawRoundedRect(shape.band, 6, 6);
    }
    paintStatusSign(painter, theme, line.status, shape.sign);
    painter.setPen(theme.text);
    painter.setFont(sansFont(theme, 13, differs ? Weight::bold : Weight::normal));
    const QFontMetricsF metrics(painter.font());
    painter.drawText(shape.what, Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(line.what, Qt::ElideRight, shape.what.width()));
    painter.setFont(differs ? valueFont(theme) : monoFont(theme, 12.5));
    painter.drawText(shape.model, Qt::AlignRight | Qt::AlignVCenter, line.model);
    painter.drawText(shape.kernel, Qt::AlignRight | Qt::AlignVCenter, line.kernel);
    painter.setFont(wordsFont(theme));
    painter.setPen(theme.second_text);
    painter.drawText(shape.words, wrapped, line.words);
    painter.setPen(theme.text);
    painter.drawText(shape.reason, wrapped, line.reason);
}

void LoadRows::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    layOut();
}

} // namespace ui
