#pragma once

#include "ui/model/scenario_sightings.h"
#include "ui/model/view_state.h"

#include <QAbstractButton>

namespace ui {

/// The scenario's title in the window's language, or its name where it has none.
QString titleOf(const ScenarioSighting& sighting);

/// A scenario's title that opens it at the record where it shows something.
class SightingButton : public QAbstractButton {
    Q_OBJECT

public:
    SightingButton(ViewState& state, ScenarioSighting sighting, QWidget* parent);

    [[nodiscard]] const ScenarioSighting& sighting() const { return sighting_; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    ViewState& state_;
    ScenarioSighting sighting_;
};

} // namespace ui
