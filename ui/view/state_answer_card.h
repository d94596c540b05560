#pragma once

#include "ui/layout/state_answer_layout.h"
#include "ui/layout/state_event_layout.h"
#include "ui/view/card.h"
#include "ui/view/sighting_button.h"

#include <vector>

#include <QScrollArea>

namespace ui {

/// What the card scrolls: the answer's words, and below them the scenarios that show it.
class StateAnswerSheet : public QWidget {
    Q_OBJECT

public:
    StateAnswerSheet(ViewState& state, ScenarioSightings& sightings, QWidget* parent = nullptr);

    void show(StateCell cell);
    [[nodiscard]] const AnswerShapes& shapes() const { return shapes_; }
    [[nodiscard]] const AnswerWords& words() const { return words_; }
    [[nodiscard]] const std::vector<SightingButton*>& buttons() const { return buttons_; }
    /// Says everything anew: another language, another theme, other scenarios.
    void refresh();

signals:
    void sightingChosen(const ScenarioSighting& sighting);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    void layOut();
    void makeButtons();
    void paintText(QPainter& painter, const AnswerShapes::Text& text) const;
    void paintPill(QPainter& painter, const AnswerPill& pill) const;
    [[nodiscard]] const sim::StateAnswer& answer() const;

    ViewState& state_;
    ScenarioSightings& sightings_;
    StateCell cell_;
    AnswerWords words_;
    AnswerShapes shapes_;
    std::vector<SightingButton*> buttons_;
};

/// The card with the RFC's answer to the chosen cell.
class StateAnswerCard : public Card {
    Q_OBJECT

public:
    StateAnswerCard(ViewState& state, ScenarioSightings& sightings, QWidget* parent = nullptr);

    void show(StateCell cell) { sheet_->show(cell); }
    [[nodiscard]] const StateAnswerSheet& sheet() const { return *sheet_; }

signals:
    void sightingChosen(const ScenarioSighting& sighting);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QScrollArea* scroll_;
    StateAnswerSheet* sheet_;
};

} // namespace ui
