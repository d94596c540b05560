#pragma once

#include "ui/layout/scrub_layout.h"
#include "ui/model/playback.h"

#include <optional>

#include <QWidget>

namespace ui {

/// The line of the run's time with a tick for each segment; dragging moves the cursor.
class ScrubLine : public QWidget {
    Q_OBJECT

public:
    ScrubLine(ViewState& state, Playback& playback, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override { return {400, 60}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {120, 48}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    void layOut();
    void paintTick(QPainter& painter, const ScrubTick& tick) const;
    [[nodiscard]] QRectF line() const;

    ViewState& state_;
    Playback& playback_;
    std::optional<ScrubLayout> layout_;
};

} // namespace ui
