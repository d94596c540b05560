#include "ui/view/ribbon_legend.h"

#include "ui/theme/fonts.h"
#include "ui/view/ribbon_painter.h"

#include <array>

#include <QFontMetricsF>

namespace ui {

namespace {

constexpr double sample_side = 15;

/// Those that a legend can do without where room is short, in that order: they are told by what
/// stands beside them, and the pointer says what they are.
constexpr std::array self_evident{ByteFate::allowed, ByteFate::in_flight, ByteFate::acknowledged};

double widthOf(const Theme& theme, ByteFate fate) {
    const QFontMetricsF metrics(sansFont(theme, type_size::small));
    return sample_side * theme.type_factor + 6 + metrics.horizontalAdvance(fateName(fate)) + 14;
}

double widthOf(const Theme& theme, const std::vector<ByteFate>& fates) {
    double all = 0;
    for (const ByteFate fate : fates)
        all += widthOf(theme, fate);
    return all;
}

/// What has room beside each other.
std::vector<ByteFate> thatFit(const Theme& theme, const std::vector<ByteFate>& fates,
                              const RibbonLegend::Shows& shows, double room) {
    std::vector<ByteFate> fitting = fates;
    for (const ByteFate fate : fates)
        if (widthOf(theme, fitting) > room && !shows(fate)) std::erase(fitting, fate);
    for (const ByteFate fate : self_evident)
        if (widthOf(theme, fitting) > room) std::erase(fitting, fate);
    return fitting;
}

} // namespace

void RibbonLegend::place(const Theme& theme, const std::vector<ByteFate>& fates, const Shows& shows,
                         const LegendRoom& room) {
    const double scale = theme.type_factor;
    const double sample = sample_side * scale;
    const bool all_fit = widthOf(theme, fates) <= room.beside.width();
    const bool beside = all_fit || room.below.height() < sample;
    const std::vector<ByteFate> shown =
        beside && !all_fit ? thatFit(theme, fates, shows, room.beside.width()) : fates;
    QPointF at = room.below.topLeft();
    if (beside)
        at = {room.beside.right() - widthOf(theme, shown), room.beside.center().y() - sample / 2};
    entries_.clear();
    for (const ByteFate fate : shown) {
        const double width = widthOf(theme, fate);
        if (!beside && at.x() > room.below.left() && at.x() + width > room.below.right())
            at = {room.below.left(), at.y() + line_height * scale};
        entries_.push_back({fate,
                            fateName(fate),
                            {at, QSizeF(sample, sample)},
                            {at + QPointF(sample + 6, 0), QSizeF(width - sample - 16, sample)}});
        at.rx() += width;
    }
    if (!beside && at.y() + sample > room.below.bottom()) entries_.clear();
}

void RibbonLegend::paint(QPainter& painter, const Theme& theme, const ByteFlow& flow) const {
    RibbonPainter cells(painter, theme);
    for (const Entry& entry : entries_) {
        cells.paintSample(entry.sample, entry.fate, flow);
        painter.setFont(sansFont(theme, type_size::small)); // a sample may have letters
        painter.setPen(theme.second_text);
        painter.drawText(entry.words.adjusted(0, -4, 0, 4), Qt::AlignLeft | Qt::AlignVCenter,
                         entry.text);
    }
}

} // namespace ui
