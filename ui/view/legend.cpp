#include "ui/view/legend.h"

#include "ui/theme/fonts.h"
#include "ui/view/message_painter.h"

#include <array>
#include <cstdint>

#include <QPainter>

namespace ui {

namespace {

constexpr int row_height = 27;
constexpr int title_height = 28;
constexpr int sample_width = 36;

enum class Sample : std::uint8_t { plain, again, lost, message };

struct LegendEntry {
    SegmentKind kind;
    Sample sample;
    QString name;
};

void paintSample(QPainter& painter, const Theme& theme, const LegendEntry& entry, QPointF left) {
    const QColor& hue = hueOf(theme, entry.kind, 0);
    const QPointF right = left + QPointF(sample_width, 0);
    if (entry.sample == Sample::message) {
        MessagePainter(painter, theme, {}).paintSample({left + QPointF(6, 0), right});
        return;
    }
    QPen pen(hue, strokeOf(theme, entry.kind) * 0.8);
    pen.setCapStyle(Qt::FlatCap);
    if (entry.sample == Sample::again) pen.setDashPattern({5, 2.2});
    painter.setPen(pen);
    if (entry.sample == Sample::lost) {
        painter.drawLine(left, left + QPointF(sample_width * 0.62, 0));
        const QPointF cross = left + QPointF(sample_width * 0.78, 0);
        painter.setPen(QPen(theme.alarm, 2, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(cross - QPointF(4, 4), cross + QPointF(4, 4));
        painter.drawLine(cross - QPointF(4, -4), cross + QPointF(4, -4));
        return;
    }
    painter.drawLine(left, right - QPointF(entry.sample == Sample::again ? 0 : 7, 0));
    if (entry.sample == Sample::again) return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(hue);
    painter.drawPolygon(QPolygonF{{right},
                                  {right + QPointF(-10, -4.5)},
                                  {right + QPointF(-7, 0)},
                                  {right + QPointF(-10, 4.5)}});
}

} // namespace

Legend::Legend(ViewState& state, QWidget* parent) : QWidget(parent), state_(state) {
    connect(&state_, &ViewState::themeChanged, this, qOverload<>(&QWidget::update));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize Legend::sizeHint() const {
    return {240, title_height + 4 * row_height};
}

void Legend::paintEvent(QPaintEvent*) {
    const Theme& theme = state_.theme();
    const std::array<LegendEntry, 8> entries{
        LegendEntry{SegmentKind::syn, Sample::plain, QStringLiteral("SYN")},
        LegendEntry{SegmentKind::data, Sample::plain, tr("data")},
        LegendEntry{SegmentKind::ack, Sample::plain, QStringLiteral("ACK")},
        LegendEntry{SegmentKind::fin, Sample::plain, QStringLiteral("FIN")},
        LegendEntry{SegmentKind::rst, Sample::plain, QStringLiteral("RST")},
        LegendEntry{SegmentKind::data, Sample::again, tr("sent again")},
        LegendEntry{SegmentKind::data, Sample::lost, tr("lost")},
        LegendEntry{SegmentKind::rst, Sample::message, QStringLiteral("ICMP")}};
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(sansFont(theme, type_size::card_title, Weight::bold));
    painter.setPen(theme.second_text);
    painter.drawText(QRect(0, 0, width(), title_height), Qt::AlignLeft | Qt::AlignVCenter,
                     tr("How to read the lines"));
    for (std::size_t n = 0; n < entries.size(); ++n) {
        const qreal x = n % 2 == 0 ? 0 : width() / 2.0;
        const std::size_t row = n / 2;
        const qreal y = title_height + row_height * (static_cast<qreal>(row) + 0.5);
        paintSample(painter, theme, entries.at(n), {x, y});
        painter.setFont(sansFont(theme, 13.5));
        painter.setPen(theme.text);
        const QRectF words(x + sample_width + 10, y - 12, width() / 2.0 - sample_width - 10, 24);
        painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, entries.at(n).name);
    }
}

} // namespace ui
