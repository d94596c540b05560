#pragma once

#include "ui/layout/state_layout.h"
#include "ui/theme/theme.h"

#include <QFont>
#include <QPainter>

namespace ui {

/// Words of the diagram get no smaller than this, however small the diagram is.
inline constexpr double least_type_scale = 0.92;

/// The type of the labels beside arrows, at a diagram's scale.
QFont stateLabelFont(const Theme& theme, double scale);

/// Draws the shapes of the state diagram.
class StatesPainter {
public:
    StatesPainter(QPainter& painter, const Theme& theme) : painter_(painter), theme_(theme) {}

    /// `progress` goes from 0 to 1 while the newest move is shown, and stays 1.
    void paint(const StateShapes& shapes, double progress);

private:
    void paintArrow(const StateArrow& arrow);
    void paintPill(const StatePill& pill, double glow);
    void paintGlow(const StatePill& pill, double glow);
    [[nodiscard]] QFont pillFont(const QRectF& pill) const;
    void paintLabel(const StateLabel& label);
    void paintToken(const StateToken& token, QPointF centre);
    [[nodiscard]] QBrush pillBrush(const StatePill& pill) const;
    [[nodiscard]] QBrush rimBrush(const StatePill& pill) const;

    QPainter& painter_;
    const Theme& theme_;
    double scale_{1};
};

} // namespace ui
