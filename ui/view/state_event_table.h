#pragma once

#include "ui/layout/state_event_layout.h"
#include "ui/model/scenario_sightings.h"
#include "ui/view/card.h"

namespace ui {

/// The hue of the segment an answer sends; the accent where a state changes in silence.
QColor replyHue(const Theme& theme, sim::StateReply reply);

/// RFC 9293 3.10 as a table: events beside states. The arrow keys choose a cell; Enter opens what a
/// scenario shows of it.
class StateEventTable : public Card {
    Q_OBJECT

public:
    StateEventTable(ViewState& state, ScenarioSightings& sightings, QWidget* parent = nullptr);

    [[nodiscard]] StateCell chosen() const { return chosen_; }
    void choose(StateCell cell);
    /// Where a cell lies on this widget.
    [[nodiscard]] QRectF boxOf(StateCell cell) const;

signals:
    void cellChosen();
    void cellActivated();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    void retranslate();
    [[nodiscard]] QRectF tableArea() const;
    [[nodiscard]] StateEventGeometry geometry() const;
    [[nodiscard]] std::optional<StateCell> cellAt(QPointF point) const;
    void paintBands(QPainter& painter, const StateEventGeometry& geometry) const;
    void paintNames(QPainter& painter, const StateEventGeometry& geometry) const;
    void paintCell(QPainter& painter, const QRectF& box, StateCell place) const;
    void paintMove(QPainter& painter, const QRectF& box, const sim::StateAnswer& answer) const;
    void paintMark(QPainter& painter, const QRectF& box) const;
    [[nodiscard]] QColor inkOf(const sim::StateAnswer& answer) const;

    ScenarioSightings& sightings_;
    StateCell chosen_{sim::State::established, sim::StateEvent::fin};
    std::optional<StateCell> hovered_;
};

} // namespace ui
