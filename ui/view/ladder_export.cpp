#include "ui/view/ladder_export.h"

#include "ui/layout/ladder_index.h"
#include "ui/layout/ladder_layout.h"
#include "ui/theme/fonts.h"
#include "ui/view/ladder_painter.h"

#include <algorithm>
#include <cmath>

#include <QPainter>

namespace ui {

namespace {

constexpr qreal margin = 16;
constexpr qreal title_room = 46;
/// No picture is taller: painters count in 16 bits here and there.
constexpr qreal most_height = 30'000;
constexpr qreal page_proportion = 1.5; ///< of a page that is one of several, height by width
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
        painter.fillRect(QRectF(0, 0, width(), std::ceil(above + bottom - top)), look_.theme.card);
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

} // namespace

sim::Expected<void> exportLadder(const Run& run, const LadderSheet& look, const QString& file) {
    const Sheet sheet(run, look);
    const qreal whole = sheet.contentHeight();
    Picture picture{
        .title = look.title,
        .theme = look.theme,
        .width = sheet.width(),
        .whole = {sheet.height(),
                  [&sheet, whole](QPainter& painter) { sheet.paint(painter, 0, 0, whole); }},
        .pages = {}};
    const qreal page_height = std::min(std::ceil(sheet.height()), sheet.width() * page_proportion);
    qreal top = 0;
    for (int page = 0; top < whole; ++page) {
        const qreal bottom = top + page_height - sheet.contentTop(page);
        picture.pages.push_back({page_height, [&sheet, page, top, bottom](QPainter& painter) {
                                     sheet.paint(painter, page, top, bottom);
                                 }});
        top = bottom;
    }
    return writePicture(picture, file);
}

} // namespace ui
