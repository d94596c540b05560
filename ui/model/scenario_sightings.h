#pragma once

#include "sim/export/state_event_reader.h"
#include "sim/scenario/scenario.h"

#include <vector>

#include <QObject>
#include <QString>
#include <QTimer>

namespace ui {

/// A shipped scenario that shows a cell of RFC 9293 3.10, and the record where it first does.
struct ScenarioSighting {
    QString scenario;         ///< its name
    QString english, chinese; ///< its title
    sim::RecordId record{};

    bool operator==(const ScenarioSighting&) const = default;
};

/// Which shipped scenario shows which event in which state. Plays each of them on the model once,
/// one a turn of the event loop, so that a window does not wait for all of them.
class ScenarioSightings : public QObject {
    Q_OBJECT

public:
    explicit ScenarioSightings(QObject* parent = nullptr);

    /// Begins to play, unless it has begun already.
    void start();
    [[nodiscard]] bool isComplete() const { return played_ == scenarios_.size(); }
    /// The scenarios that show the cell, in the order of the home page; grows until complete.
    [[nodiscard]] const std::vector<ScenarioSighting>& of(sim::State state,
                                                          sim::StateEvent event) const;

signals:
    /// Another scenario has been read.
    void grown();

private:
    void playNext();
    [[nodiscard]] static std::size_t placeOf(sim::State state, sim::StateEvent event);

    std::vector<sim::ShippedScenario> scenarios_;
    std::size_t played_{};
    std::vector<std::vector<ScenarioSighting>> cells_;
    QTimer turn_;
};

} // namespace ui
