#pragma once

#include "sim/base/expected.h"
#include "ui/theme/theme.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include <QPainter>
#include <QString>

namespace ui {

/// The files a picture can be written to.
enum class PictureFormat : std::uint8_t { svg, png, pdf };

/// The format that the end of a file's name asks for; none when it asks for another.
std::optional<PictureFormat> formatOf(const QString& file);

/// What is drawn on one sheet of paper.
struct PicturePage {
    qreal height{}; ///< in pixels
    std::function<void(QPainter&)> paint;
};

/// A picture that can be written in every format.
struct Picture {
    static constexpr int least_width = 600;
    static constexpr int most_width = 4000;
    static constexpr int usual_width = 1000;

    QString title; ///< as the file knows it
    Theme theme;
    qreal width{usual_width}; ///< in pixels; a PDF has 96 of them to the inch
    PicturePage whole;
    std::vector<PicturePage> pages; ///< of a PDF; none where the whole is one page
};

/// Writes a picture to a file whose name says the format. The error names the file and what to
/// write instead.
sim::Expected<void> writePicture(const Picture& picture, const QString& file);

} // namespace ui
