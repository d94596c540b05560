#include "ui/model/scenario_sightings.h"

#include "ui/model/run.h"

namespace ui {

ScenarioSightings::ScenarioSightings(QObject* parent)
    : QObject(parent),
      scenarios_(sim::shipped_scenarios()),
      cells_(sim::all_states.size() * sim::state_event_count) {
    turn_.setParent(this);
    turn_.setInterval(0);
    connect(&turn_, &QTimer::timeout, this, &ScenarioSightings::playNext);
}

void ScenarioSightings::start() {
    if (!isComplete()) turn_.start();
}

std::size_t ScenarioSightings::placeOf(sim::State state, sim::StateEvent event) {
    return static_cast<std::size_t>(event) * sim::all_states.size()
           + static_cast<std::size_t>(state);
}

const std::vector<ScenarioSighting>& ScenarioSightings::of(sim::State state,
                                                           sim::StateEvent event) const {
    return cells_.at(placeOf(state, event));
}

void ScenarioSightings::playNext() {
    const sim::ShippedScenario& shipped = scenarios_.at(played_++);
    if (isComplete()) turn_.stop();
    const std::string name(shipped.name);
    const sim::Expected<sim::Scenario> scenario = sim::parse_scenario(shipped.text, name);
    if (scenario) {
        const std::shared_ptr<const Run> run = Run::played(*scenario);
        for (const sim::StateEventSighting& seen : sim::state_events_of(run->trace())) {
            std::vector<ScenarioSighting>& cell = cells_.at(placeOf(seen.state, seen.event));
            const QString key = QString::fromStdString(name);
            if (!cell.empty() && cell.back().scenario == key) continue;
            cell.push_back({key, QString::fromStdString(scenario->title.en),
                            QString::fromStdString(scenario->title.zh), seen.record});
        }
    }
    emit grown();
}

} // namespace ui
