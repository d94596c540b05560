#include "sim/trace/frames.h"
#include "ui/layout/time_text.h"
#include "ui/theme/fonts.h"
#include "ui/view/ladder_painter.h"

#include <algorithm>
#include <set>

#include <QCoreApplication>
#include <QFontMetricsF>

namespace ui {

namespace {

constexpr qreal height = 94;
constexpr qreal box_top = 15;
constexpr qreal box_height = 60;

/// Both sides connect and nobody listens: there is neither client nor server.
bool isAmongEquals(const sim::Trace& trace) {
    std::set<std::uint16_t> connecting;
    for (const sim::CallEvent& call : trace.calls) {
        if (call.name == "listen") return false;
        if (call.name == "connect") connecting.insert(call.program);
    }
    return connecting.size() > 1;
}

QString hostTitle(const sim::Trace& trace, sim::HostId host) {
    QString name = QString::fromStdString(trace.header.hosts.at(host).name);
    if (name.size() > 1 || host > 1 || isAmongEquals(trace)) return name;
    if (sim::counts_frames(trace) && !trace.conversations.empty())
        return trace.conversation(1).side_of(host) == sim::Side::opener
                   ? QCoreApplication::translate("ui::Ladder", "Sender")
                   : QCoreApplication::translate("ui::Ladder", "Receiver");
    return host == 0 ? QCoreApplication::translate("ui::Ladder", "Client")
                     : QCoreApplication::translate("ui::Ladder", "Server");
}

QString hostAddress(const sim::Trace& trace, sim::HostId host) {
    QString text = QString::fromStdString(sim::to_text(trace.header.hosts.at(host).address));
    if (trace.conversations.empty()) return text;
    for (const sim::ConversationEnd& end : trace.conversations.front().ends)
        if (end.host == host && end.endpoint.port != 0)
            text += QStringLiteral(":%1").arg(end.endpoint.port);
    return text;
}

void paintBadge(QPainter& painter, const Theme& theme, sim::HostId host, const QRectF& box) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.ofHost(host));
    if (host == 0)
        painter.drawEllipse(box);
    else
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 5, 5);
    painter.setPen(theme.onHue());
    painter.setFont(sansFont(theme, 17, Weight::bold));
    painter.drawText(box, Qt::AlignCenter, QString(QChar('A' + host)));
}

void paintHost(QPainter& painter, const LadderSource& source, sim::HostId host, const QRectF& box) {
    const Theme& theme = source.theme;
    const qreal factor = theme.type_factor;
    const QColor& hue = theme.ofHost(host);
    painter.setPen(QPen(hue, 1.6 * theme.stroke_factor));
    painter.setBrush(mixed(theme.card, hue, 0.10));
    painter.drawRoundedRect(box, 8, 8);
    const qreal badge = 34 * factor;
    paintBadge(painter, theme, host,
               QRectF(box.left() + 13 * factor, box.center().y() - badge / 2, badge, badge));
    const QRectF words = box.adjusted(57 * factor, 8 * factor, -6, -8 * factor);
    painter.setFont(sansFont(theme, type_size::host, Weight::bold));
    painter.setPen(theme.text);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignTop, hostTitle(source.run.trace(), host));
    painter.setFont(monoFont(theme, type_size::numbers));
    painter.setPen(theme.second_text);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignBottom, hostAddress(source.run.trace(), host));
}

QString stageText(const sim::TraceHeader& header) {
    switch (header.stage) {
    case sim::Provenance::model: return QCoreApplication::translate("ui::Ladder", "model");
    case sim::Provenance::observed:
    case sim::Provenance::inferred: break;
    }
    for (const sim::Fact& fact : header.environment)
        if (fact.name == "kernel")
            return QStringLiteral("Linux ") + QString::fromStdString(fact.value);
    return QCoreApplication::translate("ui::Ladder", "kernel");
}

/// What lies between the hosts: how long it takes, and which stage played.
void paintBetween(QPainter& painter, const LadderSource& source, const QRectF& area) {
    if (area.width() < 120) return;
    const Theme& theme = source.theme;
    const sim::TraceHeader& header = source.run.trace().header;
    painter.setFont(sansFont(theme, type_size::small));
    painter.setPen(theme.second_text);
    QString delay = header.link_delay.count() > 0
                        ? QCoreApplication::translate("ui::Ladder", "one-way delay %1")
                              .arg(durationText(header.link_delay))
                        : QCoreApplication::translate("ui::Ladder", "no delay");
    if (QFontMetricsF(painter.font()).horizontalAdvance(delay) > area.width() - 8)
        delay = durationText(header.link_delay); // the arrow below says what it is
    const qreal middle = area.center().y();
    painter.drawText(QRectF(area.left(), middle - 26, area.width(), 22), Qt::AlignCenter, delay);
    painter.setPen(theme.third_text);
    QString stage = stageText(header);
    if (!header.profile.empty())
        stage += QStringLiteral(" · ") + QString::fromStdString(header.profile);
    for (const sim::Fact& fact : header.environment)
        if (fact.name == "window")
            stage += QStringLiteral(" · ")
                     + QCoreApplication::translate("ui::Ladder", "window %1")
                           .arg(QString::fromStdString(fact.value));
    if (header.stage == sim::Provenance::model
        && QFontMetricsF(painter.font()).horizontalAdvance(stage) > area.width() - 8)
        stage = stage.mid(stage.indexOf(QStringLiteral(" · ")) + 3); // what is played says enough
    painter.drawText(QRectF(area.left(), middle + 6, area.width(), 22), Qt::AlignCenter, stage);
    const qreal half = std::min(110.0, area.width() / 2 - 12);
    const QPointF left(area.center().x() - half, middle + 2);
    const QPointF right(area.center().x() + half, middle + 2);
    painter.setPen(QPen(theme.third_text, 1.2));
    painter.drawLine(left, right);
    for (const auto& [tip, back] : {std::pair{left, 6.0}, std::pair{right, -6.0}}) {
        painter.drawLine(tip, tip + QPointF(back, -3.5));
        painter.drawLine(tip, tip + QPointF(back, 3.5));
    }
}

} // namespace

qreal ladderHeaderHeight(const Theme& theme) {
    return height * theme.type_factor;
}

void paintLadderHeader(QPainter& painter, const LadderSource& source, const QRectF& area) {
    const Theme& theme = source.theme;
    const qreal factor = theme.type_factor;
    const std::vector<qreal>& lines = source.geometry.lifelines();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(area, theme.card);
    painter.setPen(QPen(theme.border, 1));
    painter.drawLine(QLineF(area.left(), area.bottom() - 0.5, area.right(), area.bottom() - 0.5));
    painter.setFont(sansFont(theme, 12));
    painter.setPen(theme.third_text);
    painter.drawText(QRectF(0, area.bottom() - 24, source.geometry.axisWidth() - 4, 20),
                     Qt::AlignRight | Qt::AlignVCenter,
                     TimeFormat(source.run.stageMap().flight()).unit());
    const qreal room = (lines.back() - lines.front()) / static_cast<qreal>(lines.size() - 1);
    const qreal width = std::min(216 * factor, room - 12);
    const std::size_t hosts = std::min(source.run.trace().header.hosts.size(), lines.size());
    for (std::size_t host = 0; host < hosts; ++host) {
        const QRectF box(lines[host] - width / 2, box_top * factor, width, box_height * factor);
        paintHost(painter, source, static_cast<sim::HostId>(host), box);
    }
    if (hosts == 2)
        paintBetween(painter, source,
                     QRectF(lines[0] + width / 2 + 8, box_top * factor, room - width - 16,
                            box_height * factor));
}

} // namespace ui
