#pragma once

#include "ui/layout/inspector_layout.h"
#include "ui/theme/theme.h"

#include <QFont>
#include <QPainter>

namespace ui {

/// The size of a text in its role's font, wrapped at `width` pixels; 0 means one line.
QSizeF inspectorTextSize(const Theme& theme, const QString& text, TextRole role, double width);

/// Draws the shapes of an inspection.
class InspectorPainter {
public:
    InspectorPainter(QPainter& painter, const Theme& theme) : painter_(painter), theme_(theme) {}

    void paint(const Inspection& inspection, const InspectorShapes& shapes);

private:
    void paintBadge(const InspectorShapes& shapes);
    void paintHeader(const InspectorShapes& shapes);
    void paintFlag(const FlagShape& flag);
    void paintBoxes(const InspectorShapes& shapes);
    void paintText(const TextShape& text);
    [[nodiscard]] QColor colourOf(TextRole role) const;

    QPainter& painter_;
    const Theme& theme_;
    QColor hue_;
};

} // namespace ui
