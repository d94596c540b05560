#include "ui/model/run.h"

#include <utility>

namespace ui {

std::shared_ptr<const Run> Run::observed(sim::Trace trace) {
    const auto shared = std::make_shared<const sim::Trace>(std::move(trace));
    return std::make_shared<const Run>(
        shared, [shared](sim::RecordId record) { return sim::observed_snapshot(*shared, record); });
}

} // namespace ui
