#pragma once

#include "ui/model/load_text.h"
#include "ui/theme/theme.h"

#include <utility>

#include <QPainter>
#include <QStringList>

namespace ui {

/// Draws an honest client at the listener's door, and says how it fares.
class DoorPainter {
public:
    DoorPainter(QPainter& painter, const Theme& theme, QStringList letters)
        : painter_(painter), theme_(theme), letters_(std::move(letters)) {}

    void paint(const QRectF& box, const Visit& visit, const VisitText& text, VisitStage stage);

private:
    void paintLine(const QRectF& box, const Visit& visit, const VisitText& text, VisitStage stage);
    void paintDoor(const QRectF& door, bool open);
    void paintPerson(const QRectF& box, sim::HostId host, VisitStage stage);
    void paintKnocks(QPointF at);
    void paintSign(QPointF at, VisitStage stage);
    [[nodiscard]] const QColor& hueOfStage(VisitStage stage) const;
    void paintWords(const QRectF& box, const VisitText& text, VisitStage stage);

    QPainter& painter_;
    const Theme& theme_;
    QStringList letters_;
};

} // namespace ui
