#pragma once

#include "ui/layout/ribbon_layout.h"
#include "ui/theme/theme.h"

#include <QFont>
#include <QPainter>

namespace ui {

/// Draws one direction's ribbon, and the samples of its legend.
class RibbonPainter {
public:
    RibbonPainter(QPainter& painter, const Theme& theme) : painter_(painter), theme_(theme) {}

    void paint(const RibbonShapes& shapes, const ByteFlow& flow);
    /// A cell of that fate, as it is between these hosts.
    void paintSample(const QRectF& box, ByteFate fate, const ByteFlow& flow);
    static QFont labelFont(const Theme& theme);
    /// Of the arrow beside a number beyond the cells, with its gap.
    static double arrowWidth(const Theme& theme);

private:
    void paintPiece(const RibbonPiece& piece, const ByteFlow& flow);
    void paintCheck(const QRectF& box);
    void paintCross(const QRectF& box);
    void paintTurn(const QRectF& box);
    void paintLetter(const QRectF& box, const QString& letter);
    void paintBracket(const QLineF& line, const ByteFlow& flow);
    /// Lines across the box, at a slant or level.
    void paintHatch(const QRectF& box, const QColor& hue);
    void paintLines(const QRectF& box, const QColor& hue);
    void paintFin(const QRectF& box);
    void paintMark(const RibbonMark& mark, const RibbonShapes& shapes, const ByteFlow& flow);
    void paintArrow(const RibbonMark& mark, const QColor& hue);
    [[nodiscard]] QColor hueOf(RibbonCursor cursor, const ByteFlow& flow) const;

    QPainter& painter_;
    const Theme& theme_;
};

} // namespace ui
