#pragma once

#include "ui/view/state_answer_card.h"
#include "ui/view/state_event_table.h"

#include <QWidget>

namespace ui {

/// The page that says what RFC 9293 answers to every event in every state, and which scenarios show
/// it. Needs no run; with one it opens on what the cursor stands on.
class StateEventPage : public QWidget {
    Q_OBJECT

public:
    explicit StateEventPage(ViewState& state, QWidget* parent = nullptr);

    [[nodiscard]] StateEventTable& table() { return *table_; }
    [[nodiscard]] StateAnswerCard& card() { return *card_; }
    [[nodiscard]] ScenarioSightings& sightings() { return sightings_; }
    /// Chooses the cell that a record of the run shows; leaves things as they are without one.
    void chooseFor(sim::RecordId record);

signals:
    /// That scenario shall be opened at the record.
    void sightingChosen(const ScenarioSighting& sighting);

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void takeRun();
    void openFirst();

    ViewState& state_;
    ScenarioSightings sightings_;
    std::vector<sim::StateEventSighting> shown_; ///< of the run, once it is asked for
    std::shared_ptr<const Run> read_;            ///< the run they are of
    StateEventTable* table_;
    StateAnswerCard* card_;
};

} // namespace ui
