#include "ui/view/picture_file.h"

#include "sim/base/assert.h"
#include "ui/theme/fonts.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QImage>
#include <QPageSize>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>

namespace ui {

namespace {

constexpr int dots_per_inch = 96;
constexpr qreal points_per_dot = 72.0 / dots_per_inch;

sim::Error errorOf(const QString& file, const QString& message, const QString& remedy = {}) {
    return {.message = message.toStdString(),
            .file = file.toStdString(),
            .remedy = remedy.toStdString()};
}

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

QSize sizeOf(const Picture& picture) {
    return {qRound(picture.width), qCeil(picture.whole.height)};
}

QByteArray svgOf(const Picture& picture) {
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(dots_per_inch);
    generator.setSize(sizeOf(picture));
    generator.setViewBox(QRect(QPoint(), sizeOf(picture)));
    generator.setTitle(picture.title.toHtmlEscaped()); // the generator writes it as it is
    QPainter painter(&generator);
    picture.whole.paint(painter);
    painter.end();
    return withAllFamilies(buffer.data(), picture.theme);
}

QByteArray pngOf(const Picture& picture) {
    QImage image(sizeOf(picture), QImage::Format_RGB32);
    image.setDotsPerMeterX(qRound(dots_per_inch / 0.0254));
    image.setDotsPerMeterY(image.dotsPerMeterX());
    QPainter painter(&image);
    picture.whole.paint(painter);
    painter.end();
    QBuffer buffer;
    image.save(&buffer, "PNG");
    return buffer.data();
}

QPageSize pageOf(qreal width, qreal height) {
    return QPageSize(QSizeF(width, height) * points_per_dot, QPageSize::Point, {},
                     QPageSize::ExactMatch);
}

QByteArray pdfOf(const Picture& picture) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(dots_per_inch);
    writer.setTitle(picture.title);
    writer.setCreator(QStringLiteral("TCP Theater"));
    writer.setPageMargins(QMarginsF());
    const std::vector<PicturePage> one{picture.whole};
    const std::vector<PicturePage>& pages = picture.pages.empty() ? one : picture.pages;
    writer.setPageSize(pageOf(picture.width, pages.front().height));
    QPainter painter(&writer);
    for (std::size_t page = 0; page < pages.size(); ++page) {
        if (page > 0) writer.newPage();
        pages[page].paint(painter);
    }
    painter.end();
    return buffer.data();
}

QByteArray bytesOf(const Picture& picture, PictureFormat format) {
    switch (format) {
    case PictureFormat::svg: return svgOf(picture);
    case PictureFormat::png: return pngOf(picture);
    case PictureFormat::pdf: return pdfOf(picture);
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

sim::Expected<void> writePicture(const Picture& picture, const QString& file) {
    const std::optional<PictureFormat> format = formatOf(file);
    if (!format)
        return sim::failure(errorOf(
            file, QCoreApplication::translate("Picture", "no picture is written that way"),
            QCoreApplication::translate("Picture", "end the name with .svg, .png or .pdf")));
    const QByteArray bytes = bytesOf(picture, *format);
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size() || !out.commit())
        return sim::failure(errorOf(file, out.errorString()));
    return {};
}

} // namespace ui
