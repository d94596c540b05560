#include "sim/history/history.h"
#include "ui/model/run.h"

#include <optional>
#include <utility>

namespace ui {

std::shared_ptr<const Run> Run::played(const sim::Scenario& scenario) {
    return playedUnless(scenario, [] { return false; });
}

std::shared_ptr<const Run> Run::playedUnless(const sim::Scenario& scenario,
                                             const std::function<bool()>& unwanted) {
    std::optional<sim::History> played = sim::History::play_unless(scenario, unwanted);
    if (!played) return nullptr;
    const auto history = std::make_shared<const sim::History>(std::move(*played));
    const std::shared_ptr<const sim::Trace> trace(history, &history->trace());
    return std::make_shared<const Run>(
        trace, [history](sim::RecordId record) { return history->snapshot_at(record); });
}

} // namespace ui
