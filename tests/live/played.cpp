#include "tests/live/played.h"

#include "live/stage.h"

#include <utility>

#include <QtGlobal>

namespace live_test {

sim::Trace played(const sim::Scenario& scenario) {
    live::Outcome<sim::Trace> trace = live::play(scenario);
    if (trace) return std::move(*trace);
    qWarning("%s", trace.error().message.en.c_str());
    return {};
}

} // namespace live_test
