#include "sim/history/history.h"
#include "ui/model/run.h"

namespace ui {

std::shared_ptr<const Run> Run::played(const sim::Scenario& scenario) {
    const auto history = std::make_shared<const sim::History>(sim::History::play(scenario));
    const std::shared_ptr<const sim::Trace> trace(history, &history->trace());
    return std::make_shared<const Run>(
        trace, [history](sim::RecordId record) { return history->snapshot_at(record); });
}

} // namespace ui
