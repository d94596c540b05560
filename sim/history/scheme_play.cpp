#include "sim/history/scheme_play.h"

#include "sim/base/assert.h"
#include "sim/history/staging.h"

#include <algorithm>

namespace sim {

namespace {

constexpr RecordId records_per_keyframe = 4096;
/// More than any class looks at; a link that loses everything would go on to the limit.
constexpr RecordId most_records = 2'000'000;
constexpr std::uint64_t asked_every = 1024;

bool is_at_limit(const SchemeWorld& world, const Scenario& scenario) {
    return world.next_event_at() > Time{} + scenario.limit || world.last_record() >= most_records;
}

} // namespace

std::optional<SchemePlay> SchemePlay::play(const Scenario& scenario, Trace& trace,
                                           const std::function<bool()>& unwanted) {
    SchemePlay play;
    SchemeWorld world(scheme_stage_of(scenario));
    SchemeStep step;
    play.keyframes_.push_back(world);
    while (world.next_event_at() != never) {
        if (world.events() % asked_every == 0 && unwanted()) return std::nullopt;
        if (is_at_limit(world, scenario)) {
            trace.header.deadline_reached = true;
            break;
        }
        world.advance(step, &trace);
        if (world.last_record() >= play.keyframes_.back().last_record() + records_per_keyframe)
            play.keyframes_.push_back(world);
    }
    return play;
}

SchemeWorld SchemePlay::world_at(RecordId record) const {
    const auto after = std::upper_bound(keyframes_.begin(), keyframes_.end(), record,
                                        [](RecordId wanted, const SchemeWorld& keyframe) {
                                            return wanted < keyframe.last_record();
                                        });
    SIM_ASSERT(after != keyframes_.begin());
    SchemeWorld world = *std::prev(after);
    SchemeStep step;
    while (world.last_record() < record && world.advance(step, nullptr)) {
    }
    return world;
}

} // namespace sim
