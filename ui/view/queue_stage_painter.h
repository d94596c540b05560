#pragma once

#include "ui/view/queue_stage.h"

#include <cstdint>

#include <QPainter>

namespace ui {

/// Draws the stage of a listener.
class QueueStagePainter {
public:
    QueueStagePainter(QPainter& painter, const Theme& theme, const QueueScene& scene,
                      const QueueStageShapes& shapes)
        : painter_(painter), theme_(theme), scene_(scene), shapes_(shapes) {}

    void paint();

private:
    /// What a tile below the queues counts.
    enum class Sign : std::uint8_t { loss, cookie, cookie_back };
    struct Tile {
        QRectF box;
        Sign sign{};
        std::uint64_t count{};
        QStringList words; ///< the longest that fits is shown
    };

    void paintStreet();
    void paintFlood();
    void paintPanel(const QueuePanel& panel, const QueueRow& row, const QString& name,
                    const QStringList& words, const QColor& hue);
    void paintHeadline(const QRectF& head, const QueueRow& row, const QString& name);
    void paintWays();
    void paintWay(const QLineF& way, const QString& word, const QPen& pen, int lines = 1);
    void paintFalls();
    void paintFall(QPointF from, QPointF to, Sign sign, bool live);
    void paintTile(const Tile& tile);
    void paintSign(QPointF centre, Sign sign, bool live);
    void paintHead(QPointF tip, QPointF direction, const QColor& hue);
    [[nodiscard]] QColor hueOf(Sign sign, bool live) const;
    [[nodiscard]] const QColor& server() const { return theme_.ofHost(scene_.story.host); }

    QPainter& painter_;
    const Theme& theme_;
    const QueueScene& scene_;
    const QueueStageShapes& shapes_;
};

} // namespace ui
