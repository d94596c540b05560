#include "ui/view/plot_export.h"

#include "sim/base/assert.h"
#include "ui/theme/fonts.h"
#include "ui/view/plot_painter.h"

#include <algorithm>
#include <cmath>

#include <QFontMetricsF>

namespace ui {

namespace {

constexpr double margin = 16;
constexpr double title_room = 46;
constexpr double name_room = 30;
constexpr double tick_room = 26;
constexpr double tall = 420; ///< of sequence numbers, all in all
constexpr double low = 250;  ///< of all others

/// One plot with its name, legend and ticks, at a height of the sheet.
class PlotOnSheet {
public:
    PlotOnSheet(const PlotSheet& sheet, PlotChart chart, double top)
        : sheet_(sheet), area_(margin, top, sheet.width - 2 * margin, heightOf(chart)) {
        PlotRequest request{.chart = chart,
                            .style = sheet.style,
                            .stages = sheet.stages,
                            .span = sheet.span.value_or(wholeSpan(sheet.stages)),
                            .plot = {},
                            .offset = sheet.offset};
        const QRectF legend_area(area_.left(), area_.top() + name_room, area_.width(), 0);
        PlotShapes sketch;
        sketch.chart = chart;
        sketch.style = sheet.style;
        sketch.unit = unitOf(chart);
        legend_ = layoutLegend(sketch, sheet.stages, std::nullopt, legend_area, sheet.theme);
        const QFontMetricsF metrics(PlotPainter::tickFont(sheet.theme));
        const double left = metrics.horizontalAdvance(QStringLiteral("00.00 Mbit/s")) + 16;
        request.plot = QRectF(QPointF(std::round(left), legend_.bottom + 10),
                              QPointF(area_.right(), area_.bottom() - tick_room));
        shapes_ = layoutPlot(request);
    }

    static double heightOf(PlotChart chart) { return chart == PlotChart::sequence ? tall : low; }

    void paint(QPainter& painter) const {
        const Theme& theme = sheet_.theme;
        const PlotData& told =
            sheet_.stages.model != nullptr ? *sheet_.stages.model : *sheet_.stages.kernel;
        const QRectF row(area_.left(), area_.top(), area_.width(), name_room);
        painter.setFont(sansFont(theme, type_size::card_title, Weight::bold));
        painter.setPen(theme.second_text);
        painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, chartText(shapes_.chart));
        painter.setFont(sansFont(theme, type_size::small));
        painter.setPen(theme.third_text);
        painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter,
                         noteOf(shapes_, sheet_.stages, [](const QString&) { return true; }));
        PlotPainter plots(painter, theme, {told.sender, told.receiver});
        plots.paintPlot(shapes_);
        painter.setRenderHint(QPainter::Antialiasing);
        plots.paintTicks(shapes_, {});
        plots.paintLegend(legend_);
    }

private:
    const PlotSheet& sheet_;
    QRectF area_;
    PlotShapes shapes_;
    PlotLegend legend_;
};

void paintTitle(QPainter& painter, const PlotSheet& sheet) {
    const QFont font = sansFont(sheet.theme, type_size::lesson_title, Weight::bold);
    const QRectF row(margin, 0, sheet.width - 2 * margin, title_room);
    painter.setFont(font);
    painter.setPen(sheet.theme.text);
    painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(font).elidedText(sheet.title, Qt::ElideRight, row.width()));
}

} // namespace

QString keyOf(PlotChart chart) {
    switch (chart) {
    case PlotChart::sequence: return QStringLiteral("sequence");
    case PlotChart::congestion: return QStringLiteral("congestion");
    case PlotChart::round_trip: return QStringLiteral("round-trip");
    case PlotChart::windows: return QStringLiteral("windows");
    case PlotChart::throughput: return QStringLiteral("throughput");
    }
    sim::unreachable();
}

sim::Expected<void> exportPlots(const PlotSheet& sheet, const QString& file) {
    std::vector<PlotOnSheet> plots;
    double bottom = sheet.title.isEmpty() ? 0 : title_room;
    for (const PlotChart chart : sheet.charts) {
        plots.emplace_back(sheet, chart, bottom);
        bottom += PlotOnSheet::heightOf(chart);
    }
    const auto paint = [&](QPainter& painter) {
        painter.fillRect(QRectF(0, 0, sheet.width, bottom + margin), sheet.theme.card);
        if (!sheet.title.isEmpty()) paintTitle(painter, sheet);
        for (const PlotOnSheet& plot : plots)
            plot.paint(painter);
    };
    return writePicture({.title = sheet.title,
                         .theme = sheet.theme,
                         .width = static_cast<qreal>(sheet.width),
                         .whole = {bottom + margin, paint},
                         .pages = {}},
                        file);
}

} // namespace ui
