#include "ui/view/ladder_export.h"

#include "sim/base/assert.h"
#include "ui/layout/ladder_index.h"
#include "ui/layout/ladder_layout.h"
#include "ui/theme/fonts.h"
#include "ui/view/ladder_painter.h"

#include <algorithm>
#include <cmath>

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QImage>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>

namespace ui {

namespace {

constexpr qreal margin = 16;
constexpr qreal title_room = 46;
/// No picture is taller: painters count in 16 bits here and there.
constexpr qreal most_height = 30'000;
constexpr qreal page_proportion = 1.5; ///< of a page that is one of several, height by width
constexpr int dots_per_inch = 96;
constexpr qreal points_per_dot = 72.0 / dots_per_inch;

sim::Error errorOf(const QString& file, const QString& message, const QString& remedy = {}) {
    return {.message = message.toStdString(),
            .file = file.toStdString(),
            .remedy = remedy.toStdString()};
}

/// A ladder laid out for a sheet: the title, the hosts, and below them the content.
class Sheet {
public:
    Sheet(const Run& run, const LadderSheet& look)
        : run_(run),
          look_(look),
          index_(indexOf(run)),
          geometry_(fitting(run, look)),
          shapes_(layoutLadder(source(), wholeOf(run))) {}

    [[nodiscard]] qreal width() const { return look_.width; }
    [[nodiscard]] qreal contentHeight() const { return geometry_.contentHeight(); }
    /// From the top of a page to its content.
    [[nodiscard]] qreal contentTop(int page) const { return titleRoom(page) + headerHeight(); }
    [[nodiscard]] qreal height() const { return contentTop(0) + contentHeight(); }

    /// Title (on page 0), hosts, and the content from `top` to `bottom`.
    void paint(QPainter& painter, int page, qreal top, qreal bottom) const {
        const qreal above = contentTop(page);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.fillRect(QRectF(0, 0, width(), above + bottom - top), look_.theme.card);
        painter.save();
        if (bottom - top < contentHeight())
            painter.setClipRect(QRectF(0, above, width(), bottom - top));
        painter.translate(0, above - top);
        const LadderSource from = source();
        const LadderMoment end{run_.trace().last(), run_.stageMap().end(), run_.end(), 0, 0};
        LadderPainter(painter, from, shapes_, end)
            .paintWhole(QRectF(0, top, width(), bottom - top));
        painter.restore();
        painter.save();
        painter.translate(0, titleRoom(page));
        paintLadderHeader(painter, from, QRectF(0, 0, width(), headerHeight()));
        painter.restore();
        if (titleRoom(page) > 0) paintTitle(painter);
    }

private:
    /// The usual scale, or a smaller one where the sheet would be too tall.
    static LadderGeometry fitting(const Run& run, const LadderSheet& look) {
        LadderGeometry usual(run, look.width, 1, look.theme);
        const qreal room = most_height - title_room - ladderHeaderHeight(look.theme);
        if (usual.contentHeight() <= room) return usual;
        return {run, static_cast<qreal>(look.width), 0.99 * room / usual.contentHeight(),
                look.theme};
    }

    [[nodiscard]] LadderSource source() const {
        return {run_, index_, geometry_, look_.theme, look_.numbers};
    }
    [[nodiscard]] qreal titleRoom(int page) const {
        return page == 0 && !look_.title.isEmpty() ? title_room * look_.theme.type_factor : 0;
    }
    [[nodiscard]] qreal headerHeight() const { return ladderHeaderHeight(look_.theme); }

    void paintTitle(QPainter& painter) const {
        const QFont font = sansFont(look_.theme, type_size::lesson_title, Weight::bold);
        const QRectF row(margin, 0, width() - 2 * margin, titleRoom(0));
        painter.setFont(font);
        painter.setPen(look_.theme.text);
        painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetricsF(font).elidedText(look_.title, Qt::ElideRight, row.width()));
    }

    const Run& run_;
    const LadderSheet& look_;
    LadderIndex index_;
    LadderGeometry geometry_;
    LadderShapes shapes_;
};

/// Qt names the first family alone; a reader without it should take the next of ours.
QByteArray withAllFamilies(QByteArray svg, const Theme& theme) {
    for (const Face face : {Face::sans, Face::mono}) {
        const QStringList families =
            fontOf(theme, face, type_size::body, Weight::normal).families();
        const QString all = QStringLiteral("font-family=\"'%1', %2\"")
                                .arg(families.join(QStringLiteral("', '")),
                                     face == Face::sans ? QStringLiteral("sans-serif")
                                                        : QStringLiteral("monospace"));
        svg.replace(QStringLiteral("font-family=\"%1\"").arg(families.first()).toUtf8(),
                    all.toUtf8());
    }
    return svg;
}

QByteArray svgOf(const Sheet& sheet, const LadderSheet& look) {
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(dots_per_inch);
    const QSize size(qRound(sheet.width()), qCeil(sheet.height()));
    generator.setSize(size);
    generator.setViewBox(QRect(QPoint(), size));
    generator.setTitle(look.title.toHtmlEscaped()); // the generator writes it as it is
    QPainter painter(&generator);
    sheet.paint(painter, 0, 0, sheet.contentHeight());
    painter.end();
    return withAllFamilies(buffer.data(), look.theme);
}

QByteArray pngOf(const Sheet& sheet) {
    QImage image(qRound(sheet.width()), qCeil(sheet.height()), QImage::Format_RGB32);
    image.setDotsPerMeterX(qRound(dots_per_inch / 0.0254));
    image.setDotsPerMeterY(image.dotsPerMeterX());
    QPainter painter(&image);
    sheet.paint(painter, 0, 0, sheet.contentHeight());
    painter.end();
    QBuffer buffer;
    image.save(&buffer, "PNG");
    return buffer.data();
}

QPageSize pageOf(qreal width, qreal height) {
    return QPageSize(QSizeF(width, height) * points_per_dot, QPageSize::Point, {},
                     QPageSize::ExactMatch);
}

QByteArray pdfOf(const Sheet& sheet, const LadderSheet& look) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(dots_per_inch);
    writer.setTitle(look.title);
    writer.setCreator(QStringLiteral("TCP Theater"));
    writer.setPageMargins(QMarginsF());
    const qreal page_height = std::min(std::ceil(sheet.height()), sheet.width() * page_proportion);
    writer.setPageSize(pageOf(sheet.width(), page_height));
    QPainter painter(&writer);
    qreal top = 0;
    for (int page = 0; top < sheet.contentHeight(); ++page) {
        if (page > 0) writer.newPage();
        const qreal bottom = top + page_height - sheet.contentTop(page);
        sheet.paint(painter, page, top, bottom);
        top = bottom;
    }
    painter.end();
    return buffer.data();
}

QByteArray bytesOf(const Sheet& sheet, const LadderSheet& look, PictureFormat format) {
    switch (format) {
    case PictureFormat::svg: return svgOf(sheet, look);
    case PictureFormat::png: return pngOf(sheet);
    case PictureFormat::pdf: return pdfOf(sheet, look);
    }
    sim::unreachable();
}

} // namespace

std::optional<PictureFormat> formatOf(const QString& file) {
    const QString suffix = QFileInfo(file).suffix().toLower();
    if (suffix == QLatin1String("svg")) return PictureFormat::svg;
    if (suffix == QLatin1String("png")) return PictureFormat::png;
    if (suffix == QLatin1String("pdf")) return PictureFormat::pdf;
    return std::nullopt;
}

sim::Expected<void> exportLadder(const Run& run, const LadderSheet& look, const QString& file) {
    const std::optional<PictureFormat> format = formatOf(file);
    if (!format)
        return sim::failure(errorOf(
            file, QCoreApplication::translate("LadderExport", "no picture is written that way"),
            QCoreApplication::translate("LadderExport", "end the name with .svg, .png or .pdf")));
    const Sheet sheet(run, look);
    const QByteArray bytes = bytesOf(sheet, look, *format);
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size() || !out.commit())
        return sim::failure(errorOf(file, out.errorString()));
    return {};
}

} // namespace ui
