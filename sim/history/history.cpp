#include "sim/history/history.h"

#include "sim/base/assert.h"
#include "sim/history/staging.h"
#include "sim/net/world.h"
#include "sim/net/world_snapshot.h"

#include <algorithm>
#include <utility>

namespace sim {

namespace {

constexpr RecordId records_per_keyframe = 4096;
constexpr std::uint64_t most_events = 200'000'000;

struct Keyframe {
    RecordId last_record{};
    World world;
};

bool is_over(const World& world, const Scenario& scenario) {
    switch (scenario.until) {
    case RunUntil::quiet: return world.is_quiet();
    case RunUntil::closed: return world.is_closed();
    }
    unreachable();
}

} // namespace

struct History::Parts {
    std::shared_ptr<Trace> trace;
    std::vector<Keyframe> keyframes;
    Rule unmodelled{};
};

History::History(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
History::History(History&&) noexcept = default;
History& History::operator=(History&&) noexcept = default;
History::~History() = default;

History History::play(const Scenario& scenario) {
    auto parts = std::make_unique<Parts>();
    parts->trace = std::make_shared<Trace>();
    Trace& trace = *parts->trace;
    trace.header = header_of(scenario);
    for (const HostSpec& host : scenario.hosts)
        trace.addresses.intern(host.address);

    World world(stage_of(scenario));
    Recorder recorder(TraceLevel::full, &trace);
    Step step;
    const Time limit = Time{} + scenario.limit;
    parts->keyframes.push_back({.last_record = 0, .world = world});
    while (!is_over(world, scenario) && world.unmodelled() == Rule::none) {
        if (world.next_event_at() > limit || world.events() >= most_events) {
            trace.header.deadline_reached = true;
            break;
        }
        if (!world.advance(step, recorder)) break;
        if (world.last_record() >= parts->keyframes.back().last_record + records_per_keyframe)
            parts->keyframes.push_back({.last_record = world.last_record(), .world = world});
    }
    parts->unmodelled = world.unmodelled();
    return History(std::move(parts));
}

const Trace& History::trace() const {
    return *parts_->trace;
}
std::shared_ptr<const Trace> History::shared_trace() const {
    return parts_->trace;
}
Rule History::unmodelled() const {
    return parts_->unmodelled;
}

World History::world_at(RecordId record) const {
    SIM_ASSERT(record <= trace().last());
    const auto after = std::upper_bound(
        parts_->keyframes.begin(), parts_->keyframes.end(), record,
        [](RecordId wanted, const Keyframe& keyframe) { return wanted < keyframe.last_record; });
    World world = std::prev(after)->world;
    Recorder counter(TraceLevel::full, nullptr);
    Step step;
    while (world.last_record() < record && world.advance(step, counter)) {
    }
    return world;
}

Snapshot History::snapshot_at(RecordId record) const {
    return snapshot_of(world_at(record), record);
}

} // namespace sim
